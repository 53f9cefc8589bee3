import { degrees, PDFDocument } from '@cantoo/pdf-lib';

export interface PageOptions {
	size?: [width: number, height: number];
	rotation?: number;
	crop?: [x: number, y: number, width: number, height: number];
}

const a4: [number, number] = [595, 842];

/** A PDF with these blank pages. */
export async function pdfWith(...pages: PageOptions[]): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	for (const { size = a4, rotation = 0, crop } of pages) {
		const page = pdf.addPage(size);
		page.setRotation(degrees(rotation));
		if (crop) page.setCropBox(...crop);
	}
	return Buffer.from(await pdf.save());
}
