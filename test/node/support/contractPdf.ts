import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './orders';

/** A Chinese contract made by LibreOffice: one page, `甲方（盖章）：` and `乙方（签字）：` once each, 甲方 many times. */
export const CHINESE_CONTRACT: SourceFile = {
	bytes: readFileSync(join(__dirname, '../../fixtures/pdf/libreoffice-contract.pdf')),
	fileName: '房屋租赁合同.pdf',
};

/** A PDF with a text in size 10 on each page, at a position from the left and the bottom in points, if given. */
export async function pdfWithTexts(
	pages: readonly (readonly (readonly [text: string, x: number, y: number])[])[],
): Promise<SourceFile> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Courier);
	for (const texts of pages) {
		const page = pdf.addPage([600, 800]);
		for (const [text, x, y] of texts) page.drawText(text, { x, y, size: 10, font });
	}
	return { bytes: Buffer.from(await pdf.save()), fileName: 'contract.pdf' };
}
