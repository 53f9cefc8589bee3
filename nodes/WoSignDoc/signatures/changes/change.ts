import { comparableText } from '../../pdf/file/comparableText';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';

/**
 * The extent of a change, in rising order: none, at most the document security store, at most what is visible nowhere.
 * Undefined: a change that is not allowed.
 */
export type Change = 'same' | 'store' | 'harmless' | undefined;

type ClassifyEntry = (
	key: string,
	was: PdfValue | undefined,
	is: PdfValue | undefined,
) => Change | Promise<Change>;

/** Classifies the entries of a dictionary that differ; the greatest change counts. */
export async function changeOfEntries(
	before: PdfDictionary,
	after: PdfDictionary,
	classify: ClassifyEntry,
): Promise<Change> {
	let greatest: Change = 'store';
	for (const key of new Set([...before.entries.keys(), ...after.entries.keys()])) {
		const [was, is] = [before.entries.get(key), after.entries.get(key)];
		if (comparableText(was) === comparableText(is)) continue;
		const change = await classify(key, was, is);
		if (!change) return undefined;
		if (change === 'harmless') greatest = change;
	}
	return greatest;
}
