import { PDFArray, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { ObjectTable } from './objectTable';
import type { PageSize } from './pdfFacts';

interface Box {
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** US Letter, which readers take where a page has no /MediaBox. */
const DEFAULT_BOX: Box = { left: 0, bottom: 0, right: 612, top: 792 };

/** A page's size as its reader sees it (ISO 32000-1, 14.11.2 and table 30). */
export function pageSize(
	table: ObjectTable,
	page: PDFDict,
	inherited: ReadonlyMap<string, PDFObject>,
): PageSize {
	const number = (object: PDFObject | undefined) => {
		const resolved = table.resolve(object);
		return resolved instanceof PDFNumber ? resolved.asNumber() : undefined;
	};
	const box = (key: string) => {
		const corners = table.resolve(inherited.get(key));
		return corners instanceof PDFArray ? boxOf(corners, number) : undefined;
	};
	const mediaBox = box('MediaBox') ?? DEFAULT_BOX;
	const { left, bottom, right, top } = overlap(box('CropBox') ?? mediaBox, mediaBox);
	const unit = number(page.get(PDFName.of('UserUnit'))) ?? 1;
	const scale = unit > 0 ? unit : 1;
	const [width, height] = [(right - left) * scale, (top - bottom) * scale];
	const sideways = Math.abs(number(inherited.get('Rotate')) ?? 0) % 180 === 90;
	return sideways ? { width: height, height: width } : { width, height };
}

/** Any two opposite corners make a box; one without an area is none. */
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

/** The part of the crop box that lies on the medium, or all of the medium when none does. */
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
