import type { PDFPage } from '@cantoo/pdf-lib';
import type { Behavior } from '../behavior';
import type { SigningPlace } from '../sandboxOrder';

/** A page, or one of its boxes, as displayed: origin at the lower left, in points. */
export interface DisplayedPage {
	width: number;
	height: number;
	/** Converts displayed coordinates to the page's own (user space): `a b c d e f` of `cm`. */
	toPage: Matrix;
}

/**
 * PROTOCOL.md, CreateSignOrder: positions are fractions of the displayed page, after `/Rotate` and `/CropBox` are
 * applied.
 */
export function displayedPage(page: PDFPage): DisplayedPage {
	return turned(page.getCropBox(), page.getRotation().angle);
}

/** The boxes that positions can be fractions of. */
const frames: Record<Behavior['placement']['page'], (page: PDFPage) => DisplayedPage> = {
	seen: displayedPage,
	turnedMediaBox: (page) => turned(page.getMediaBox(), page.getRotation().angle),
	cropBox: (page) => turned(page.getCropBox(), 0),
	mediaBox: (page) => turned(page.getMediaBox(), 0),
};

/** A page's box, rotated clockwise by a multiple of 90 degrees. */
function turned({ x, y, width, height }: Box, degrees: number): DisplayedPage {
	const right = x + width;
	const top = y + height;
	switch (((degrees % 360) + 360) % 360) {
		case 90:
			return { width: height, height: width, toPage: [0, 1, -1, 0, right, y] };
		case 180:
			return { width, height, toPage: [-1, 0, 0, -1, right, top] };
		case 270:
			return { width: height, height: width, toPage: [0, -1, 1, 0, x, top] };
		default:
			return { width, height, toPage: [1, 0, 0, 1, x, y] };
	}
}

type Matrix = readonly [number, number, number, number, number, number];

/** A rectangle in points. */
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

/** The rectangle of a signing place in the page's own coordinates, as in annotations: lower left, upper right. */
export function rectangleOn(page: PDFPage, place: SigningPlace): Rectangle {
	return rectangleIn(displayedPage(page), place);
}

type Rectangle = [left: number, bottom: number, right: number, top: number];

function rectangleIn(displayed: DisplayedPage, place: SigningPlace): Rectangle {
	const { x, y, width, height } = boxOn(displayed, place);
	const [a, b, c, d, e, f] = displayed.toPage;
	return around(
		[a * x + c * y + e, a * (x + width) + c * (y + height) + e],
		[b * x + d * y + f, b * (x + width) + d * (y + height) + f],
	);
}

function around(xs: readonly number[], ys: readonly number[]): Rectangle {
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/**
 * Converts a place from a platform that measures from another corner or in fractions of another box to the displayed
 * page, origin lower left. Without a page, it is assumed to be neither rotated nor cropped.
 */
export function seenPlace(
	place: SigningPlace,
	{ origin, page: measured }: Behavior['placement'],
	page: PDFPage | undefined,
): SigningPlace {
	const { y1, y2 } = place;
	const upright = origin === 'upperLeft' ? { ...place, y1: 1 - y2, y2: 1 - y1 } : place;
	// Not computed, to keep it exact.
	if (measured === 'seen' || !page) return upright;
	return placeAt(displayedPage(page), rectangleIn(frames[measured](page), upright), place.page);
}

/** The place of a rectangle in the page's own coordinates; the inverse of `rectangleIn`. */
function placeAt(
	{ width, height, toPage }: DisplayedPage,
	[left, bottom, right, top]: Rectangle,
	page: number,
): SigningPlace {
	const [a, b, c, d, e, f] = toPage;
	// The inverse of a rotation is its transpose.
	const [x1, y1, x2, y2] = around(
		[a * (left - e) + b * (bottom - f), a * (right - e) + b * (top - f)],
		[c * (left - e) + d * (bottom - f), c * (right - e) + d * (top - f)],
	);
	return { page, x1: x1 / width, y1: y1 / height, x2: x2 / width, y2: y2 / height };
}
