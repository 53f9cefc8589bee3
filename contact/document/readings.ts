import type { Matrix } from '../../nodes/WoSignDoc/pdf/matrix';
import { invert, multiply, transform } from '../../nodes/WoSignDoc/pdf/matrix';
import type { PageBox } from '../../nodes/WoSignDoc/pdf/pageBox';
import { seenFrom, seenSize } from '../../nodes/WoSignDoc/pdf/pageBox';
import type { Box } from '../../nodes/WoSignDoc/protocol/placement/box';
import type { FirstContact } from '../../sandbox/firstContact';
import type { CalibrationPage } from '../order/calibrationPages';
import { CALIBRATION_PAGES } from '../order/calibrationPages';

/** A rectangle in points on the displayed page, from the lower left corner. */
export interface Rectangle {
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** A rectangle and its page, counted from 1. */
export interface PlacedRectangle extends Rectangle {
	readonly page: number;
}

type Observed = NonNullable<FirstContact['placement']>;
type Placement = { [Member in keyof Observed]-?: Exclude<Observed[Member], undefined> };

/** One way to interpret positions and page numbers. */
export type Reading = Pick<Placement, 'origin' | 'firstPage' | 'page'>;

const ORIGINS = ['lowerLeft', 'upperLeft'] as const;
const FIRST_PAGES = [1, 0] as const;
/** The boxes that positions can be fractions of, depending on whether rotation and crop box count. */
const PAGES = {
	seen: { isTurned: true, isCropped: true },
	turnedMediaBox: { isTurned: true, isCropped: false },
	cropBox: { isTurned: false, isCropped: true },
	mediaBox: { isTurned: false, isCropped: false },
} as const satisfies Record<Placement['page'], unknown>;
const PAGE_KINDS = ['seen', 'turnedMediaBox', 'cropBox', 'mediaBox'] as const;

/** All ways to interpret them. */
export const READINGS: readonly Reading[] = ORIGINS.flatMap((origin) =>
	FIRST_PAGES.flatMap((firstPage) => PAGE_KINDS.map((page) => ({ origin, firstPage, page }))),
);

/** Where a platform with this interpretation puts the calibration order's signatures. */
export function placesBy({ origin, firstPage, page }: Reading): PlacedRectangle[] {
	return CALIBRATION_PAGES.flatMap(({ position }, index) => {
		const target = CALIBRATION_PAGES[index + 1 - firstPage];
		if (!position || !target) return [];
		const frame = frameOf(target, PAGES[page]);
		return [{ page: index + 2 - firstPage, ...placeOn(target.seen, frame, position, origin) }];
	});
}

/** Transforms a rectangle by a matrix and returns the upright rectangle around the result. */
export function moved({ left, bottom, right, top }: Rectangle, matrix: Matrix): Rectangle {
	const corners = [
		transform(matrix, left, bottom),
		transform(matrix, right, top),
		transform(matrix, left, top),
		transform(matrix, right, bottom),
	];
	const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
	return {
		left: Math.min(...xs),
		bottom: Math.min(...ys),
		right: Math.max(...xs),
		top: Math.max(...ys),
	};
}

function frameOf(
	{ seen, medium }: CalibrationPage,
	{ isTurned, isCropped }: (typeof PAGES)[keyof typeof PAGES],
): PageBox {
	const box = isCropped ? seen : medium;
	return isTurned ? box : { ...box, turn: 0 };
}

function placeOn(
	seen: PageBox,
	frame: PageBox,
	{ x1, y1, x2, y2 }: Box,
	origin: Reading['origin'],
): Rectangle {
	const { width, height } = seenSize(frame);
	const [bottom, top] = origin === 'lowerLeft' ? [y1, y2] : [1 - y2, 1 - y1];
	const inFrame = {
		left: x1 * width,
		bottom: bottom * height,
		right: x2 * width,
		top: top * height,
	};
	const toPage = invert(seenFrom(frame));
	return toPage ? moved(inFrame, multiply(toPage, seenFrom(seen))) : inFrame;
}
