import { degrees, PDFDocument, StandardFonts, type PDFPage } from '@cantoo/pdf-lib';
import { concatTransformationMatrix, popGraphicsState, pushGraphicsState } from '@cantoo/pdf-lib';
import { CALIBRATION_PAGES } from '../../../contact/order/calibrationPages';
import { drawCalibration } from '../../../contact/order/drawCalibration';
import type { Reading } from '../../../contact/document/readings';
import {
	boxOn,
	displayedPage,
	type Box,
	type DisplayedPage,
} from '../../../sandbox/signing/displayedPage';

/** The calibration order's places in the API's form. */
export const orderedPlaces = CALIBRATION_PAGES.flatMap(({ position }, index) =>
	position ? [{ page: index + 1, ...position }] : [],
);

/** The calibration document with each page changed. */
export async function changedCalibration(
	change: (page: PDFPage, index: number, pdf: PDFDocument) => Promise<void> | void,
): Promise<Buffer> {
	const pdf = await PDFDocument.load(await drawCalibration(), { updateMetadata: false });
	for (const [index, page] of pdf.getPages().entries()) await change(page, index, pdf);
	return Buffer.from(await pdf.save({ updateFieldAppearances: false }));
}

/** The same, with a mark where a platform with this reading puts each signature; uses the sandbox's geometry. */
export async function sealedBy(
	reading: Reading,
	draw: (page: PDFPage, box: Box) => void = (page, box) => page.drawRectangle(box),
	count = orderedPlaces.length,
): Promise<Buffer> {
	return await changedCalibration((page, index) => {
		for (const place of orderedPlaces.slice(0, count)) {
			if (place.page - reading.firstPage !== index) continue;
			const frame = frameOf(page, reading.page);
			const [y1, y2] =
				reading.origin === 'lowerLeft' ? [place.y1, place.y2] : [1 - place.y2, 1 - place.y1];
			page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...frame.toPage));
			draw(page, boxOn(frame, { ...place, y1, y2 }));
			page.pushOperators(popGraphicsState());
		}
	});
}

function frameOf(page: PDFPage, kind: Reading['page']): DisplayedPage {
	const { crop, turn } = { crop: page.getCropBox(), turn: page.getRotation() };
	const media = page.getMediaBox();
	if (kind === 'mediaBox' || kind === 'turnedMediaBox')
		page.setCropBox(media.x, media.y, media.width, media.height);
	if (kind === 'mediaBox' || kind === 'cropBox') page.setRotation(degrees(0));
	const frame = displayedPage(page);
	page.setCropBox(crop.x, crop.y, crop.width, crop.height);
	page.setRotation(turn);
	return frame;
}

/** Draws text across each page, like the test host. */
export async function watermarked(document: Buffer, text = 'TEST DOCUMENT'): Promise<Buffer> {
	const pdf = await PDFDocument.load(document, { updateMetadata: false });
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (const page of pdf.getPages()) {
		const { width, height } = page.getSize();
		page.drawText(text, {
			x: width / 8,
			y: height / 3,
			size: width / 11,
			font,
			rotate: degrees(40),
		});
	}
	return Buffer.from(await pdf.save({ updateFieldAppearances: false }));
}
