import { z } from 'zod';
import { kindOf } from '../../shared/validationMessage';

/** A list as a parameter holds it: text, or an array of texts and integers. */
export type List = string | ReadonlyArray<string | number>;

/** An option that was added to restrict pushes must not allow everything because it is empty. */
export const EMPTY_LIST = 'is empty: fill it in, or remove the option';

/**
 * A list; null and undefined, which an expression may return, are an empty list, and an integer is a list of itself.
 * The error names the type of the value, never the value: unknown callers see it, too.
 */
export const listSchema = z.preprocess(
	(value) => (Number.isSafeInteger(value) ? [value] : (value ?? '')),
	z.custom<List>(isList, (value: unknown) => ({
		message: `must be text, or an array of texts, not ${whatCame(value)}`,
	})),
);

function isList(value: unknown): boolean {
	return Array.isArray(value) ? value.every(isEntry) : typeof value === 'string';
}

function isEntry(entry: unknown): boolean {
	return typeof entry === 'string' || Number.isSafeInteger(entry);
}

function whatCame(value: unknown): string {
	if (typeof value === 'number')
		return 'a number that is not whole, or too long to keep its digits';
	const wrong: unknown = Array.isArray(value) ? value.find((entry) => !isEntry(entry)) : undefined;
	return Array.isArray(value) ? `a list that holds ${kindOf(wrong)}` : kindOf(value);
}

/** The non-blank entries of a list, trimmed. Text is split; an array's entries are not. */
export function entriesOf(list: List, separator: RegExp | string): string[] {
	const entries = typeof list === 'string' ? list.split(separator) : list;
	return entries.map((entry) => String(entry).trim()).filter(Boolean);
}
