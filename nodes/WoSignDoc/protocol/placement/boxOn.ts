import type { Box, PageSize } from './box';
import { isRealLength, toFraction } from './lengthUnits';
import type { LengthUnit } from './lengthUnits';
import type { PagePosition, Preset } from './positionSchema';

/** The default size of a box and its default distance from the page's edges, in millimeters. */
const USUAL = { width: 40, height: 20, margin: 15 };

/**
 * Tolerance in points: PDFs often give page sizes in whole points, so a length this far past an edge means the edge
 * itself.
 */
const EDGE_TOLERANCE_POINTS = 0.5;

/** Whether a box cannot be placed on a page of unknown size. */
export function needsPageSize(position: PagePosition): boolean {
	if (isRealLength(position.unit)) return true;
	if (position.placeBy === 'corners') return false;
	if (position.width === undefined || position.height === undefined) return true;
	return (
		position.placeBy === 'preset' && position.preset !== 'center' && position.margin === undefined
	);
}

/** The box of a position on a page, in fractions from the lower left, exact; it may extend beyond the page. */
export function boxOn(position: PagePosition, page: PageSize): Box {
	const exact = exactBox(position, page);
	return isRealLength(position.unit) ? atEdges(exact, page) : exact;
}

/** The box, with each edge that is within tolerance of a page edge moved onto it. */
export function atEdges(box: Box, page: PageSize): Box {
	const tolerance = {
		x: EDGE_TOLERANCE_POINTS / page.width,
		y: EDGE_TOLERANCE_POINTS / page.height,
	};
	return {
		x1: atEdge(box.x1, tolerance.x),
		y1: atEdge(box.y1, tolerance.y),
		x2: atEdge(box.x2, tolerance.x),
		y2: atEdge(box.y2, tolerance.y),
	};
}

function atEdge(fraction: number, tolerance: number): number {
	if (Math.abs(fraction) <= tolerance) return 0;
	return Math.abs(fraction - 1) <= tolerance ? 1 : fraction;
}

function exactBox(position: PagePosition, page: PageSize): Box {
	const across = (x: number) => toFraction(x, position.unit, page.width);
	const up = (y: number) => toFraction(y, position.unit, page.height);
	switch (position.placeBy) {
		case 'corners': {
			const { x1, y1, x2, y2, origin } = position;
			const [lower, upper] = origin === 'upperLeft' ? [1 - up(y2), 1 - up(y1)] : [up(y1), up(y2)];
			return { x1: across(x1), y1: lower, x2: across(x2), y2: upper };
		}
		case 'center': {
			const { width, height } = sizeOn(position, page);
			const { centerX, centerY, origin } = position;
			const y = origin === 'upperLeft' ? 1 - up(centerY) : up(centerY);
			return box(across(centerX) - width / 2, y - height / 2, width, height);
		}
		case 'preset': {
			const { width, height, marginAcross, marginUp } = sizeOn(position, page);
			const [column, row] = ALIGNMENTS[position.preset];
			return box(
				aligned(column, width, marginAcross),
				aligned(row, height, marginUp),
				width,
				height,
			);
		}
	}
}

/** A box of the given size with its lower left corner at a point, all in fractions of the page. */
export function box(x1: number, y1: number, width: number, height: number): Box {
	return { x1, y1, x2: x1 + width, y2: y1 + height };
}

/** Where each named place is between the margins: 0 at the left or bottom, 1 at the right or top. */
const ALIGNMENTS: Readonly<Record<Preset, readonly [column: number, row: number]>> = {
	lowerLeft: [0, 0],
	lowerCenter: [0.5, 0],
	lowerRight: [1, 0],
	middleLeft: [0, 0.5],
	center: [0.5, 0.5],
	middleRight: [1, 0.5],
	upperLeft: [0, 1],
	upperCenter: [0.5, 1],
	upperRight: [1, 1],
};

function aligned(alignment: number, length: number, margin: number): number {
	return margin + alignment * (1 - length - 2 * margin);
}

interface SizeFields {
	readonly unit: LengthUnit;
	readonly width?: number | undefined;
	readonly height?: number | undefined;
	readonly margin?: number | undefined;
}

/** Sides and margins as fractions of the page; empty ones get the defaults. */
export function sizeOn({ unit, width, height, margin }: SizeFields, page: PageSize) {
	const length = (given: number | undefined, usualMillimeters: number, side: number) =>
		given === undefined ? toFraction(usualMillimeters, 'mm', side) : toFraction(given, unit, side);
	return {
		width: length(width, USUAL.width, page.width),
		height: length(height, USUAL.height, page.height),
		marginAcross: length(margin, USUAL.margin, page.width),
		marginUp: length(margin, USUAL.margin, page.height),
	};
}
