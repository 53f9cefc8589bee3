import { Canvas } from './canvas';
import type { Color, PreviewContent } from './previewContent';
import type { PreviewFonts } from './previewFonts';

/** A4, in points. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 50;
const INDENT = 40;
const SIZE = 10;
const LINE = 15;
const BLACK: Color = [0, 0, 0];
const WHITE: Color = [1, 1, 1];
const WARNING: Color = [0.85, 0, 0];

/** The pages that explain each number on the document. */
export function legendPages(
	fonts: PreviewFonts,
	{ warning, title, rows }: Omit<PreviewContent, 'boxes'>,
): Canvas[] {
	const pages: Canvas[] = [];
	let y = 0;
	const begin = (): Canvas => {
		const page = new Canvas(fonts, PAGE.width, PAGE.height);
		y = PAGE.height - MARGIN;
		for (const line of warning) {
			page.text(line, MARGIN, (y -= 24), { size: 18, color: WARNING });
		}
		for (const line of page.linesOf(title, PAGE.width - 2 * MARGIN, SIZE)) {
			page.text(line, MARGIN, (y -= LINE), { size: SIZE, color: BLACK });
		}
		y -= LINE;
		pages.push(page);
		return page;
	};
	let page = begin();
	for (const { mark, lines } of rows) {
		const width = PAGE.width - 2 * MARGIN - INDENT;
		const text = lines.flatMap((line) => page.linesOf(line, width, SIZE));
		if (y - text.length * LINE < MARGIN) page = begin();
		if (mark) {
			page.rectangle(MARGIN, y - LINE, INDENT - 10, LINE - 1, { fill: mark.color });
			page.text(String(mark.number), MARGIN + 4, y - LINE + 4, { size: SIZE, color: WHITE });
		}
		for (const line of text) {
			page.text(line, MARGIN + INDENT, (y -= LINE) + 4, { size: SIZE, color: BLACK });
		}
		y -= 6;
	}
	return pages;
}
