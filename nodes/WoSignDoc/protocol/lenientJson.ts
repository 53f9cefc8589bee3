import { parseExactJson } from './exactJson';

const BYTE_ORDER_MARK = '\uFEFF';

/** A JSON object whose keys are in lower case, so that `orderNumber` and `ordernumber` are one. */
export type LowerCasedObject = Readonly<Record<string, unknown>>;

/**
 * Reads an object as the platform may send it: a BOM may stand in front, and the object may come as a JSON
 * string that holds its text (PROTOCOL.md, CreateSignOrder, Decided). Numbers keep their digits, as `parseExactJson`
 * gives them. Undefined when there is no object.
 */
export function parseObject(text: string): LowerCasedObject | undefined {
	return lowerCaseKeys(parseLenient(text));
}

/** The same with its keys as they came, or whatever else the text holds; undefined when it is not JSON. */
export function parseLenient(text: string): unknown {
	const value = parseJson(text);
	return typeof value === 'string' ? parseJson(value) : value;
}

/** The same object with its keys in lower case, the last of equal ones counting; undefined when it is none. */
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
