import { z } from 'zod';

/** A list as a parameter holds it: text, or an array of texts and whole numbers. */
export type List = string | ReadonlyArray<string | number>;

/** An option that was added to restrict pushes must not allow everything because it is empty. */
export const EMPTY_LIST = 'is empty: fill it in, or remove the option';

/** A list; null and undefined, which an expression may return, are an empty list. */
export const listSchema = z.preprocess(
	(value) => value ?? '',
	z.custom<List>(isList, 'must be text, or an array of texts'),
);

function isList(value: unknown): boolean {
	const isEntry = (entry: unknown) => typeof entry === 'string' || Number.isSafeInteger(entry);
	return Array.isArray(value) ? value.every(isEntry) : typeof value === 'string';
}

/** The non-blank entries of a list, trimmed. Text is split; an array's entries are not. */
export function entriesOf(list: List, separator: RegExp | string): string[] {
	const entries = typeof list === 'string' ? list.split(separator) : list;
	return entries.map((entry) => String(entry).trim()).filter(Boolean);
}
