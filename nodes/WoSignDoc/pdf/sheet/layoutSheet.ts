import { Canvas } from '../preview/canvas';
import type { Color } from '../preview/previewContent';
import type { PreviewFonts } from '../preview/previewFonts';
import type { SheetContent, SheetRow, SheetSection } from './sheetContent';

/** A4, in points. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 50;
const WIDTH = PAGE.width - 2 * MARGIN;
const LABEL_WIDTH = 160;
const INDENT = 10;
const GUTTER = 8;
const SIZE = 9;
const LINE = 13;
/** A heading is never the last line on its page. */
const LEAST_BELOW_HEADING = 5 * LINE;
const BLACK: Color = [0, 0, 0];
const GRAY: Color = [0.4, 0.4, 0.4];
const RULE: Color = [0.8, 0.8, 0.8];

/** The pages of a sheet, each with its number. */
export function layoutSheet(fonts: PreviewFonts, content: SheetContent): Canvas[] {
	const layout = new SheetLayout(fonts);
	layout.lines(content.title, 16, BLACK);
	layout.lines(content.headline.text, 14, content.headline.color);
	for (const paragraph of content.paragraphs) layout.lines(paragraph, SIZE, BLACK);
	content.sections.forEach((section) => layout.section(section));
	layout.footers(content.footer);
	return layout.pages;
}

class SheetLayout {
	readonly pages: Canvas[] = [];
	private page: Canvas;
	/** The position of the last line. */
	private y = 0;

	constructor(private readonly fonts: PreviewFonts) {
		this.page = this.begin();
	}

	/** Text across the page, with some space below it. */
	lines(text: string, size: number, color: Color): void {
		for (const line of this.page.linesOf(text, WIDTH, size)) {
			this.advance(size * 1.4);
			this.page.text(line, MARGIN, this.y, { size, color });
		}
		this.y -= size / 2;
	}

	section({ heading, rows }: SheetSection): void {
		if (this.y < 2 * MARGIN + LEAST_BELOW_HEADING) this.page = this.begin();
		this.y -= LINE / 2;
		this.lines(heading, 11, BLACK);
		this.page.rectangle(MARGIN, this.y, WIDTH, 0.7, { fill: RULE });
		this.y -= 3;
		rows.forEach((row) => this.row(row));
	}

	footers(text: string): void {
		const [line = ''] = this.page.linesOf(text, WIDTH - 60, 7.5);
		for (const [index, page] of this.pages.entries()) {
			const number = `${index + 1} / ${this.pages.length}`;
			const style = { size: 7.5, color: GRAY };
			page.text(line, MARGIN, MARGIN / 2, style);
			page.text(number, MARGIN + WIDTH - page.widthOf(number, 7.5), MARGIN / 2, style);
		}
	}

	private row({ label, value, level }: SheetRow): void {
		const indent = level * INDENT;
		const labels = this.page.linesOf(label, LABEL_WIDTH - indent - GUTTER, SIZE);
		const values = this.page.linesOf(value, WIDTH - LABEL_WIDTH, SIZE);
		for (let at = 0; at < Math.max(labels.length, values.length); at++) {
			this.advance(LINE);
			const [labelLine, valueLine] = [labels[at], values[at]];
			if (labelLine)
				this.page.text(labelLine, MARGIN + indent, this.y, { size: SIZE, color: GRAY });
			if (valueLine)
				this.page.text(valueLine, MARGIN + LABEL_WIDTH, this.y, { size: SIZE, color: BLACK });
		}
	}

	private advance(height: number): void {
		if (this.y - height < MARGIN) this.page = this.begin();
		this.y -= height;
	}

	private begin(): Canvas {
		const page = new Canvas(this.fonts, PAGE.width, PAGE.height);
		this.pages.push(page);
		this.y = PAGE.height - MARGIN;
		return page;
	}
}
