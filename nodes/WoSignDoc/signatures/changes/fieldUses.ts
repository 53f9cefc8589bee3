import type { PdfValue } from '../../pdf/file/pdfValue';
import type { SignedReferences } from './signedReferences';

/** Keys under which something refers to a field or an annotation as such, and to nothing that it would draw. */
const KEYS = new Set(['Annots', 'Fields', 'Kids', 'Parent', 'Obj', 'Data', 'CO', 'Popup', 'IRT']);

/**
 * Whether the signed bytes use an object for nothing but a field or an annotation: under one of their keys, or in a list
 * that is an object of its own and is used so itself. Then another value of it changes nothing else.
 */
export async function isOnlyAnnotation(
	references: SignedReferences,
	number: number,
	mayBeInList = true,
): Promise<boolean> {
	for (const by of references.referrersOf(number)) {
		const owner = (await references.signed.object(by))?.value;
		if (!owner) return false;
		for (const key of keysOf(owner, number)) {
			if (key !== undefined && KEYS.has(key)) continue;
			const isInList = key === undefined && mayBeInList;
			if (!isInList || !(await isOnlyAnnotation(references, by, false))) return false;
		}
	}
	return true;
}

/** Whether the only reference to an object, in all signed bytes, stands in that other object under that key. */
export async function isOnlyUnderKeyOf(
	references: SignedReferences,
	number: number,
	{ owner, key }: { readonly owner: number; readonly key: string },
): Promise<boolean> {
	const by = references.referrersOf(number);
	if (by.length !== 1 || by[0] !== owner) return false;
	const value = (await references.signed.object(owner))?.value;
	const keys = value ? keysOf(value, number) : [];
	return keys.length === 1 && keys[0] === key;
}

/** The innermost key of each reference to the object; undefined for one that stands under no key. */
function keysOf(
	value: PdfValue,
	number: number,
	key: string | undefined = undefined,
): (string | undefined)[] {
	if (value.kind === 'reference') return value.number === number ? [key] : [];
	if (value.kind === 'array') return value.items.flatMap((item) => keysOf(item, number, key));
	if (value.kind !== 'dictionary') return [];
	return [...value.entries].flatMap(([one, entry]) => keysOf(entry, number, one));
}
