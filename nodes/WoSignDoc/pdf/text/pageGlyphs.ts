import { PDF_BOUNDS } from '../bounds';
import type { Matrix } from '../matrix';
import type { Font, FontGlyph } from './font';

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A character on a page, in points from the lower left corner of the page as a reader shows it. */
export interface PlacedGlyph {
	readonly text: string;
	/** Where it begins on its line, and where it ends. */
	readonly start: Point;
	readonly end: Point;
	/** The height of a line in its font. */
	readonly height: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** The contents of a page that matter for its text. */
export class PageGlyphs {
	readonly glyphs: PlacedGlyph[] = [];
	/** Characters whose font doesn't identify them. */
	unknown = 0;
	images = 0;
	/** Whether part of the page couldn't be read, or there was too much of it. */
	incomplete = false;

	/** Whether more was found than is kept: the rest of the page doesn't need to be read. */
	get isFull(): boolean {
		return this.incomplete && this.glyphs.length >= PDF_BOUNDS.glyphs;
	}

	/** Adds a glyph; `toPage` maps the font's own space, in fractions of its size, to the page as shown. */
	add({ text, advance }: FontGlyph, font: Font, toPage: Matrix): void {
		if (this.glyphs.length >= PDF_BOUNDS.glyphs) {
			this.incomplete = true;
			return;
		}
		if (text === '') this.unknown++;
		const { isVertical, ascent, descent } = font;
		// No arrays, and nothing is transformed twice: this is the hot path of reading a page.
		const [a, b, c, d, e, f] = toPage;
		const start = { x: e, y: f };
		const [wx, wy] = isVertical ? [-c * advance, -d * advance] : [a * advance, b * advance];
		const end = { x: e + wx, y: f + wy };
		const [low, high] = isVertical ? [-0.5, 0.5] : [descent, ascent];
		const [ux, uy] = isVertical ? [a, b] : [c, d];
		const left = e + Math.min(0, wx) + Math.min(low * ux, high * ux);
		const right = e + Math.max(0, wx) + Math.max(low * ux, high * ux);
		const bottom = f + Math.min(0, wy) + Math.min(low * uy, high * uy);
		const top = f + Math.max(0, wy) + Math.max(low * uy, high * uy);
		const height = Math.hypot(ux, uy);
		const isPlaced = Number.isFinite(left + right + bottom + top + height);
		if (isPlaced) this.glyphs.push({ text, start, end, height, left, bottom, right, top });
	}
}
