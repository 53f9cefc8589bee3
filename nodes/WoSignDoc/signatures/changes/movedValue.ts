import { comparableText } from '../../pdf/file/comparableText';
import { parseWhole } from '../../pdf/file/pdfParser';
import type { PdfValue } from '../../pdf/file/pdfValue';
import { laterValue } from './laterRevisions';
import type { LaterRevisions } from './laterRevisions';
import type { Revision } from './revision';

/**
 * Whether an entry whose value was direct now refers to a later revision's object with exactly the same value. Throws a
 * PdfSyntaxError if readers may interpret the signed value differently.
 *
 * @param was the entry in the signed bytes, already read in the canonical form unless it is a reference
 */
export async function isMoved(
	signed: Revision,
	later: LaterRevisions,
	was: PdfValue | undefined,
	is: PdfValue | undefined,
): Promise<boolean> {
	const object = was?.kind === 'reference' ? await signed.object(was.number) : undefined;
	if (was?.kind === 'reference' && (was.generation !== 0 || !object)) return false;
	if (object) parseWhole(object.text, true);
	const before = object ? object.value : was;
	// If it were written under an existing number, it would be judged as a changed object.
	if (before?.kind !== 'dictionary' || is?.kind !== 'reference' || signed.has(is.number))
		return false;
	return comparableText(before) === comparableText(laterValue(later, is));
}
