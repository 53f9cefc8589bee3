import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { Refusal } from '../refusal';

/**
 * The pages of a document; undefined if it isn't a PDF, because the sandbox then creates as many pages as are
 * signed. A PDF that can't be read or is encrypted is -79.
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
		throw new Refusal('wrongParameter', `the PDF in filebase can't be signed: ${cause}`);
	}
}
