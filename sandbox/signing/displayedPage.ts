import { concatTransformationMatrix, type PDFOperator, type PDFPage } from '@cantoo/pdf-lib';
import type { SigningPlace } from '../sandboxOrder';

/** A page as its reader sees it: cropped and turned, origin at the lower left, in points. */
export interface DisplayedPage {
	width: number;
	height: number;
	/** Turns coordinates of the displayed page into those of the page's own content. */
	toPage: PDFOperator;
}

/**
 * PROTOCOL.md, CreateSignOrder: a position is in parts of the page as a reader sees it, `/Rotate` and
 * `/CropBox` applied.
 */
export function displayedPage(page: PDFPage): DisplayedPage {
	const { x, y, width, height } = page.getCropBox();
	const right = x + width;
	const top = y + height;
	switch (((page.getRotation().angle % 360) + 360) % 360) {
		case 90:
			return { width: height, height: width, toPage: matrix(0, 1, -1, 0, right, y) };
		case 180:
			return { width, height, toPage: matrix(-1, 0, 0, -1, right, top) };
		case 270:
			return { width: height, height: width, toPage: matrix(0, -1, 1, 0, x, top) };
		default:
			return { width, height, toPage: matrix(1, 0, 0, 1, x, y) };
	}
}

const matrix = concatTransformationMatrix;

/** A rectangle in points, on the displayed page. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The rectangle of a signing place on its page. */
export function boxOn({ width, height }: DisplayedPage, { x1, y1, x2, y2 }: SigningPlace): Box {
	return { x: x1 * width, y: y1 * height, width: (x2 - x1) * width, height: (y2 - y1) * height };
}
