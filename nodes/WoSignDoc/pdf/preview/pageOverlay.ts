import { Canvas } from './canvas';
import type { Color, PreviewBox, PreviewContent } from './previewContent';
import type { PreviewFonts } from './previewFonts';

const WHITE: Color = [1, 1, 1];
const WARNING: Color = [0.85, 0, 0];
const LABEL_SIZE = 10;

/** What a preview shows on a page: the boxes with their numbers, and the warning across and along the page. */
export function pageOverlay(
	fonts: PreviewFonts,
	size: { readonly width: number; readonly height: number },
	{ warning }: Pick<PreviewContent, 'warning'>,
	boxes: readonly PreviewBox[],
): Canvas {
	const canvas = new Canvas(fonts, size.width, size.height);
	boxes.forEach((box) => drawBox(canvas, box));
	drawAcross(canvas, warning);
	drawAbove(canvas, warning.join('  '));
	return canvas;
}

function drawBox(canvas: Canvas, { box, number, name, color }: PreviewBox): void {
	const { width, height } = canvas;
	const [left, bottom] = [box.x1 * width, box.y1 * height];
	const [right, top] = [box.x2 * width, box.y2 * height];
	canvas.rectangle(left, bottom, right - left, top - bottom, {
		fill: color,
		stroke: color,
		opacity: 'Faint',
	});
	const label = String(number);
	const labelWidth = canvas.widthOf(label, LABEL_SIZE) + 6;
	// The number of a box off the page is drawn on the page.
	const x = within(left, 0, width - labelWidth);
	const y = within(top - LABEL_SIZE - 4, 0, height - LABEL_SIZE - 4);
	canvas.rectangle(x, y, labelWidth, LABEL_SIZE + 4, { fill: color });
	canvas.text(label, x + 3, y + 4, { size: LABEL_SIZE, color: WHITE });
	canvas.clipped(left, bottom, right - left, top - bottom, () =>
		canvas.text(name, left + 3, bottom + 4, { size: 8, color }),
	);
}

/** From corner to corner, as large as the page allows. */
function drawAcross(canvas: Canvas, lines: readonly string[]): void {
	const { width, height } = canvas;
	const turn = (Math.atan2(height, width) * 180) / Math.PI;
	const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
	for (const [index, line] of lines.entries()) {
		const diagonal = Math.hypot(width, height);
		const size = Math.min(diagonal / 14, (0.75 * diagonal) / canvas.widthOf(line, 1));
		const along = canvas.widthOf(line, size) / 2;
		const below = (index - (lines.length - 1) / 2) * size * 1.3 + size / 3;
		const x = width / 2 - along * cos + below * sin;
		const y = height / 2 - along * sin - below * cos;
		canvas.text(line, x, y, { size, color: WARNING, turn, opacity: 'Faint' });
	}
}

function drawAbove(canvas: Canvas, text: string): void {
	const size = Math.min(11, (canvas.width - 8) / canvas.widthOf(text, 1));
	const y = canvas.height - size - 3;
	canvas.rectangle(0, y - 3, canvas.width, size + 6, { fill: WHITE });
	const x = (canvas.width - canvas.widthOf(text, size)) / 2;
	canvas.text(text, x, y + 1, { size, color: WARNING });
}

function within(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(value, most));
}
