import type { PDFFont } from '@cantoo/pdf-lib';
import { wrapped } from '../wrapped';

/** What of a field decides how large its text is. */
export interface TextBox {
	/** The room for the text, in points; of cells that for one character. */
	readonly width: number;
	readonly height: number;
	/** One line, lines broken where they end, lines as they are, or a character in each cell. */
	readonly layout: 'line' | 'paragraph' | 'list' | 'cells';
	/** The size that the form gives; undefined where it leaves it open. */
	readonly size: number | undefined;
}

/** A text as it is shown in a field. */
export interface FittedText {
	/** With the line ends at which it goes on in the next line. */
	readonly text: string;
	/** 0 where the library finds it: of one line or of cells whose size is open. */
	readonly size: number;
	/** Whether it is smaller than the form has it. */
	readonly isSmaller: boolean;
}

const SMALLEST = 4;
const STEP = 0.5;
/** Where the form leaves it open, lines of a field of several are of this size at most. */
const USUAL = 12;
/** Between lines, in parts of their height, as the library sets them. */
const LEADING = 1.2;
/** What letters take of a font's height. */
const INK = 0.7;

/** The text in the largest size that the form allows and the box has room for; undefined where there is none. */
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
