import type { PDFFont } from '@cantoo/pdf-lib';
import { wrapped } from '../wrapped';

/** What of a field decides how large its text is. */
export interface TextBox {
	/** The room for the text, in points. */
	readonly width: number;
	readonly height: number;
	readonly multiline: boolean;
	/** The size that the form gives; undefined where it leaves it open. */
	readonly size: number | undefined;
}

/** A text as it is shown in a field. */
export interface FittedText {
	/** With the line ends at which it goes on in the next line. */
	readonly text: string;
	/** Undefined where the library finds it: of one line whose size is open. */
	readonly size: number | undefined;
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
	if (!box.multiline && box.size === undefined) {
		const fits = font.widthOfTextAtSize(text, SMALLEST) <= box.width;
		return fits ? { text, size: undefined, isSmaller: false } : undefined;
	}
	const largest = box.size ?? USUAL;
	const smallest = Math.min(SMALLEST, largest);
	const linesAt = (size: number) => (box.multiline ? linesOf(text, font, size, box.width) : [text]);
	if (!hasRoom(linesAt(smallest), font, smallest, box)) return undefined;
	for (let size = largest; size >= smallest; size -= STEP) {
		const lines = linesAt(size);
		if (hasRoom(lines, font, size, box)) {
			return { text: lines.join('\n'), size, isSmaller: box.size !== undefined && size < box.size };
		}
	}
	return undefined;
}

function linesOf(text: string, font: PDFFont, size: number, width: number): string[] {
	return text
		.split('\n')
		.flatMap((line) =>
			line === '' ? [''] : wrapped(line, width, (piece) => font.widthOfTextAtSize(piece, size)),
		);
}

function hasRoom(lines: readonly string[], font: PDFFont, size: number, box: TextBox): boolean {
	const isNarrow = lines.every((line) => font.widthOfTextAtSize(line, size) <= box.width);
	const height = font.heightAtSize(size);
	return isNarrow && (box.multiline ? lines.length * LEADING : INK) * height <= box.height;
}
