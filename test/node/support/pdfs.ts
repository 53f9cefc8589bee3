import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import type { SourceFile } from './orders';

/** A page in points; if rotated, it is displayed with its sides swapped. */
export interface PageForm {
	readonly width: number;
	readonly height: number;
	readonly rotate?: 0 | 90 | 180 | 270;
	/** The visible part, before rotation. */
	readonly crop?: { x: number; y: number; width: number; height: number };
}

const A4 = { width: 595, height: 842 };

async function drawn(pages: readonly PageForm[]): Promise<PDFDocument> {
	const pdf = await PDFDocument.create();
	for (const { width, height, rotate = 0, crop } of pages) {
		const page = pdf.addPage([width, height]);
		page.setRotation(degrees(rotate));
		if (crop) page.setCropBox(crop.x, crop.y, crop.width, crop.height);
	}
	return pdf;
}

/** A PDF of empty pages. */
export async function pdfWith(pages: readonly PageForm[] = [A4]): Promise<SourceFile> {
	const pdf = await drawn(pages);
	return { bytes: Buffer.from(await pdf.save()), fileName: 'contract.pdf' };
}

/** A PDF of one page that opens only with a password, or that only has an owner password. */
export async function encryptedPdf(opensWith: 'a password' | 'no password'): Promise<SourceFile> {
	const pdf = await drawn([A4]);
	pdf.encrypt({
		ownerPassword: 'the owner’s',
		userPassword: opensWith === 'a password' ? 'the reader’s' : '',
	});
	return { bytes: Buffer.from(await pdf.save()), fileName: 'contract.pdf' };
}

/** The PDF without the offset of its cross-reference table. */
export function withoutStartxref({ bytes, ...file }: SourceFile): SourceFile {
	const text = bytes.toString('latin1').replaceAll(/startxref\s+\d+/g, '');
	return { ...file, bytes: Buffer.from(text, 'latin1') };
}

/** The PDF with an extra unreferenced stream. */
export function withStream(pdf: Buffer, entries: string, content: Buffer): SourceFile {
	const end = pdf.subarray(pdf.lastIndexOf('startxref'));
	const begin = `9 0 obj\n<< ${entries} /Length ${content.length} >>\nstream\n`;
	const bytes = [pdf, Buffer.from(begin), content, Buffer.from('\nendstream\nendobj\n'), end];
	return { bytes: Buffer.concat(bytes), fileName: 'contract.pdf' };
}
