import type { PDFFont } from '@cantoo/pdf-lib';
import { wrapped } from '../wrapped';

/** The parts of a field that determine how large its text is. */
export interface TextBox {
	/** The space for the text, in points; for cells, the space for one character. */
	readonly width: number;
	readonly height: number;
	/** One line, lines that wrap, lines as they are, or one character per cell. */
	readonly layout: 'line' | 'paragraph' | 'list' | 'cells';
	/** The size that the form sets; undefined if it leaves it open. */
	readonly size: number | undefined;
}

/** A text as a field shows it. */
export interface FittedText {
	/** Including the line ends where it wraps. */
	readonly text: string;
	/** 0 if the library determines it: for one line or cells whose size is open. */
	readonly size: number;
	/** Whether it is smaller than the form sets it. */
	readonly isSmaller: boolean;
}

const SMALLEST = 4;
const STEP = 0.5;
/** Maximum size of text in a multiline field whose size the form leaves open. */
const USUAL = 12;
/** Space between lines, as a fraction of their height, as the library sets it. */
const LEADING = 1.2;
/** The height of letters, as a fraction of a font's height. */
const INK = 0.7;

/** The text in the largest size that the form allows and that fits the box; undefined if none does. */
export function fitText(text: string, font: PDFFont, box: TextBox): FittedText | undefined {
	const largest = box.size ?? USUAL;
	const smallest = Math.min(SMALLEST, largest);
	if (!hasRoom(linesOf(text, font, smallest, box), font, smallest, box)) return undefined;
	if (box.size === undefined && (box.layout === 'line' || box.layout === 'cells')) {
		return { text, size: 0, isSmaller: false };
	}
	for (let size = largest; size > smallest; size -= STEP) {
		const lines = linesOf(text, font, size, box);
		if (hasRoom(lines, font, size, box)) return fitted(text, lines, size, box);
	}
	return fitted(text, linesOf(text, font, smallest, box), smallest, box);
}

function fitted(text: string, lines: string[], size: number, box: TextBox): FittedText {
	return {
		text: box.layout === 'paragraph' ? lines.join('\n') : text,
		size,
		isSmaller: box.size !== undefined && size < box.size,
	};
}

function linesOf(text: string, font: PDFFont, size: number, { layout, width }: TextBox): string[] {
	if (layout === 'line') return [text];
	if (layout === 'cells') return [...text];
	const lines = text.split('\n');
	if (layout === 'list') return lines;
	return lines.flatMap((line) =>
		line === '' ? [''] : wrapped(line, width, (piece) => font.widthOfTextAtSize(piece, size)),
	);
}

function hasRoom(lines: readonly string[], font: PDFFont, size: number, box: TextBox): boolean {
	const isNarrow = lines.every((line) => font.widthOfTextAtSize(line, size) <= box.width);
	const isOneLine = box.layout === 'line' || box.layout === 'cells';
	const height = font.heightAtSize(size) * (isOneLine ? INK : lines.length * LEADING);
	return isNarrow && height <= box.height;
}
