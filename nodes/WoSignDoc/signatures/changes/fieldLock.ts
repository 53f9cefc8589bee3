import type { PdfValue } from '../../pdf/file/pdfValue';
import type { FileObjects } from '../fileObjects';
import { textOf } from '../textString';

/** Fields of a form that must stay as they are, by their full names (ISO 32000-2, tables 236 and 258). */
export type FieldLock =
	| { readonly action: 'All' }
	| { readonly action: 'Include' | 'Exclude'; readonly fields: readonly string[] };

/** A lock that cannot be read locks everything. */
export const EVERYTHING: FieldLock = { action: 'All' };

/** Names that one lock may tell. */
const MOST_FIELDS = 10_000;
const LONGEST_NAME = 4_096;

/** What the parameters of a FieldMDP transform, or the lock of a signature field, lock. */
export function fieldLockOf(value: PdfValue | undefined, objects: FileObjects): FieldLock {
	if (value?.kind !== 'dictionary' || value.repeatedKey !== undefined) return EVERYTHING;
	const action = objects.resolveOnly(value.entries.get('Action'));
	const list = objects.resolveOnly(value.entries.get('Fields'));
	const isList =
		action?.kind === 'name' && (action.value === 'Include' || action.value === 'Exclude');
	if (!isList || list?.kind !== 'array' || list.items.length > MOST_FIELDS) return EVERYTHING;
	const fields = list.items.map((item) => {
		const name = objects.resolveOnly(item);
		return name?.kind === 'string' ? textOf(name.bytes, LONGEST_NAME) : undefined;
	});
	const names = fields.flatMap((name) => name ?? []);
	if (names.length < fields.length || names.some(isUnclear)) return EVERYTHING;
	return action.value === 'Include'
		? { action: 'Include', fields: names }
		: { action: 'Exclude', fields: names };
}

/** Whether a field must stay as it is. What is said of a field holds for those below it. */
export function isLocked(field: string, lock: FieldLock): boolean {
	if (lock.action === 'All' || isUnclear(field)) return true;
	const isNamed = lock.fields.some((name) => field === name || field.startsWith(`${name}.`));
	return lock.action === 'Include' ? isNamed : !isNamed;
}

/** Whether readers may take the name for another: without a part, or with characters that encodings differ in. */
function isUnclear(name: string): boolean {
	return /^$|^\.|\.\.|\.$|[\0-\x1f\x7f-\xa0\xad\ufffd]/.test(name);
}
