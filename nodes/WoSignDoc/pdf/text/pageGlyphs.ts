import { PDF_BOUNDS } from '../bounds';
import type { Matrix } from '../matrix';
import { transform } from '../matrix';
import type { Font, FontGlyph } from './font';

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A character on a page, in points as its reader sees the page, from the lower left corner. */
export interface PlacedGlyph {
	readonly text: string;
	/** Where it begins on the line that it stands on, and where it ends. */
	readonly start: Point;
	readonly end: Point;
	/** How high a line of its font is. */
	readonly height: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** What is on a page, as far as its text matters. */
export class PageGlyphs {
	readonly glyphs: PlacedGlyph[] = [];
	/** Characters whose font does not say what they are. */
	unknown = 0;
	images = 0;
	/** Whether some of the page could not be read, or there was too much of it. */
	incomplete = false;

	/** Adds a glyph; `toPage` leads from the font's own space, in parts of its size, to the page as it is seen. */
	add({ text, advance }: FontGlyph, font: Font, toPage: Matrix): void {
		if (this.glyphs.length >= PDF_BOUNDS.glyphs) {
			this.incomplete = true;
			return;
		}
		if (text === '') this.unknown++;
		const { isVertical, ascent, descent } = font;
		const point = (x: number, y: number): Point => {
			const [seenX, seenY] = transform(toPage, x, y);
			return { x: seenX, y: seenY };
		};
		const [start, end] = [point(0, 0), isVertical ? point(0, -advance) : point(advance, 0)];
		const corners = isVertical
			? [point(-0.5, 0), point(0.5, 0), point(-0.5, -advance), point(0.5, -advance)]
			: [point(0, ascent), point(0, descent), point(advance, ascent), point(advance, descent)];
		const xs = corners.map(({ x }) => x);
		const ys = corners.map(({ y }) => y);
		const [origin, unit] = isVertical ? [start, point(1, 0)] : [start, point(0, 1)];
		const height = Math.hypot(unit.x - origin.x, unit.y - origin.y);
		const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
		const [right, top] = [Math.max(...xs), Math.max(...ys)];
		const isPlaced = [left, bottom, right, top, height].every(Number.isFinite);
		if (isPlaced) this.glyphs.push({ text, start, end, height, left, bottom, right, top });
	}
}
