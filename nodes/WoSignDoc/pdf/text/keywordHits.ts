import type { PlacedGlyph } from './pageGlyphs';
import { plainText } from './plainText';
import { textLines } from './textLines';

/** A rectangle on a page, in points as its reader sees the page, from the lower left corner. */
export interface TextBox {
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** A page's lines of text, each with the glyph behind every character. */
interface Line {
	readonly text: string;
	readonly glyphs: readonly PlacedGlyph[];
}

/** The lines of a page, ready to be searched. */
export class SearchablePage {
	private readonly lines: readonly Line[];

	constructor(glyphs: readonly PlacedGlyph[]) {
		this.lines = textLines(glyphs).map(lineOf);
	}

	/** Where a keyword stands, from the top of the page to its bottom, and from left to right. */
	find(keyword: string): TextBox[] {
		const sought = plainText(keyword);
		if (sought === '') return [];
		return this.lines.flatMap((line) => boxesIn(line, sought)).sort(inReadingOrder);
	}
}

function lineOf(run: readonly PlacedGlyph[]): Line {
	const glyphs: PlacedGlyph[] = [];
	let text = '';
	for (const glyph of run) {
		const plain = plainText(glyph.text);
		text += plain;
		for (let index = 0; index < plain.length; index++) glyphs.push(glyph);
	}
	return { text, glyphs };
}

function boxesIn({ text, glyphs }: Line, sought: string): TextBox[] {
	const boxes: TextBox[] = [];
	for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length)) {
		boxes.push(around(glyphs.slice(at, at + sought.length)));
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

/** Boxes side by side are read from the left; whichever begins below the other's middle comes later. */
function inReadingOrder(one: TextBox, other: TextBox): number {
	return Math.round(other.bottom) - Math.round(one.bottom) || one.left - other.left;
}
