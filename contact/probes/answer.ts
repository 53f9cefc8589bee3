import { declaredCharsets, charsetOf, markOf } from '../../nodes/WoSignDoc/protocol/charset';
import { parseLenient } from '../../nodes/WoSignDoc/protocol/lenientJson';
import {
	parsePlatformResponse,
	type PlatformResponse,
} from '../../nodes/WoSignDoc/protocol/platformResponse';
import { mediaTypeOf } from '../../nodes/WoSignDoc/push/wire/bodyHeaders';
import { responseText } from '../../nodes/WoSignDoc/shared/responseText';
import { namedThere, type FirstContact } from '../../sandbox/firstContact';
import type { WireAnswer } from '../connection/post';
import { named } from '../named';

/** A response, read like the nodes do; `response` is undefined if it isn't from the platform. */
export interface ReadAnswer {
	readonly response: PlatformResponse | undefined;
	/** How it was written. */
	readonly facts: NonNullable<FirstContact['responses']>;
	/** Names that the record has no word for; only shown to the user. */
	readonly unnamed: readonly string[];
}

const CODE = /^-?\d{1,3}$/;

/** Reads a response and its form. */
export function readAnswer({ status, headers, body }: WireAnswer): ReadAnswer {
	const contentType = headers['content-type'] ?? '';
	const { text, charsetProblem } = responseText(body, contentType, false);
	const response = charsetProblem === undefined ? parsePlatformResponse(text) : undefined;
	const names = Object.keys(headers);
	const fields = [...(response?.rest.keys() ?? [])];
	return {
		response,
		facts: {
			// Other numbers aren't valid statuses (RFC 9110, section 15).
			statuses: status >= 100 && status <= 999 ? [status] : [],
			mediaType: named(mediaTypeOf(contentType) || 'none', namedThere.mediaTypes),
			charset: charsetNamed(contentType),
			headers: [...new Set(names.map((name) => named(name, namedThere.headers)))].sort(),
			...(response && {
				...spelling(text),
				byteOrderMark: markOf(body) !== undefined,
				otherFields: [
					...new Set(fields.map((name) => named(name.toLowerCase(), namedThere.otherFields))),
				].sort(),
			}),
		},
		unnamed: [
			...names.filter((name) => named(name, namedThere.headers) === 'other'),
			...fields.filter((name) => named(name.toLowerCase(), namedThere.otherFields) === 'other'),
		],
	};
}

/** The code of a response, 0 for success; undefined if it has no valid code. */
export function codeOf({ response }: ReadAnswer): number | undefined {
	if (!response) return undefined;
	const [code = response.status === 1 ? 0 : undefined] = response.errorcodes;
	return code !== undefined && CODE.test(`${code}`) ? Number(code) : undefined;
}

/** The charset declared by a `Content-Type`; `none` also for any other charset. */
export function charsetNamed(contentType: string): 'utf-8' | 'gbk' | 'none' {
	const [label = ''] = declaredCharsets(contentType);
	const encoding = charsetOf(label)?.encoding;
	if (encoding === 'utf-8' && /^utf-?8$/i.test(label)) return 'utf-8';
	return encoding === 'gbk' || encoding === 'gb18030' ? 'gbk' : 'none';
}

function spelling(text: string): Pick<ReadAnswer['facts'], 'form' | 'keys' | 'numbers'> {
	const value = parseLenient(text);
	const fields = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
	const keys = fields.has('ordernumber')
		? ('lowerCase' as const)
		: fields.has('orderNumber')
			? ('camelCase' as const)
			: undefined;
	const numbers = [...fields].filter(([key]) => /^(?:status|errorcode)$/i.test(key));
	return {
		form: /^\s*"/.test(text) ? 'string' : 'object',
		...(keys && { keys }),
		numbers: numbers.some(([, one]) => typeof one === 'string') ? 'string' : 'number',
	};
}
