import { comparableText } from '../../pdf/file/comparableText';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';

/**
 * How far a change goes: nothing changed, the document security store at most, or what shows nowhere. Undefined:
 * further than is allowed.
 */
export type Change = 'same' | 'store' | 'harmless' | undefined;

type JudgeEntry = (
	key: string,
	was: PdfValue | undefined,
	is: PdfValue | undefined,
) => Change | Promise<Change>;

/** Judges the entries of a dictionary that differ; the furthest change counts. */
export async function changeOfEntries(
	one: PdfDictionary,
	other: PdfDictionary,
	judge: JudgeEntry,
): Promise<Change> {
	let furthest: Change = 'store';
	for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
		const [was, is] = [one.entries.get(key), other.entries.get(key)];
		if (comparableText(was) === comparableText(is)) continue;
		const change = await judge(key, was, is);
		if (!change) return undefined;
		if (change === 'harmless') furthest = change;
	}
	return furthest;
}
