import { parseExactJson } from './exactJson';

const BYTE_ORDER_MARK = '\uFEFF';

/** A JSON object with its keys in lower case, so that `orderNumber` and `ordernumber` are the same. */
export type LowerCasedObject = Readonly<Record<string, unknown>>;

/**
 * Parses an object as the platform may send it: a BOM may come first, and the object may be inside a JSON string
 * (PROTOCOL.md, CreateSignOrder, Decided). Numbers keep their digits, as `parseExactJson` returns them. Undefined if
 * there is no object.
 */
export function parseObject(text: string): LowerCasedObject | undefined {
	return lowerCaseKeys(parseLenient(text));
}

/** The same with the keys as received, or whatever else the text contains; undefined if it isn't JSON. */
export function parseLenient(text: string): unknown {
	const value = parseJson(text);
	return typeof value === 'string' ? parseJson(value) : value;
}

/**
 * The same object with its keys in lower case; if several are equal, the last one counts. Undefined if it isn't an
 * object.
 */
export function lowerCaseKeys(value: unknown): LowerCasedObject | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry]),
	);
}

function parseJson(text: string): unknown {
	const start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
	try {
		return parseExactJson(text.slice(start));
	} catch {
		return undefined;
	}
}
