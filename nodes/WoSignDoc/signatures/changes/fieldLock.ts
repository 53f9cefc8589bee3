import type { PdfValue } from '../../pdf/file/pdfValue';
import type { FileObjects } from '../fileObjects';
import { textOf } from '../textString';

/** Form fields that must not change, by their full names (ISO 32000-2, tables 236 and 258). */
export type FieldLock =
	| { readonly action: 'All' }
	| { readonly action: 'Include' | 'Exclude'; readonly fields: ReadonlySet<string> };

/** A lock that can't be read locks everything. */
export const EVERYTHING: FieldLock = { action: 'All' };

/** Maximum number of names in one lock. */
const MOST_FIELDS = 10_000;
const LONGEST_NAME = 4_096;
/** Depth of nested fields whose names are compared; a deeper one counts as locked. */
const MOST_PARTS = 32;
/** The names in lists that were already read: many locks may share one. */
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

/** Whether a field must not change. A rule for a field applies to the fields below it, too. */
export function isLocked(field: string, lock: FieldLock): boolean {
	if (lock.action === 'All' || isUnclear(field)) return true;
	const parts = field.split('.');
	if (parts.length > MOST_PARTS) return true;
	const isNamed = parts.some((_, index) => lock.fields.has(parts.slice(0, index + 1).join('.')));
	return lock.action === 'Include' ? isNamed : !isNamed;
}

/** Whether readers may take the name for another: it has an empty part, or characters that differ between encodings. */
function isUnclear(name: string): boolean {
	return /^$|^\.|\.\.|\.$|[\p{Cc}\xa0\xad\ufffd]/u.test(name);
}
