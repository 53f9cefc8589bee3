/** One character as a string of a content stream has it. */
export interface FontGlyph {
	/** Empty where the font does not say which character it is. */
	readonly text: string;
	/** How far it moves on, as a part of the font's size; downwards in vertical writing. */
	readonly advance: number;
	/** Whether the operator Tw widens it: the single byte 32. */
	readonly isWordSpace: boolean;
}

/** A font as far as text and its place are concerned; lengths are parts of the font's size. */
export interface Font {
	readonly glyphs: (string: Uint8Array) => FontGlyph[];
	readonly isVertical: boolean;
	readonly ascent: number;
	readonly descent: number;
}

/** The characters of a code, if the font has a map of them. */
export type ToUnicode = (code: number) => string | undefined;
