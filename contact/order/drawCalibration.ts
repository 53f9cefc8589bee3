import {
	concatTransformationMatrix,
	PDFDocument,
	popGraphicsState,
	PDFOperator,
	PDFOperatorNames,
	pushGraphicsState,
	StandardFonts,
	degrees,
	rgb,
} from '@cantoo/pdf-lib';
import type { PDFFont, PDFPage } from '@cantoo/pdf-lib';
import { invert } from '../../nodes/WoSignDoc/pdf/matrix';
import { seenFrom, seenSize } from '../../nodes/WoSignDoc/pdf/pageBox';
import type { PageSize } from '../../nodes/WoSignDoc/protocol/placement/box';
import type { CalibrationPage } from './calibrationPages';
import { CALIBRATION_PAGES } from './calibrationPages';

const MILLIMETER = 72 / 25.4;
/** The grid's lines: spacing in millimeters, gray level, and width. */
const GRID = [
	{ every: 1, gray: 0.9, width: 0.1 },
	{ every: 5, gray: 0.8, width: 0.2 },
	{ every: 10, gray: 0.65, width: 0.3 },
];
const SMALL = 6;
const GRAY = rgb(0.4, 0.4, 0.4);
const RED = rgb(0.75, 0.1, 0.1);
const BLACK = rgb(0, 0, 0);

/**
 * The document for the first order: an upright, a rotated, and a cropped page, and one without a signature, each with a
 * millimeter grid, named corners, and the outline of its signature's box. Always the same bytes, so that a document that
 * is returned later can be compared with it. Contains no personal data.
 */
export async function drawCalibration(): Promise<Buffer> {
	const pdf = await PDFDocument.create({ updateMetadata: false });
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	pdf.setTitle('WoSignDoc calibration pages');
	for (const [index, page] of CALIBRATION_PAGES.entries()) drawPage(pdf, font, page, index + 1);
	return Buffer.from(await pdf.save({ useObjectStreams: false, updateFieldAppearances: false }));
}

function drawPage(pdf: PDFDocument, font: PDFFont, page: CalibrationPage, number: number): void {
	const { seen, medium } = page;
	const drawn = pdf.addPage([medium.right, medium.top]);
	drawn.setRotation(degrees(seen.turn));
	if (seen.left !== medium.left)
		drawn.setCropBox(seen.left, seen.bottom, seen.right - seen.left, seen.top - seen.bottom);
	const toPage = invert(seenFrom(seen));
	if (!toPage) throw new Error('the page has no area');
	drawn.pushOperators(pushGraphicsState(), concatTransformationMatrix(...toPage));
	const size = seenSize(seen);
	drawGrid(drawn, size);
	drawCorners(drawn, font, size);
	drawBox(drawn, font, size, page);
	const lines = [
		`WoSignDoc calibration, page ${number} of ${CALIBRATION_PAGES.length}: ${page.about}`,
		'A test of signature positions. Not a contract and not legally binding.',
	];
	for (const [line, text] of lines.entries())
		drawn.drawText(text, { x: 60, y: 80 - line * 14, size: 10, font, color: BLACK });
	drawn.pushOperators(popGraphicsState());
}

function drawGrid(page: PDFPage, { width, height }: PageSize): void {
	for (const { every, gray, width: lineWidth } of GRID) {
		const step = every * MILLIMETER;
		const lines = [
			...range(width, step).map((x) => `${point(x, 0)} m ${point(x, height)} l`),
			...range(height, step).map((y) => `${point(0, y)} m ${point(width, y)} l`),
		];
		page.pushOperators(
			PDFOperator.of(PDFOperatorNames.StrokingColorGray, [String(gray)]),
			PDFOperator.of(PDFOperatorNames.SetLineWidth, [String(lineWidth)]),
			PDFOperator.of(PDFOperatorNames.StrokePath, [lines.join(' ')]),
		);
	}
}

/** Each corner: an angle, its name, and a label every 10 millimeters. */
function drawCorners(page: PDFPage, font: PDFFont, { width, height }: PageSize): void {
	for (const [name, x, y] of [
		['lower left', 0, 0],
		['lower right', width, 0],
		['upper left', 0, height],
		['upper right', width, height],
	] as const) {
		const [right, up] = [x === 0 ? 1 : -1, y === 0 ? 1 : -1];
		const corner = { x: x + right * 20, y: y + up * 20 };
		const line = { thickness: 1.5, color: BLACK };
		page.drawLine({ start: corner, end: { x: corner.x + right * 30, y: corner.y }, ...line });
		page.drawLine({ start: corner, end: { x: corner.x, y: corner.y + up * 30 }, ...line });
		const textX = right > 0 ? corner.x + 4 : corner.x - 4 - font.widthOfTextAtSize(name, 9);
		page.drawText(name, { x: textX, y: corner.y + (up > 0 ? 5 : -11), size: 9, font });
	}
	const number = { size: SMALL, font, color: GRAY };
	for (const x of range(width, 10 * MILLIMETER))
		page.drawText(millimeters(x), { x: x + 1, y: 2, ...number });
	for (const y of range(height, 10 * MILLIMETER))
		page.drawText(millimeters(y), { x: 2, y: y + 1, ...number });
}

function drawBox(
	page: PDFPage,
	font: PDFFont,
	{ width, height }: PageSize,
	{ position }: CalibrationPage,
): void {
	if (!position) return;
	const [x, y] = [position.x1 * width, position.y1 * height];
	page.drawRectangle({
		x,
		y,
		width: (position.x2 - position.x1) * width,
		height: (position.y2 - position.y1) * height,
		borderColor: RED,
		borderWidth: 0.7,
	});
	page.drawText('The signature belongs in this box', { x, y: y - 9, size: 6, font, color: RED });
}

/** Multiples of a step up to a length. */
function range(length: number, step: number): number[] {
	return Array.from({ length: Math.floor(length / step) }, (_, index) => (index + 1) * step);
}

function point(x: number, y: number): string {
	return `${x.toFixed(3)} ${y.toFixed(3)}`;
}

function millimeters(points: number): string {
	return String(Math.round(points / MILLIMETER));
}
