import { PDFArray, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PageSize } from '../protocol/placement/box';
import type { Matrix } from './matrix';

/** Returns the object itself, or the target of a reference. */
export interface Resolver {
	resolve(object: PDFObject | undefined): PDFObject | undefined;
}

interface Box {
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** The visible part of a page, in the page's own units, and its rotation and scale. */
export interface PageBox extends Box {
	/** Clockwise. */
	readonly turn: 0 | 90 | 180 | 270;
	/** Points per page unit. */
	readonly unit: number;
}

/** US Letter, which readers use for a page without a /MediaBox. */
const DEFAULT_BOX: Box = { left: 0, bottom: 0, right: 612, top: 792 };

/** The visible part of a page (ISO 32000-1, 14.11.2 and table 30). */
export function pageBox(
	table: Resolver,
	page: PDFDict,
	inherited: ReadonlyMap<string, PDFObject>,
): PageBox {
	const number = (object: PDFObject | undefined) => {
		const resolved = table.resolve(object);
		return resolved instanceof PDFNumber ? resolved.asNumber() : undefined;
	};
	const box = (key: string) => {
		const corners = table.resolve(inherited.get(key));
		return corners instanceof PDFArray ? boxOf(corners, number) : undefined;
	};
	const mediaBox = box('MediaBox') ?? DEFAULT_BOX;
	const unit = number(page.get(PDFName.of('UserUnit'))) ?? 1;
	return {
		...overlap(box('CropBox') ?? mediaBox, mediaBox),
		turn: quarterTurn(number(inherited.get('Rotate')) ?? 0),
		unit: unit > 0 ? unit : 1,
	};
}

/** The size as shown by a reader, in points. */
export function seenSize({ left, bottom, right, top, turn, unit }: PageBox): PageSize {
	const [width, height] = [(right - left) * unit, (top - bottom) * unit];
	return turn % 180 === 90 ? { width: height, height: width } : { width, height };
}

/** Maps the page's own units to points on the page as shown by a reader, from the lower left corner. */
export function seenFrom({ left, bottom, right, top, turn, unit }: PageBox): Matrix {
	switch (turn) {
		case 0:
			return [unit, 0, 0, unit, -left * unit, -bottom * unit];
		case 90:
			return [0, -unit, unit, 0, -bottom * unit, right * unit];
		case 180:
			return [-unit, 0, 0, -unit, right * unit, top * unit];
		case 270:
			return [0, unit, -unit, 0, top * unit, -left * unit];
	}
}

/** Any multiple of a quarter turn; readers treat anything else as no rotation. */
function quarterTurn(degrees: number): PageBox['turn'] {
	const turn = ((degrees % 360) + 360) % 360;
	return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

/** Any two opposite corners make a box; one without an area is invalid. */
function boxOf(
	corners: PDFArray,
	number: (object: PDFObject | undefined) => number | undefined,
): Box | undefined {
	if (corners.size() < 4) return undefined;
	const [x1, y1, x2, y2] = [0, 1, 2, 3].map((index) => number(corners.get(index)));
	if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined)
		return undefined;
	return nonEmpty({
		left: Math.min(x1, x2),
		bottom: Math.min(y1, y2),
		right: Math.max(x1, x2),
		top: Math.max(y1, y2),
	});
}

/** The part of the crop box that is on the medium, or all of the medium if none is. */
function overlap(cropBox: Box, mediaBox: Box): Box {
	const common = nonEmpty({
		left: Math.max(cropBox.left, mediaBox.left),
		bottom: Math.max(cropBox.bottom, mediaBox.bottom),
		right: Math.min(cropBox.right, mediaBox.right),
		top: Math.min(cropBox.top, mediaBox.top),
	});
	return common ?? mediaBox;
}

function nonEmpty(box: Box): Box | undefined {
	return box.right > box.left && box.top > box.bottom ? box : undefined;
}
