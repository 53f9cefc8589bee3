import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { SandboxOrder } from '../sandboxOrder';

/**
 * A PDF in place of a document that the sandbox can't render (docx, ofd, an image, …). It names the file, has the
 * original attached, and has as many pages as are signed.
 */
export async function coverDocument(order: SandboxOrder): Promise<PDFDocument> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const pages = Math.max(...order.signers.flatMap(({ places }) => places.map(({ page }) => page)));
	const name = `document.${order.fileFormat}`;
	for (let number = 1; number <= pages; number++) {
		const page = pdf.addPage([595, 842]);
		const line = { x: 60, size: 14, font };
		page.drawText(`${name} (${order.document.length} bytes)`, { ...line, y: 770 });
		page.drawText(`The original is attached. Page ${number} of ${pages}.`, { ...line, y: 745 });
	}
	await pdf.attach(order.document, name, { description: 'The document as received' });
	return pdf;
}
