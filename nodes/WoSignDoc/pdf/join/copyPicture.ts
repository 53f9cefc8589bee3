import { PDFDict } from '@cantoo/pdf-lib';
import type { PDFDocument } from '@cantoo/pdf-lib';
import type { ImageTurn } from '../../protocol/imageTurn';
import { imageTurn } from '../../protocol/imageTurn';
import { isCutOff } from '../../protocol/imageEnd';
import type { Matrix } from '../matrix';
import type { CopiedPages } from './copyPdf';
import { embedJpeg, embedPng } from './picture';
import type { EmbeddedPicture } from './picture';

/** A4 in points. */
const [SHORT_SIDE, LONG_SIDE] = [595.28, 841.89];
/** 15 mm in points. */
const MARGIN = 42.52;
/** How much a scanned page's proportions may differ from A4's for it to fill the page. */
const LIKE_A4 = 0.03;

/** An image on its own page, upright; or why that isn't possible. */
export async function copyPicture(
	document: PDFDocument,
	extension: 'jpg' | 'png',
	bytes: Buffer,
): Promise<CopiedPages> {
	if (await isCutOff(extension, [bytes])) {
		return { kind: 'refused', reason: 'is cut off: its end is missing. Upload it again' };
	}
	const embed = extension === 'jpg' ? embedJpeg : embedPng;
	const picture = await embed(document, bytes).catch(() => undefined);
	if (!picture || picture.width === 0 || picture.height === 0) {
		const reason = `is a damaged or unusual ${extension.toUpperCase()} picture; open it in an image program and save it again as JPEG`;
		return { kind: 'refused', reason };
	}
	const { size, matrix } = onA4(picture, imageTurn(bytes));
	const { context } = document;
	const drawing = `q ${matrix.map((value) => Number(value.toFixed(4))).join(' ')} cm /Picture Do Q`;
	const page = context.obj({
		Type: 'Page',
		MediaBox: [0, 0, size.width, size.height],
		Resources: { XObject: { Picture: picture.reference } },
		Contents: context.register(context.stream(drawing)),
	});
	return page instanceof PDFDict
		? {
				kind: 'copied',
				pages: [context.register(page)],
				sizes: [size],
				catalog: undefined,
				remarks: [],
			}
		: { kind: 'refused', reason: 'cannot be drawn' };
}

/**
 * Where the image is placed on A4, in the orientation of the image's longer side: centered, as large as the margins allow,
 * but not below 72 dots per inch. A scanned page with A4's proportions fills the page.
 */
function onA4({ width, height }: EmbeddedPicture, turn: ImageTurn) {
	const [seenWidth, seenHeight] = turn > 4 ? [height, width] : [width, height];
	const size =
		seenWidth > seenHeight
			? { width: LONG_SIDE, height: SHORT_SIDE }
			: { width: SHORT_SIDE, height: LONG_SIDE };
	const proportion = seenWidth / seenHeight / (size.width / size.height);
	const margin = Math.abs(proportion - 1) <= LIKE_A4 ? 0 : MARGIN;
	const scale = Math.min(
		(size.width - 2 * margin) / seenWidth,
		(size.height - 2 * margin) / seenHeight,
		...(margin > 0 ? [1] : []),
	);
	const [across, up] = [seenWidth * scale, seenHeight * scale];
	const [left, bottom] = [(size.width - across) / 2, (size.height - up) / 2];
	return { size, matrix: turned(turn, left, bottom, across, up) };
}

/** Maps the unit square that an image is drawn in to a rectangle, rotated according to its orientation. */
function turned(turn: ImageTurn, x: number, y: number, width: number, height: number): Matrix {
	const [right, top] = [x + width, y + height];
	switch (turn) {
		case 1:
			return [width, 0, 0, height, x, y];
		case 2:
			return [-width, 0, 0, height, right, y];
		case 3:
			return [-width, 0, 0, -height, right, top];
		case 4:
			return [width, 0, 0, -height, x, top];
		case 5:
			return [0, -height, -width, 0, right, top];
		case 6:
			return [0, -height, width, 0, x, top];
		case 7:
			return [0, height, width, 0, x, y];
		case 8:
			return [0, height, -width, 0, right, y];
	}
}
