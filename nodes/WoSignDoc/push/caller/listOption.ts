import { z } from 'zod';

/** A list as a parameter has it: text, or an array of texts and whole numbers. */
export type List = string | ReadonlyArray<string | number>;

/** Why a list that holds nothing is wrong: an option was added to let few in, and must not let everybody in. */
export const EMPTY_LIST = 'is empty: fill it in, or remove the option';

/** A list; what an expression gives that is nothing is a list of nothing. */
export const listSchema = z.preprocess(
	(value) => value ?? '',
	z.custom<List>(isList, 'must be text, or an array of texts'),
);

function isList(value: unknown): boolean {
	const isEntry = (entry: unknown) => typeof entry === 'string' || Number.isSafeInteger(entry);
	return Array.isArray(value) ? value.every(isEntry) : typeof value === 'string';
}

/** The entries of a list that are not blank; text is split, an array is taken as it is. */
export function entriesOf(list: List, separator: RegExp | string): string[] {
	const entries = typeof list === 'string' ? list.split(separator) : list;
	return entries.map((entry) => String(entry).trim()).filter(Boolean);
}
