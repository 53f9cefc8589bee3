import { isPlainSpace } from './canonicalForm';
import { KINDS, REGULAR, WHITE_SPACE } from './characterKinds';
import { PdfSyntaxError } from './pdfSyntaxError';

const STRUCTURE = /obj|stream|xref|trailer/;
const UNSIGNED = /^\d{1,10}$/;
const PERCENT = 0x25;
const LINE_END = /[\r\n]|$/;

/** Reads a text in PDF syntax word by word, strictly: anything unexpected is a PdfSyntaxError. */
export class SyntaxReader {
	/**
	 * @param at where the next word, or white space before it, begins
	 * @param canonical whether to accept only what no two readers can interpret differently (docs/TRUST.md)
	 * @param source the same text in Latin-1, if available
	 */
	constructor(
		protected readonly text: Buffer,
		public at = 0,
		protected readonly canonical = false,
		protected readonly source = text.toString('latin1'),
	) {}

	/** Skips white space and comments. */
	skipSpace(): void {
		for (;;) {
			const byte = this.text[this.at];
			if (byte === undefined) return;
			if (KINDS[byte] === WHITE_SPACE) this.skipWhite(byte);
			else if (byte === PERCENT) this.skipComment();
			else return;
		}
	}

	/** Skips the word if it is the next one; returns whether it was. */
	take(word: string): boolean {
		this.skipSpace();
		if (this.regular(this.at) !== word) return false;
		this.at += word.length;
		return true;
	}

	/** An unsigned integer; throws if the next word is something else. */
	unsigned(): number {
		this.skipSpace();
		const word = this.regular(this.at);
		if (!isUnsigned(word)) throw new PdfSyntaxError('a number is missing');
		this.at += word.length;
		return Number(word);
	}

	/** The next bytes, unchanged; throws if there are fewer. */
	bytes(length: number): string {
		const end = this.at + length;
		if (end > this.text.length) throw new PdfSyntaxError('it ends early');
		const text = this.source.slice(this.at, end);
		this.at = end;
		return text;
	}

	/** The word of regular characters that begins there, empty if there is none. */
	protected regular(start: number): string {
		let end = start;
		let byte = this.text[end];
		while (byte !== undefined && KINDS[byte] === REGULAR) byte = this.text[++end];
		return this.source.slice(start, end);
	}

	private skipWhite(byte: number): void {
		if (this.canonical && !isPlainSpace(byte)) {
			throw new PdfSyntaxError('it has white space that some readers do not know');
		}
		this.at++;
	}

	private skipComment(): void {
		if (this.canonical) throw new PdfSyntaxError('a comment is inside an object');
		const start = this.at;
		this.at += this.source.slice(start).search(LINE_END);
		// A reader that repairs a file would find things in it that others skip.
		if (STRUCTURE.test(this.source.slice(start, this.at))) {
			throw new PdfSyntaxError('part of a document is in a comment');
		}
	}
}

/** Whether the word is an unsigned integer in the format of object numbers. */
export function isUnsigned(word: string): boolean {
	return UNSIGNED.test(word);
}
