import { comparableText } from '../../pdf/file/comparableText';
import { parseWhole } from '../../pdf/file/pdfParser';
import type { PdfValue } from '../../pdf/file/pdfValue';
import { laterValue } from './laterRevisions';
import type { LaterRevisions } from './laterRevisions';
import type { Revision } from './revision';

/**
 * Whether an entry that named a value now names an object of a later revision with the very same one. Throws a
 * PdfSyntaxError where readers may read the signed value differently.
 *
 * @param was the entry in the signed bytes, which is read in the canonical form already unless it is a reference
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
	// Written again under the number of old, it would be judged as a changed object.
	if (before?.kind !== 'dictionary' || is?.kind !== 'reference' || signed.has(is.number))
		return false;
	return comparableText(before) === comparableText(laterValue(later, is));
}
