import {
	concatTransformationMatrix,
	popGraphicsState,
	pushGraphicsState,
	type PDFDocument,
	type PDFImage,
	type PDFPage,
} from '@cantoo/pdf-lib';
import { isPng } from '../checks/checkSigner';
import type { SandboxSigner, SigningPlace } from '../sandboxOrder';
import { boxOn, displayedPage, type Box } from './displayedPage';
import { drawSeal } from './seal';
import { sealFonts, type SealFonts } from './sealFonts';

/** Draws every signer's stamp at every place in signing order: later stamps cover earlier ones. */
export async function drawStamps(pdf: PDFDocument, signers: readonly SandboxSigner[]) {
	const fonts = await sealFonts(pdf);
	for (const signer of signers) {
		const image = signer.stamp && (await embed(pdf, signer.stamp));
		for (const place of signer.places) drawStamp(pdf, place, signer, image, fonts);
	}
}

async function embed(pdf: PDFDocument, stamp: Buffer): Promise<PDFImage> {
	return await (isPng(stamp) ? pdf.embedPng(stamp) : pdf.embedJpg(stamp));
}

function drawStamp(
	pdf: PDFDocument,
	place: SigningPlace,
	signer: SandboxSigner,
	image: PDFImage | undefined,
	fonts: SealFonts,
): void {
	const page = pdf.getPage(place.page - 1);
	const displayed = displayedPage(page);
	const box = boxOn(displayed, place);
	page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...displayed.toPage));
	if (image) drawImage(page, image, box);
	else drawSeal(page, box, signer, fonts);
	page.pushOperators(popGraphicsState());
}

/** Draws the image centered in the box, scaled to fit, with its aspect ratio kept. */
function drawImage(page: PDFPage, image: PDFImage, box: Box): void {
	const size = image.scaleToFit(box.width, box.height);
	page.drawImage(image, {
		x: box.x + (box.width - size.width) / 2,
		y: box.y + (box.height - size.height) / 2,
		...size,
	});
}
