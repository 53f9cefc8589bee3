import { degrees, grayscale, StandardFonts, type PDFDocument } from '@cantoo/pdf-lib';

/** Draws a test watermark across every page, as a test host does. */
export async function drawWatermark(pdf: PDFDocument): Promise<void> {
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (const page of pdf.getPages()) {
		const { x, y, width, height } = page.getCropBox();
		page.drawText('TEST DOCUMENT', {
			x: x + width * 0.15,
			y: y + height * 0.3,
			size: width / 12,
			font,
			color: grayscale(0.85),
			rotate: degrees(45),
		});
	}
}
