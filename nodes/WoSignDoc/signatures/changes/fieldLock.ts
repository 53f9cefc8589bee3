import type { PdfValue } from '../../pdf/file/pdfValue';
import type { FileObjects } from '../fileObjects';
import { textOf } from '../textString';

/** Fields of a form that must stay as they are, by their full names (ISO 32000-2, tables 236 and 258). */
export type FieldLock =
	| { readonly action: 'All' }
	| { readonly action: 'Include' | 'Exclude'; readonly fields: ReadonlySet<string> };

/** A lock that cannot be read locks everything. */
export const EVERYTHING: FieldLock = { action: 'All' };

/** Names that one lock may tell. */
const MOST_FIELDS = 10_000;
const LONGEST_NAME = 4_096;
/** Fields within each other whose names are compared; one further below is locked. */
const MOST_PARTS = 32;
/** The names in lists that were read: many locks may have the same one. */
const namesIn = new WeakMap<PdfValue, ReadonlySet<string> | undefined>();

/** What the parameters of a FieldMDP transform, or the lock of a signature field, lock. */
export function fieldLockOf(value: PdfValue | undefined, objects: FileObjects): FieldLock {
	if (value?.kind !== 'dictionary' || value.repeatedKey !== undefined) return EVERYTHING;
	const action = objects.resolveOnly(value.entries.get('Action'));
	const list = objects.resolveOnly(value.entries.get('Fields'));
	if (action?.kind !== 'name' || !list) return EVERYTHING;
	if (!namesIn.has(list)) namesIn.set(list, readNames(list, objects));
	const fields = namesIn.get(list);
	if (!fields) return EVERYTHING;
	const { value: what } = action;
	return what === 'Include' || what === 'Exclude' ? { action: what, fields } : EVERYTHING;
}

function readNames(list: PdfValue, objects: FileObjects): ReadonlySet<string> | undefined {
	if (list.kind !== 'array' || list.items.length > MOST_FIELDS) return undefined;
	const names = list.items.flatMap((item) => {
		const name = objects.resolveOnly(item);
		const text = name?.kind === 'string' ? textOf(name.bytes, LONGEST_NAME) : '';
		return isUnclear(text) ? [] : [text];
	});
	return names.length === list.items.length ? new Set(names) : undefined;
}

/** Whether a field must stay as it is. What is said of a field holds for those below it. */
export function isLocked(field: string, lock: FieldLock): boolean {
	if (lock.action === 'All' || isUnclear(field)) return true;
	const parts = field.split('.');
	if (parts.length > MOST_PARTS) return true;
	const isNamed = parts.some((_, index) => lock.fields.has(parts.slice(0, index + 1).join('.')));
	return lock.action === 'Include' ? isNamed : !isNamed;
}

/** Whether readers may take the name for another: without a part, or with characters that encodings differ in. */
function isUnclear(name: string): boolean {
	return /^$|^\.|\.\.|\.$|[\p{Cc}\xa0\xad\ufffd]/u.test(name);
}
