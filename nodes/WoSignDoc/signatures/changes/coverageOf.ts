import { isShortEnd, LONGEST_END } from '../../pdf/file/canonicalForm';
import type { FileStructure } from '../../pdf/file/fileStructure';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import type { ValueBudget } from '../../pdf/file/valueBudget';
import type { StartXref } from '../../pdf/file/writtenObject';
import { AnnotationUses } from './annotationUses';
import type { SignatureNumbers } from './comparison';
import type { Examined } from './coverage';
import { documentChanges } from './documentChanges';
import { readLaterRevisions } from './laterRevisions';
import { checkLinearization } from './linearization';
import { pageNumbersOf } from './pageNumbers';
import { Revision } from './revision';
import { SignedReferences } from './signedReferences';
import type { KnownUpdates } from './updateSyntax';

/** Bytes that may follow `%%EOF` before the end of a revision. */
const LINE_END = 2;
const ENCRYPTED = 'the file is encrypted, so what was changed can’t be determined';

/**
 * What follows a signed range, classified by what it changes; never throws.
 *
 * @param budget for the values after the range
 * @param later the bytes after the range; undefined if there are too many to examine
 * @param known updates of the same file that were already read
 */
export async function coverageOf(
	structure: FileStructure,
	rangeEnd: number,
	fileLength: number,
	later: Buffer | undefined,
	signatures: SignatureNumbers,
	budget: ValueBudget,
	known: KnownUpdates,
): Promise<Examined> {
	const bytesAfter = fileLength - rangeEnd;
	const examined = (after: Examined['after'], reason = ''): Examined => ({
		...{ bytesAfter, after, reason, changes: [] },
	});
	if (bytesAfter === 0) return examined('nothing');
	const more = (reason: string) => examined('more', reason);
	if (!later) return more('more follows than is looked through');
	try {
		if (!structure.isWhole) return more('the file has more structure than is looked through');
		const startXref = structure.startXrefs.findLast(({ at }) => at < rangeEnd);
		if (!startXref || !endsRevision(startXref, rangeEnd)) {
			return more('the signed bytes end within the document');
		}
		checkLinearization(structure, startXref, rangeEnd);
		const signed = await Revision.read(structure, startXref, rangeEnd);
		const references = await SignedReferences.read(structure, signed, rangeEnd);
		if (isShortEnd(later.toString('latin1', 0, LONGEST_END + 1))) {
			return examined('whiteSpace');
		}
		const { pace, decoder, isEncrypted } = structure;
		const reading = { pace, decoder, isEncrypted, budget };
		const revisions = await readLaterRevisions(later, rangeEnd, signed, reading, known);
		const pages = await pageNumbersOf(references);
		const uses = new AnnotationUses(references);
		const comparison = { references, later: revisions, uses, signatures, pages, pace, budget };
		return { bytesAfter, ...(await documentChanges(comparison)) };
	} catch (error) {
		return more(structure.isEncrypted ? ENCRYPTED : reasonOf(error));
	}
}

function reasonOf(error: unknown): string {
	return error instanceof PdfSyntaxError ? error.message : 'it cannot be read';
}

/** Whether the signed bytes end as a revision does: with `startxref`, its number and `%%EOF`. */
function endsRevision({ revisionEnd }: StartXref, rangeEnd: number): boolean {
	const after = revisionEnd === undefined ? -1 : rangeEnd - revisionEnd;
	return after >= 0 && after <= LINE_END;
}
