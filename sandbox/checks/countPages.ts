import { PDFDocument } from '@cantoo/pdf-lib';
import { Refusal } from '../refusal';

/**
 * The number of pages of a document; unlimited for one that is not a PDF, because the sandbox makes as
 * many pages for it as are signed. A PDF that cannot be read, or is encrypted, is -79.
 */
export async function countPages(document: Buffer, fileFormat: string): Promise<number> {
	if (fileFormat !== 'pdf') return Infinity;
	try {
		const pdf = await PDFDocument.load(document, { updateMetadata: false });
		return pdf.getPageCount();
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw new Refusal('wrongParameter', `filebase is not a PDF that can be signed: ${cause}`);
	}
}
