import { comparableText } from '../../pdf/file/comparableText';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';

/**
 * The extent of a change, in ascending order: none, at most the document security store, at most what is visible
 * nowhere, at most visible changes that a signature may permit. Undefined: a change that isn't allowed.
 */
export type Change = 'same' | 'store' | 'harmless' | 'shown' | undefined;

type ClassifyEntry = (
	key: string,
	was: PdfValue | undefined,
	is: PdfValue | undefined,
) => Change | Promise<Change>;

const EXTENTS = ['same', 'store', 'harmless', 'shown'] as const;

/** The greater of two allowed changes. */
export function greater(
	one: Exclude<Change, undefined>,
	other: Exclude<Change, undefined>,
): Exclude<Change, undefined> {
	return EXTENTS.indexOf(one) < EXTENTS.indexOf(other) ? other : one;
}

/** Classifies the entries of a dictionary that differ; the greatest change counts. */
export async function changeOfEntries(
	before: PdfDictionary,
	after: PdfDictionary,
	classify: ClassifyEntry,
): Promise<Change> {
	let greatest: Exclude<Change, undefined> = 'store';
	for (const key of changedKeys(before, after)) {
		const change = await classify(key, before.entries.get(key), after.entries.get(key));
		if (!change) return undefined;
		greatest = greater(greatest, change);
	}
	return greatest;
}

/** The keys whose entries differ. */
export function changedKeys(before: PdfDictionary, after: PdfDictionary): string[] {
	const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
	return [...keys].filter(
		(key) => comparableText(before.entries.get(key)) !== comparableText(after.entries.get(key)),
	);
}
