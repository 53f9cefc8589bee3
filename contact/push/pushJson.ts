import { z } from 'zod/v4';
import { pushKeySchema } from '../../sandbox/firstContact';

/** A push's JSON with its keys in their original spelling and order. */
export interface PushJson {
	/** Keys in `extendData` follow its own key and a dot; unknown names are `other`. */
	readonly keys: readonly string[];
	readonly extendData: 'object' | 'string' | undefined;
	readonly status: unknown;
	readonly hash: string | undefined;
	/** The base64 text of the document. */
	readonly content: string | undefined;
}

const objectSchema = z.record(z.string(), z.unknown());
const arraySchema = z.tuple([objectSchema]).transform(([only]) => only);
const MOST_KEYS = 100;

/** Reads a push's JSON text; undefined if it isn't an object. Never throws. */
export function readPushJson(text: string): PushJson | undefined {
	const top = objectIn(text)?.object;
	if (!top) return undefined;
	const extendDataKey = Object.keys(top).find((key) => isNamed(key, 'extenddata'));
	const extendData = extendDataKey === undefined ? undefined : objectIn(top[extendDataKey]);
	const inner = extendData?.object ?? {};
	const keys = Object.keys(top).flatMap((key) =>
		key === extendDataKey
			? [key, ...Object.keys(inner).map((name) => knownKey(`${key}.${name}`, `${key}.other`))]
			: [knownKey(key, 'other')],
	);
	return {
		keys: keys.slice(0, MOST_KEYS),
		extendData: extendData?.form,
		status: valueIn(top, 'status'),
		hash: textIn(inner, 'hash') ?? textIn(top, 'hash'),
		content: textIn(inner, 'content'),
	};
}

function knownKey(key: string, otherwise: string): string {
	return pushKeySchema.safeParse(key).success ? key : otherwise;
}

/** The value as an object, parsed if it is text, and unwrapped if it is a one-element array. */
function objectIn(value: unknown) {
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (typeof value === 'string' && typeof parsed === 'string')
		return { form: 'string' as const, object: objectOf(parse(parsed)) };
	const object = objectOf(parsed);
	return (
		object && {
			form: typeof value === 'string' ? ('string' as const) : ('object' as const),
			object,
		}
	);
}

function objectOf(value: unknown) {
	return z.union([objectSchema, arraySchema]).safeParse(value).data;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function valueIn(object: Readonly<Record<string, unknown>>, name: string): unknown {
	const key = Object.keys(object).findLast((own) => isNamed(own, name));
	return key === undefined ? undefined : object[key];
}

function textIn(object: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = valueIn(object, name);
	return typeof value === 'string' ? value : undefined;
}

/** Keys match regardless of case, as in the nodes. */
function isNamed(key: string, name: string): boolean {
	return key.toLowerCase() === name;
}
