/** One character in a string of a content stream. */
export interface FontGlyph {
	/** Empty if the font doesn't say which character it is. */
	readonly text: string;
	/** Its advance, as a fraction of the font's size; downward in vertical writing. */
	readonly advance: number;
	/** Whether the operator Tw widens it: the single byte 32. */
	readonly isWordSpace: boolean;
}

/** The parts of a font that text and its position depend on; lengths are fractions of the font's size. */
export interface Font {
	readonly glyphs: (string: Uint8Array) => FontGlyph[];
	readonly isVertical: boolean;
	readonly ascent: number;
	readonly descent: number;
}

/** The characters of a code, if the font has a map of them. */
export type ToUnicode = (code: number) => string | undefined;
