import type { ServerResponse } from 'node:http';
import { answerText, type Answer } from './answer';
import type { Behavior } from './behavior';
import { contentType, encodeText, otherHeaders, type Charset } from './seenOnWire';

/**
 * The failure of the next request.
 *
 * The request is not processed, and nothing is created:
 * - a number: `status` 0 with this code, e.g. -69
 * - `http500`, `forbidden` (403 without JSON), `html` (200 with a page), `empty` (200 with no body),
 *   `redirect` (302), `hang` (no response), `reset` (the connection is reset), or a custom status and body
 *
 * The request is processed normally, but the response has a different form:
 * - `lostAnswer`: the connection is reset instead of a response
 * - `jsonString`: the JSON object as text inside a JSON string
 * - `bom`: starts with a UTF-8 byte order mark
 * - `numbersAsStrings`: `"status":"1","errorcode":"0"`
 * - `camelCase`: `orderNumber` instead of the example's `ordernumber`
 */
export type RequestFailure = number | NamedFailure | AnswerForm | CustomAnswer;
export type NamedFailure =
	'http500' | 'forbidden' | 'html' | 'empty' | 'redirect' | 'hang' | 'reset';
export type AnswerForm = 'lostAnswer' | 'jsonString' | 'bom' | 'numbersAsStrings' | 'camelCase';
export interface CustomAnswer {
	status: number;
	body?: string;
	headers?: Record<string, string>;
	/** Charset of the body. Default: UTF-8. */
	charset?: Charset;
}

type Responses = Behavior['responses'];

/** How each form differs from the usual response. */
const answerForms: Record<AnswerForm, Partial<Responses>> = {
	lostAnswer: {},
	jsonString: { form: 'string' },
	bom: { byteOrderMark: true },
	numbersAsStrings: { numbers: 'string' },
	camelCase: { keys: 'camelCase' },
};

/** Whether the request is processed and only the form of its response changes. */
export function isAnswerForm(failure: RequestFailure | undefined): failure is AnswerForm {
	return typeof failure === 'string' && Object.hasOwn(answerForms, failure);
}

const page = '<!DOCTYPE html><html><head><title>Error</title></head><body>Service</body></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };

const customAnswers: Record<Exclude<NamedFailure, 'hang' | 'reset'>, CustomAnswer> = {
	http500: { status: 500, headers: html, body: page },
	forbidden: { status: 403, headers: html, body: page },
	html: { status: 200, headers: html, body: page },
	empty: { status: 200, body: '' },
	redirect: { status: 302, headers: { location: '/elsewhere' }, body: '' },
};

/** The response for a failure; 'hang' or 'reset' if there is none. */
export function failureAnswer(
	failure: Exclude<RequestFailure, AnswerForm>,
	orderNumber: string,
	responses: Responses,
): CustomAnswer | 'hang' | 'reset' {
	if (failure === 'hang' || failure === 'reset') return failure;
	if (typeof failure === 'string') return customAnswers[failure];
	if (typeof failure !== 'number') return failure;
	return jsonAnswer({ errorcode: failure, signid: '', orderNumber }, responses);
}

/** A response in its usual form, or in the given one. */
export function shapeAnswer(
	answer: Answer,
	form: AnswerForm | undefined,
	responses: Responses,
): CustomAnswer | 'reset' {
	if (form === 'lostAnswer') return 'reset';
	return jsonAnswer(answer, { ...responses, ...(form && answerForms[form]) });
}

function jsonAnswer(answer: Answer, responses: Responses): CustomAnswer {
	return {
		status: 200,
		headers: { ...contentType(responses), ...otherHeaders(responses.headers) },
		body: answerText(answer, responses),
		charset: responses.charset,
	};
}

/** Writes a response. Its date is `clockOffset` seconds ahead of this machine's clock. */
export function writeAnswer(
	response: ServerResponse,
	{ status, headers, body = '', charset = 'utf-8' }: CustomAnswer,
	clockOffset: number,
): void {
	const bytes = encodeText(body, charset);
	response.writeHead(status, {
		date: new Date(Date.now() + clockOffset * 1_000).toUTCString(),
		...headers,
		'content-length': bytes.length,
	});
	response.end(bytes);
}
