import type { PDFRef } from '@cantoo/pdf-lib';
import type { SignedPdf } from './signDocument';

/** A black bar across the page, where a contract has its text. */
const drawing = Buffer.from('q 0 0 0 rg 40 480 300 24 re f Q');

/** Objects that draw over the page that is signed first, and change nothing else. */
export function overdrawing({ file, contents }: SignedPdf): Map<PDFRef, string> {
	const stream = file.newObject();
	return new Map([
		[stream, file.stream(drawing, stream)],
		[contents, file.arrayWith(contents, stream)],
	]);
}

/** Changes what a page shows, in an update after the last signature. */
export function changeAfterSigning(pdf: SignedPdf): void {
	pdf.file.add(overdrawing(pdf));
}
