import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { Refusal } from '../refusal';

/**
 * The pages of a document; undefined for one that is not a PDF, because the sandbox makes as many pages
 * for it as are signed. A PDF that cannot be read, or is encrypted, is -79.
 */
export async function readPages(
	document: Buffer,
	fileFormat: string,
): Promise<readonly PDFPage[] | undefined> {
	if (fileFormat !== 'pdf') return undefined;
	try {
		const pdf = await PDFDocument.load(document, { updateMetadata: false });
		return pdf.getPages();
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw new Refusal('wrongParameter', `filebase is not a PDF that can be signed: ${cause}`);
	}
}
