import type { TextBox } from '../../protocol/placement/documentText';
import type { Line } from './lineSegments';
import { lineOf, LineSegments } from './lineSegments';
import type { PlacedGlyph } from './pageGlyphs';
import { plainText } from './plainText';
import { splitKeywords } from './splitKeywords';
import type { Standing } from './textLines';
import { stackedRuns, standingGlyphs, standingLines, textLines, writtenRuns } from './textLines';

/** The lines of a page, ready to be searched. */
export class SearchablePage {
	private readonly standing: readonly (readonly Standing[])[];
	private readonly lines: readonly Line[];
	private segments: LineSegments | undefined;

	constructor(glyphs: readonly PlacedGlyph[]) {
		const standing = standingGlyphs(glyphs);
		this.standing = standingLines(standing);
		const runs = [textLines(this.standing), writtenRuns(standing), stackedRuns(standing)];
		this.lines = runs.flat().map(lineOf);
	}

	/** Where a keyword occurs on one line, from the top of the page to the bottom, and from left to right. */
	find(keyword: string): TextBox[] {
		const sought = plainText(keyword);
		if (sought === '') return [];
		// Hits that are found in several orders of the text begin with the same glyph.
		const boxes = new Map(this.lines.flatMap((line) => boxesIn(line, sought)));
		return placesOf([...boxes.values()]);
	}

	/** Where a keyword begins that continues on the next line or in the next cell: the box of its first part. */
	findAcrossLines(keyword: string): TextBox[] {
		const sought = plainText(keyword);
		if (sought === '') return [];
		this.segments ??= new LineSegments(this.standing);
		return placesOf(splitKeywords(this.segments, sought).map(around));
	}
}

function placesOf(boxes: TextBox[]): TextBox[] {
	return inReadingOrder(boxes).filter((box, index, all) => !isSamePlace(box, all[index - 1]));
}

/** Each hit's first glyph, and its bounding box. */
function boxesIn({ text, glyphs }: Line, sought: string): [PlacedGlyph | undefined, TextBox][] {
	const boxes: [PlacedGlyph | undefined, TextBox][] = [];
	for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length)) {
		boxes.push([glyphs[at], around(glyphs.slice(at, at + sought.length))]);
	}
	return boxes;
}

function around(glyphs: readonly PlacedGlyph[]): TextBox {
	return {
		left: Math.min(...glyphs.map(({ left }) => left)),
		bottom: Math.min(...glyphs.map(({ bottom }) => bottom)),
		right: Math.max(...glyphs.map(({ right }) => right)),
		top: Math.max(...glyphs.map(({ top }) => top)),
	};
}

/** Text that is printed twice to be bold is one hit. */
function isSamePlace(one: TextBox, other: TextBox | undefined): boolean {
	if (!other) return false;
	const tolerance = (one.top - one.bottom) / 4;
	return (['left', 'bottom', 'right', 'top'] as const).every(
		(edge) => Math.abs(one[edge] - other[edge]) <= tolerance,
	);
}

/** From top to bottom; on one line, from left to right. */
function inReadingOrder(boxes: TextBox[]): TextBox[] {
	boxes.sort((one, other) => middle(other) - middle(one));
	const lines: TextBox[][] = [];
	for (const box of boxes) {
		const [first] = lines.at(-1) ?? [];
		const isSameLine = first && middle(first) - middle(box) < (first.top - first.bottom) / 2;
		if (isSameLine) lines.at(-1)?.push(box);
		else lines.push([box]);
	}
	return lines.flatMap((line) => line.sort((one, other) => one.left - other.left));
}

function middle({ bottom, top }: TextBox): number {
	return (bottom + top) / 2;
}
