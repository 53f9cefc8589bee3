import type { PDFPage } from '@cantoo/pdf-lib';
import type { Behavior } from '../behavior';
import type { SigningPlace } from '../sandboxOrder';

/** A page as its reader sees it: cropped and turned, origin at the lower left, in points. */
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
	const { x, y, width, height } = page.getCropBox();
	const right = x + width;
	const top = y + height;
	switch (quarterTurns(page)) {
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

type Matrix = readonly [number, number, number, number, number, number];
const matrix = (...numbers: Matrix): Matrix => numbers;

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

/** The rectangle of a signing place in the page's own coordinates, as annotations have it: lower left, upper right. */
export function rectangleOn(page: PDFPage, place: SigningPlace): number[] {
	const displayed = displayedPage(page);
	const { x, y, width, height } = boxOn(displayed, place);
	const [a, b, c, d, e, f] = displayed.toPage;
	const [xs, ys] = [
		[a * x + c * y + e, a * (x + width) + c * (y + height) + e],
		[b * x + d * y + f, b * (x + width) + d * (y + height) + f],
	];
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/**
 * Where a place lies on its page as a reader sees it, origin lower left, on a platform that measures from another
 * corner or in parts of the media box. A page that is not known is one that is neither turned nor cropped.
 */
export function seenPlace(
	place: SigningPlace,
	{ origin, page: measured }: Behavior['placement'],
	page: PDFPage | undefined,
): SigningPlace {
	const { y1, y2 } = place;
	const upright = origin === 'upperLeft' ? { ...place, y1: 1 - y2, y2: 1 - y1 } : place;
	return measured === 'seen' || !page ? upright : fromFrame(upright, measured, page);
}

/** What positions are parts of, if not of the page as seen. */
const frames = {
	turnedMediaBox: { box: 'media', isTurned: true },
	cropBox: { box: 'crop', isTurned: false },
	mediaBox: { box: 'media', isTurned: false },
} as const;

function fromFrame(
	place: SigningPlace,
	measured: keyof typeof frames,
	page: PDFPage,
): SigningPlace {
	const { box, isTurned } = frames[measured];
	const frame = box === 'media' ? page.getMediaBox() : page.getCropBox();
	const pointOf = (x: number, y: number) => {
		const own = isTurned ? unturned(x, y, page) : { x, y };
		return seenPoint(frame.x + own.x * frame.width, frame.y + own.y * frame.height, page);
	};
	const [first, second] = [pointOf(place.x1, place.y1), pointOf(place.x2, place.y2)];
	return {
		page: place.page,
		x1: Math.min(first.x, second.x),
		y1: Math.min(first.y, second.y),
		x2: Math.max(first.x, second.x),
		y2: Math.max(first.y, second.y),
	};
}

/** A point in parts of a turned rectangle, in parts of the rectangle as it is written. */
function unturned(x: number, y: number, page: PDFPage): { x: number; y: number } {
	switch (quarterTurns(page)) {
		case 90:
			return { x: 1 - y, y: x };
		case 180:
			return { x: 1 - x, y: 1 - y };
		case 270:
			return { x: y, y: 1 - x };
		default:
			return { x, y };
	}
}

/** A point of the page's own content, in parts of the page as seen: what `toPage` does, undone. */
function seenPoint(x: number, y: number, page: PDFPage): { x: number; y: number } {
	const crop = page.getCropBox();
	const [across, up] = [(x - crop.x) / crop.width, (y - crop.y) / crop.height];
	switch (quarterTurns(page)) {
		case 90:
			return { x: up, y: 1 - across };
		case 180:
			return { x: 1 - across, y: 1 - up };
		case 270:
			return { x: 1 - up, y: across };
		default:
			return { x: across, y: up };
	}
}

function quarterTurns(page: PDFPage): number {
	return ((page.getRotation().angle % 360) + 360) % 360;
}
