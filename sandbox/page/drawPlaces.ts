import {
	concatTransformationMatrix,
	popGraphicsState,
	pushGraphicsState,
	rgb,
	type PDFDocument,
} from '@cantoo/pdf-lib';
import type { SandboxOrder, SandboxSigner, SigningPlace } from '../sandboxOrder';
import { boxOn, displayedPage } from '../signing/displayedPage';
import { openDocument } from '../signing/openDocument';
import { drawLine, sealFonts, type SealFonts } from '../signing/sealFonts';
import { colorParts } from './signerColors';

/**
 * An order's document as a PDF with its signature boxes outlined, each labeled with its signer's name and number
 * in signing order. Throws if the document can't be read.
 */
export async function drawPlaces(order: SandboxOrder): Promise<Buffer> {
	const pdf = await openDocument(order);
	const fonts = await sealFonts(pdf);
	order.signers.forEach((signer, index) => {
		for (const place of signer.places) drawPlace(pdf, place, signer, index, fonts);
	});
	return Buffer.from(await pdf.save({ updateFieldAppearances: false }));
}

function drawPlace(
	pdf: PDFDocument,
	place: SigningPlace,
	{ name }: SandboxSigner,
	index: number,
	fonts: SealFonts,
): void {
	const page = pdf.getPage(place.page - 1);
	const displayed = displayedPage(page);
	const { x, y, width, height } = boxOn(displayed, place);
	const color = colorParts(index);
	page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...displayed.toPage));
	page.drawRectangle({ x, y, width, height, borderColor: rgb(...color), borderWidth: 1.5 });
	const line = { x: x + width / 2, width: width * 0.9, color };
	const size = Math.min(height * 0.45, 28);
	drawLine(page, { ...line, text: String(index + 1), y: y + height * 0.62, size }, fonts);
	const nameSize = Math.min(height * 0.2, 11);
	drawLine(page, { ...line, text: name, y: y + height * 0.2, size: nameSize }, fonts);
	page.pushOperators(popGraphicsState());
}
