import { z } from 'zod';
import { ACTION_TYPES } from '../../protocol/constants';
import { parseExactJson } from '../../protocol/exactJson';
import type { JsonObject } from '../../protocol/jsonValue';
import { jsonObjectSchema } from '../../protocol/jsonValue';
import { lowerCaseKeys } from '../../protocol/lenientJson';
import { PushRefusal } from './refusal';

/** Characters of the received text that a refusal shows. */
const MOST_SHOWN = 64;
/** More than the platform has codes; each becomes an error with its text, many times as long as a code. */
const MOST_CODES = 1_000;
/** A lone surrogate, which can't be encoded: downstream it would become another character. */
const HALF_CHARACTER = /\p{Surrogate}/u;
/** A signing status: a number, or its decimal text. `""`, `"0x1"` and `"1e0"` are not. */
const STATUS_TEXT = /^\s*([01])(?:\.0+)?\s*$/;

/** Keys match in any case (PROTOCOL.md, PushSignedDoc, Decided). */
const lowerCased = z.unknown().transform((value, context) => {
	const object = lowerCaseKeys(value);
	if (object) return object;
	return refuseValue(context, value, 'must be an object');
});

/** Text, or a number by its digits; null counts as absent. */
const textSchema = z.unknown().transform((value, context) => {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string' && typeof value !== 'number') {
		return refuseValue(context, value, 'must be text or a number');
	}
	const text = String(value);
	return HALF_CHARACTER.test(text)
		? refuseValue(context, value, 'holds half of a surrogate pair')
		: text;
});

/** `content` was streamed: what remains of it is an empty text, or it was absent. */
const contentSchema = z.unknown().transform((value, context) => {
	if (value === undefined || value === null) return false;
	return value === '' || refuseValue(context, value, 'must be text');
});

/** The object, or an array that contains nothing else. */
const extendDataSchema = z
	.unknown()
	.transform((value) =>
		Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value,
	);

const extendDataFieldsSchema = lowerCased.pipe(
	z.object({
		signid: textSchema,
		ordernumber: textSchema,
		hash: textSchema,
		content: contentSchema,
	}),
);

const statusSchema = z.unknown().transform((value, context) => {
	const digit = typeof value === 'string' ? STATUS_TEXT.exec(value)?.[1] : value;
	if (digit === 1 || digit === '1') return 1;
	if (digit === 0 || digit === '0') return 0;
	return refuseValue(context, value, 'must be 0 or 1');
});

/**
 * The codes, joined by `&` on the wire; also accepted as an array. What some languages send instead of empty text
 * (`[]`, `{}`, `true`, `false`, null) is not a code.
 */
const errorCodesSchema = z.unknown().transform((value, context) => {
	const isNone = typeof value === 'boolean' || JSON.stringify(value) === '{}';
	const parsed = z
		.array(textSchema)
		.safeParse(isNone ? [] : Array.isArray(value) ? value : [value]);
	if (!parsed.success) return refuseValue(context, value, 'must be text or a number');
	const codes = parsed.data.flatMap((text) => text.split('&'));
	const given = codes.map((code) => code.trim()).filter(Boolean);
	if (given.length <= MOST_CODES) return given;
	context.addIssue({ code: 'custom', message: `has more than ${MOST_CODES} codes` });
	return z.NEVER;
});

const actionTypeSchema = z
	.unknown()
	.transform((value, context) =>
		typeof value === 'string' ? value : refuseValue(context, value, 'must be text'),
	);

const pushSchema = lowerCased.pipe(
	z.object({
		actiontype: actionTypeSchema,
		errorcode: errorCodesSchema,
		extenddata: extendDataSchema,
		hash: z.unknown(),
	}),
);

const KNOWN_KEYS = new Set(['signid', 'ordernumber', 'hash', 'content']);

/** A push as read, before its document is verified (PROTOCOL.md, PushSignedDoc). */
export interface Push {
	readonly status: 0 | 1;
	/** As pushed, character by character and digit by digit, like the order number. */
	readonly signid: string;
	readonly orderNumber: string;
	/** As pushed; empty if there was none. */
	readonly hash: string;
	readonly hasContent: boolean;
	/** The codes of a failed signing. */
	readonly errorCodes: readonly string[];
	/**
	 * Other fields of `extendData`, with their keys as received; a number that JavaScript would change is kept as text.
	 */
	readonly extendData: Readonly<JsonObject>;
}

/**
 * Parses the push from the scanned JSON text, in which `content` is now an empty string. Throws a `PushRefusal`: not
 * JSON, another action, or not a push.
 */
export function parsePush(text: string): Push {
	const { exact, plain } = parseJson(text);
	const { actiontype } = lowerCaseKeys(exact) ?? {};
	if (typeof actiontype === 'string' && !isPush(actiontype)) {
		throw new PushRefusal(
			'unsupportedAction',
			`actiontype ${inWords(actiontype)} is not supported, only ${ACTION_TYPES.pushSignedDoc}`,
		);
	}
	const { errorcode, extenddata, hash } = accept(pushSchema.safeParse(exact), '');
	// By its value: some write the number 1 as `1.0`.
	const status = accept(statusSchema.safeParse(lowerCaseKeys(plain)?.['status']), 'status');
	const fields = accept(extendDataFieldsSchema.safeParse(extenddata), 'extendData');
	if (!fields.signid.trim() && !fields.ordernumber.trim()) {
		throw new PushRefusal('notAPush', 'the push has neither signid nor ordernumber');
	}
	return {
		status,
		signid: fields.signid,
		orderNumber: fields.ordernumber,
		// Some put it next to `extendData`; whether it is the document's hash is verified anyway.
		hash: fields.hash.trim() || accept(textSchema.safeParse(hash), 'hash').trim(),
		hasContent: fields.content,
		errorCodes: errorcode,
		extendData: restOf(extenddata),
	};
}

function parseJson(text: string): { exact: unknown; plain: unknown } {
	try {
		return { exact: parseExactJson(text), plain: JSON.parse(text) as unknown };
	} catch {
		return refuseJson();
	}
}

function refuseJson(): never {
	throw new PushRefusal('malformedJson', 'the body is not valid JSON');
}

function isPush(actiontype: string): boolean {
	return actiontype.trim().toLowerCase() === ACTION_TYPES.pushSignedDoc.toLowerCase();
}

function accept<Value>(parsed: z.SafeParseReturnType<unknown, Value>, name: string): Value {
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.map(({ path, message }) => {
		const where = [name, ...path].filter(Boolean).join('.');
		return `${where || 'the body'} ${message}`;
	});
	throw new PushRefusal('notAPush', `not a push: ${problems.join('; ')}`);
}

function refuseValue(context: z.RefinementCtx, value: unknown, problem: string): never {
	context.addIssue({ code: 'custom', message: `${problem}, not ${inWords(value)}` });
	return z.NEVER;
}

/** A value as a refusal shows it: short, and never its contents. */
function inWords(value: unknown): string {
	if (value === undefined) return 'left out';
	if (typeof value === 'string') return JSON.stringify(value.slice(0, MOST_SHOWN));
	if (Array.isArray(value)) return `an array of ${value.length}`;
	return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}

function restOf(extendData: unknown): Push['extendData'] {
	const entries = Object.entries(jsonObjectSchema.parse(extendData));
	return Object.fromEntries(entries.filter(([key]) => !KNOWN_KEYS.has(key.toLowerCase())));
}
