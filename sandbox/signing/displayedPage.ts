import type { PDFPage } from '@cantoo/pdf-lib';
import type { Behavior } from '../behavior';
import type { SigningPlace } from '../sandboxOrder';

/** A page, or one of its boxes, as a reader would see it: origin at the lower left, in points. */
export interface DisplayedPage {
	width: number;
	height: number;
	/** Turns coordinates of the displayed page into those of the page's own content: `a b c d e f` of `cm`. */
	toPage: Matrix;
}

/**
 * PROTOCOL.md, CreateSignOrder: a position is in parts of the page as a reader sees it, `/Rotate` and
 * `/CropBox` applied.
 */
export function displayedPage(page: PDFPage): DisplayedPage {
	return turned(page.getCropBox(), page.getRotation().angle);
}

/** What positions may be parts of. */
const frames: Record<Behavior['placement']['page'], (page: PDFPage) => DisplayedPage> = {
	seen: displayedPage,
	turnedMediaBox: (page) => turned(page.getMediaBox(), page.getRotation().angle),
	cropBox: (page) => turned(page.getCropBox(), 0),
	mediaBox: (page) => turned(page.getMediaBox(), 0),
};

/** A box of a page, turned clockwise by quarters. */
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

/** The rectangle of a signing place in the page's own coordinates, as annotations have it: lower left, upper right. */
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
 * Where a place lies on its page as a reader sees it, origin lower left, on a platform that measures from another
 * corner or in parts of another box. A page that is not known is one that is neither turned nor cropped.
 */
export function seenPlace(
	place: SigningPlace,
	{ origin, page: measured }: Behavior['placement'],
	page: PDFPage | undefined,
): SigningPlace {
	const { y1, y2 } = place;
	const upright = origin === 'upperLeft' ? { ...place, y1: 1 - y2, y2: 1 - y1 } : place;
	// Not computed, so that it stays exact.
	if (measured === 'seen' || !page) return upright;
	return placeAt(displayedPage(page), rectangleIn(frames[measured](page), upright), place.page);
}

/** The place of a rectangle in the page's own coordinates: what `rectangleIn` does, undone. */
function placeAt(
	{ width, height, toPage }: DisplayedPage,
	[left, bottom, right, top]: Rectangle,
	page: number,
): SigningPlace {
	const [a, b, c, d, e, f] = toPage;
	// The inverse of a turn is its transpose.
	const [x1, y1, x2, y2] = around(
		[a * (left - e) + b * (bottom - f), a * (right - e) + b * (top - f)],
		[c * (left - e) + d * (bottom - f), c * (right - e) + d * (top - f)],
	);
	return { page, x1: x1 / width, y1: y1 / height, x2: x2 / width, y2: y2 / height };
}
