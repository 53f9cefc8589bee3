import { Refusal } from '../refusal';

/** A JSON object whose fields have not been validated. */
export type Fields = Record<string, unknown>;

/** A string field; "" if absent or null. Other types are -79. */
export function optionalString(fields: Fields, key: string, at = ''): string {
	const value = fields[key] ?? '';
	if (typeof value !== 'string')
		throw new Refusal('wrongParameter', `${at}.${key} is not a string`);
	return value;
}

/** An array of objects; undefined if absent or null. Other types are -79. */
export function optionalArray(fields: Fields, key: string, at = ''): Fields[] | undefined {
	const value = fields[key] ?? undefined;
	if (value === undefined) return undefined;
	if (!Array.isArray(value)) throw new Refusal('wrongParameter', `${at}.${key} is not an array`);
	return value.map((entry: unknown, index) => {
		if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return { ...entry };
		throw new Refusal('wrongParameter', `${at}.${key}[${index}] is not an object`);
	});
}
