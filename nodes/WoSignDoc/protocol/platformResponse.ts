import { z } from 'zod';
import type { ErrorCodeMeaning } from './errorCodes';
import { errorCodeMeaning } from './errorCodes';
import type { JsonObject, JsonValue } from './jsonValue';
import { jsonObjectSchema } from './jsonValue';
import { lowerCaseKeys, parseLenient } from './lenientJson';
import { oneLine } from './oneLine';
import { withoutMarkup } from './withoutMarkup';
import { withoutSecrets } from './withoutSecrets';

/** 1 is done and 0 failed, as a number or its decimal text; `""`, `"0x1"` and `"1e0"` are neither. */
const STATUS = /^\s*([01])(?:\.0+)?\s*$/;

/**
 * Text, or a number by its digits (PROTOCOL.md, CreateSignOrder, Decided). Null and blank text are as if the field
 * were not there; so is what cannot be either, so that it does not make an order that exists unreadable.
 */
const textSchema = z
	.union([z.number(), z.string()])
	.transform((value) => (String(value).trim() ? String(value) : undefined))
	.optional()
	.catch(undefined);

/**
 * The codes, joined by `&` as in a push, or as a list; zeros (`0`, `"000"`) are no code. A number stays one, so that
 * workflows find a code of the vendor's as it was.
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
 * The platform's answer to a request: done (1) or failed (0), with its codes, of which there is usually one (PROTOCOL.md,
 * CreateSignOrder, Response).
 */
export interface PlatformResponse {
	readonly status: 0 | 1;
	readonly errorcodes: ReadonlyArray<number | string>;
	readonly signid: string | undefined;
	readonly ordernumber: string | undefined;
	/** What else the answer has, as it came. */
	readonly rest: ReadonlyMap<string, JsonValue>;
}

/** How much of an unreadable answer an error shows, in characters (PROTOCOL.md, CreateSignOrder, Decided). */
const SHOWN_LENGTH = 200;

/** Reads the platform's answer, liberally; undefined when the text is not one. */
export function parsePlatformResponse(text: string): PlatformResponse | undefined {
	const answer = parseLenient(text);
	const { data } = responseSchema.safeParse(lowerCaseKeys(answer));
	if (!data) return undefined;
	const { errorcode: errorcodes, status, signid, ordernumber } = data;
	const fields = Object.entries(jsonObjectSchema.catch({}).parse(answer));
	const rest = new Map(fields.filter(([key]) => !(key.toLowerCase() in responseSchema.shape)));
	return { status, errorcodes, signid, ordernumber, rest };
}

/** A code as the platform has them, which a short password may be a part of. */
const CODE = /^-?\d{1,6}$/;
/** Characters of other text in a code's place that are shown. */
const LONGEST_CODE = 60;

/** What the answer's codes mean; other text in their place may be of any length, and echo a secret. */
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

/** How much is looked at: a file at the beginning is shown as one word. */
const LOOKED_AT = 64 * 1024;

/** Base64 longer than any word, its signs perhaps escaped as JSON, a form or HTML has them: an echoed file. */
const BASE64_RUN =
	/(?:[A-Za-z0-9+/=]|(?<!\\)\\{1,7}(?:\/|u002[bf]|u003d)|%(?:25)*(?:2[bf]|3d)|&#(?:4[37]|61|x2[bf]|x3d);){40,}/gi;

/** Characters of JSON of an answer's other fields that are kept; honest ones have a few hundred. */
const MOST_KEPT = 10_000;

/**
 * What else an answer has besides its known fields, without secrets and files of a request that it may echo; undefined
 * where there is nothing, or far too much.
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
 * The beginning of an answer that is not the platform's, for the error that tells of it; without the secrets and
 * files of a request that it may echo.
 */
export function beginningOf(text: string, secrets: readonly string[] = []): string {
	const shown = withoutSecrets(text.trim(), secrets)
		.slice(0, LOOKED_AT)
		.replace(BASE64_RUN, '[base64]')
		.replace(/\s+/g, ' ')
		.slice(0, SHOWN_LENGTH);
	return shown ? `The answer begins: ${oneLine(withoutMarkup(shown))}` : 'The answer is empty.';
}
