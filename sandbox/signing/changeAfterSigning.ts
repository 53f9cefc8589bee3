import type { PDFRef } from '@cantoo/pdf-lib';
import type { DocumentSigner } from './documentSigner';
import type { SignedPdf } from './signDocument';

/** A black bar across the page, where a contract has its text. */
const drawing = Buffer.from('q 0 0 0 rg 40 480 300 24 re f Q');

/** Objects that draw over the first signed page and change nothing else. */
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

/** Fills in the text field, in an update after the last signature. */
export function fillIn({ file, textField }: SignedPdf): void {
	if (!textField) throw new Error('the document has no text field');
	const look = file.newObject();
	const content = Buffer.from('/Tx BMC q BT /Helv 12 Tf 0 g 2 5 Td (Paid in full) Tj ET Q EMC');
	const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
	const entries = `/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /Helv ${font} >> >> `;
	file.add(
		new Map([
			[look, file.stream(content, look, entries)],
			[textField.field, file.dictionaryWith(textField.field, { V: '(Paid in full)' })],
			[
				textField.widget,
				file.dictionaryWith(textField.widget, { AP: `<< /N ${look.toString()} >>` }),
			],
		]),
	);
}

/** Changes what a page shows, then adds someone else's signature. */
export async function signChanged(pdf: SignedPdf, signer: DocumentSigner): Promise<void> {
	changeAfterSigning(pdf);
	const [field] = pdf.signatureFields;
	if (!field) throw new Error('the document has no signature');
	await pdf.file.sign(
		{ ...field, name: 'Another', certification: undefined, rectangle: undefined },
		signer,
	);
}
