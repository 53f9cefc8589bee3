import type { ServerResponse } from 'node:http';
import { answerText, type Answer } from './answer';
import type { Behavior } from './behavior';
import { contentType, encodeText, otherHeaders, type Charset } from './seenOnWire';

/**
 * What the next request meets.
 *
 * The request is not processed, nothing is created:
 * - a number: `status` 0 with this code, e.g. -69
 * - `http500`, `forbidden` (403 without JSON), `html` (200 with a page), `empty` (200 with no body),
 *   `redirect` (302), `hang` (no answer), `reset` (the connection is reset), or a status and body of one's own
 *
 * The request is processed as ever, the answer takes another form:
 * - `lostAnswer`: the connection is reset instead of an answer
 * - `jsonString`: the JSON object as text inside a JSON string
 * - `bom`: a UTF-8 byte order mark in front
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
	/** How the body is encoded. Default: UTF-8. */
	charset?: Charset;
}

type Responses = Behavior['responses'];

/** What of the answer's usual form is otherwise. */
const answerForms: Record<AnswerForm, Partial<Responses>> = {
	lostAnswer: {},
	jsonString: { form: 'string' },
	bom: { byteOrderMark: true },
	numbersAsStrings: { numbers: 'string' },
	camelCase: { keys: 'camelCase' },
};

/** True when the request is to be processed before its answer is bent. */
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

/** The answer that a failure stands for, 'hang' or 'reset' when there is none. */
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

/** An answer in its usual form, or in the one asked for. */
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

/** Writes an answer, by a clock that is so many seconds ahead. */
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
