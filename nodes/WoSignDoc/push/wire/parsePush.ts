import { z } from 'zod';
import { ACTION_TYPES } from '../../protocol/constants';
import { lowerCaseKeys } from '../../protocol/lenientJson';
import { PushRefusal } from './refusal';

/** Keys match whatever their case (PROTOCOL.md, PushSignedDoc, Decided). */
const lowerCased = z.unknown().transform((value, context) => {
	const object = lowerCaseKeys(value);
	if (object) return object;
	context.addIssue({ code: 'custom', message: 'must be an object' });
	return z.NEVER;
});

const textSchema = z
	.union([z.string(), z.number(), z.null()])
	.transform((value) => String(value ?? '').trim());
const optionalTextSchema = textSchema.default('');

/** Whether there was `content`, of which the scanner leaves an empty string. */
const contentSchema = z
	.union([z.string(), z.null()])
	.optional()
	.transform((content) => typeof content === 'string');

const extendDataSchema = lowerCased.pipe(
	z.object({
		signid: optionalTextSchema,
		ordernumber: optionalTextSchema,
		hash: optionalTextSchema,
		content: contentSchema,
	}),
);

const pushSchema = lowerCased.pipe(
	z.object({
		actiontype: textSchema,
		status: z
			.union([z.number(), z.string()])
			.transform(Number)
			.pipe(z.union([z.literal(0), z.literal(1)])),
		errorcode: optionalTextSchema,
		extenddata: z.unknown(),
	}),
);

/** Any value that JSON can hold. */
type JsonValue = string | number | boolean | object | null;
const jsonObjectSchema = z.record(z.custom<JsonValue>((value) => value !== undefined));

const KNOWN_KEYS = new Set(['signid', 'ordernumber', 'hash', 'content']);

/** A push as read, before its document is verified (PROTOCOL.md, PushSignedDoc). */
export interface Push {
	readonly status: 0 | 1;
	readonly signid: string;
	readonly orderNumber: string;
	/** As pushed; empty if there was none. */
	readonly hash: string;
	readonly hasContent: boolean;
	/** The codes of a failed signing, joined by `&` on the wire. */
	readonly errorCodes: readonly string[];
	/** The other fields of `extendData`, their keys as they came. */
	readonly extendData: Readonly<Record<string, JsonValue>>;
}

/**
 * Parses the scanned JSON, in which `content` is an empty string.
 * Throws the refusal of another action, or of something that is not a push.
 */
export function parsePush(json: unknown): Push {
	const { actiontype } = lowerCaseKeys(json) ?? {};
	if (typeof actiontype === 'string' && !isPush(actiontype)) {
		throw new PushRefusal(
			'unsupportedAction',
			`actiontype ${JSON.stringify(actiontype.slice(0, 64))} is not supported, only ${ACTION_TYPES.pushSignedDoc}`,
		);
	}
	const { status, errorcode, extenddata } = accept(pushSchema.safeParse(json), '');
	const { signid, ordernumber, hash, content } = accept(
		extendDataSchema.safeParse(extenddata),
		'extendData',
	);
	if (!signid && !ordernumber) {
		throw new PushRefusal('notAPush', 'the push has neither signid nor ordernumber');
	}
	return {
		status,
		signid,
		orderNumber: ordernumber,
		hash,
		hasContent: content,
		errorCodes: errorcode
			.split('&')
			.map((code) => code.trim())
			.filter(Boolean),
		extendData: restOf(extenddata),
	};
}

function isPush(actiontype: string): boolean {
	return actiontype.trim().toLowerCase() === ACTION_TYPES.pushSignedDoc.toLowerCase();
}

function accept<Value>(parsed: z.SafeParseReturnType<unknown, Value>, name: string): Value {
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const where = [name, ...(issue?.path ?? [])].filter(Boolean).join('.');
	throw new PushRefusal('notAPush', `not a push: ${where || 'the body'}: ${issue?.message ?? ''}`);
}

function restOf(extendData: unknown): Push['extendData'] {
	const entries = Object.entries(jsonObjectSchema.parse(extendData));
	return Object.fromEntries(entries.filter(([key]) => !KNOWN_KEYS.has(key.toLowerCase())));
}
