import { z } from 'zod';
import type { ErrorCodeMeaning } from './errorCodes';
import { errorCodeMeaning } from './errorCodes';
import type { JsonObject, JsonValue } from './jsonValue';
import { jsonObjectSchema } from './jsonValue';
import { lowerCaseKeys, parseLenient } from './lenientJson';
import { oneLine } from './oneLine';
import { withoutMarkup } from './withoutMarkup';
import { withoutSecrets } from './withoutSecrets';

/** 1 means done, 0 failed; a number or its decimal text. `""`, `"0x1"` and `"1e0"` are neither. */
const STATUS = /^\s*([01])(?:\.0+)?\s*$/;

/**
 * Text, or a number by its digits (PROTOCOL.md, CreateSignOrder, Decided). Null and blank text count as absent; so does
 * any other type, so that it doesn't make the response for an existing order unreadable.
 */
const textSchema = z
	.union([z.number(), z.string()])
	.transform((value) => (String(value).trim() ? String(value) : undefined))
	.optional()
	.catch(undefined);

/**
 * The codes, joined by `&` as in a push, or as a list; zeros (`0`, `"000"`) aren't codes. A number stays a number, so
 * workflows find the vendor's codes unchanged.
 */
const codesSchema = z
	.union([z.array(z.unknown()), z.unknown().transform((given) => [given])])
	.transform((given) =>
		given.flatMap(codesOf).filter((code) => !/^[+-]?0*(?:\.0*)?$/.test(`${code}`)),
	);

function codesOf(given: unknown): Array<number | string> {
	if (typeof given === 'number') return [given];
	return typeof given === 'string' ? given.split('&').map((code) => code.trim()) : [];
}

const responseSchema = z.object({
	status: z
		.union([z.number(), z.string()])
		.transform((status) => Number(STATUS.exec(String(status))?.[1] ?? NaN))
		.pipe(z.union([z.literal(0), z.literal(1)])),
	errorcode: codesSchema,
	signid: textSchema,
	ordernumber: textSchema,
});

/**
 * The platform's response to a request: done (1) or failed (0), with its codes, usually one (PROTOCOL.md,
 * CreateSignOrder, Response).
 */
export interface PlatformResponse {
	readonly status: 0 | 1;
	readonly errorcodes: ReadonlyArray<number | string>;
	readonly signid: string | undefined;
	readonly ordernumber: string | undefined;
	/** The response's other fields, as received. */
	readonly rest: ReadonlyMap<string, JsonValue>;
}

/** Characters of an unreadable response that an error shows (PROTOCOL.md, CreateSignOrder, Decided). */
const SHOWN_LENGTH = 200;

/** Parses the platform's response, liberally; undefined if the text isn't one. */
export function parsePlatformResponse(text: string): PlatformResponse | undefined {
	const answer = parseLenient(text);
	const { data } = responseSchema.safeParse(lowerCaseKeys(answer));
	if (!data) return undefined;
	const { errorcode: errorcodes, status, signid, ordernumber } = data;
	const fields = Object.entries(jsonObjectSchema.catch({}).parse(answer));
	const rest = new Map(fields.filter(([key]) => !(key.toLowerCase() in responseSchema.shape)));
	return { status, errorcodes, signid, ordernumber, rest };
}

/** A code in the platform's format, which may happen to contain a short password. */
const CODE = /^-?\d{1,6}$/;
/** Characters shown of other text in place of a code. */
const LONGEST_CODE = 60;

/** What the response's codes mean; other text in their place may be of any length, and echo a secret. */
export function codeMeanings(
	{ errorcodes }: PlatformResponse,
	secrets: readonly string[],
): ErrorCodeMeaning[] {
	return errorcodes.map((code) =>
		errorCodeMeaning(
			CODE.test(`${code}`) ? code : withoutSecrets(`${code}`, secrets).slice(0, LONGEST_CODE),
		),
	);
}

/** Characters that are examined: a file at the beginning is shown as one word. */
const LOOKED_AT = 64 * 1024;

/** Base64 longer than any word, perhaps with its signs escaped as in JSON, a form or HTML: an echoed file. */
const BASE64_RUN =
	/(?:[A-Za-z0-9+/=]|(?<!\\)\\{1,7}(?:\/|u002[bf]|u003d)|%(?:25)*(?:2[bf]|3d)|&#(?:4[37]|61|x2[bf]|x3d);){40,}/gi;

/** Characters of JSON kept of a response's other fields; genuine ones have a few hundred. */
const MOST_KEPT = 10_000;

/**
 * A response's other fields, without secrets and files of the request that it may echo; undefined if there are none, or
 * far too many.
 */
export function otherFields(
	{ rest }: PlatformResponse,
	secrets: readonly string[],
): JsonObject | undefined {
	if (rest.size === 0) return undefined;
	const json = JSON.stringify(Object.fromEntries(rest), (_, value: unknown) =>
		typeof value === 'string' || typeof value === 'number' ? shownValue(value, secrets) : value,
	);
	return json.length > MOST_KEPT ? undefined : jsonObjectSchema.parse(JSON.parse(json));
}

function shownValue(value: string | number, secrets: readonly string[]): string | number {
	const text = String(value);
	const shown = withoutSecrets(text, secrets).slice(0, LOOKED_AT).replace(BASE64_RUN, '[base64]');
	return shown === text ? value : shown;
}

/**
 * The beginning of a response that isn't the platform's, for the error message; without secrets and files of the
 * request that it may echo.
 */
export function beginningOf(text: string, secrets: readonly string[] = []): string {
	const shown = withoutSecrets(text.trim(), secrets)
		.slice(0, LOOKED_AT)
		.replace(BASE64_RUN, '[base64]')
		.replace(/\s+/g, ' ')
		.slice(0, SHOWN_LENGTH);
	return shown ? `The answer begins: ${oneLine(withoutMarkup(shown))}` : 'The answer is empty.';
}
