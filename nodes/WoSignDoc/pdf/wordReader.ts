import { FILE_BOUNDS } from './file/bounds';
import { DELIMITER, KINDS, REGULAR } from './file/characterKinds';

/** Characters kept of a word: more than any keyword or object number has. */
const WORD_LENGTH = 20;
const END_OF_FILE = '%%EOF';

const BYTE = {
	lineFeed: 0x0a,
	carriageReturn: 0x0d,
	percent: 0x25,
	openParenthesis: 0x28,
	closeParenthesis: 0x29,
	slash: 0x2f,
	backslash: 0x5c,
} as const;

type Place = 'text' | 'string' | 'comment';

/**
 * Reads the words of a PDF's syntax (keywords, numbers, names with their slash, the comment `%%EOF`), whatever
 * pieces it comes in, and passes over strings and comments: a keyword in there means nothing.
 */
export class WordReader {
	/** The word just read. */
	word = '';
	/** The last byte before the word that is no white space: `>` before a stream. */
	before = 0;
	/** Whether parentheses enclose strings: only within an object, where they pair. */
	strings = false;

	private pending = '';
	private last = 0;
	private place: Place = 'text';
	private depth = 0;
	private escaped = false;
	private stringLength = 0;

	/** The index after the next word, or undefined when the chunk ends before the word does. */
	next(chunk: Buffer, start: number): number | undefined {
		for (let index = start; index < chunk.length; index++) {
			const byte = chunk[index] ?? 0;
			if (this.place === 'string') this.passString(byte);
			else if (this.place === 'comment') {
				if (this.endsFile(byte)) return index + 1;
			} else if (this.readText(byte)) return index;
		}
		return undefined;
	}

	/** Whether the byte ends a word; if so it is read again afterwards. */
	private readText(byte: number): boolean {
		const kind = KINDS[byte];
		if (kind === REGULAR) {
			if (this.pending.length < WORD_LENGTH) this.pending += String.fromCharCode(byte);
			return false;
		}
		if (this.pending !== '') return this.complete();
		if (byte === BYTE.slash) this.pending = '/';
		else if (byte === BYTE.percent) this.startComment();
		else if (byte === BYTE.openParenthesis && this.strings) this.startString();
		if (kind === DELIMITER && byte !== BYTE.percent) this.last = byte;
		return false;
	}

	private complete(): true {
		this.word = this.pending;
		this.before = this.last;
		this.last = this.word.charCodeAt(this.word.length - 1);
		this.pending = '';
		return true;
	}

	private startComment(): void {
		this.place = 'comment';
		this.pending = '%';
	}

	/** What follows `%%EOF` need not begin on a new line: some programs append the next revision at once. */
	private endsFile(byte: number): boolean {
		if (byte === BYTE.lineFeed || byte === BYTE.carriageReturn) {
			this.place = 'text';
			this.pending = '';
			return false;
		}
		if (this.pending.length < END_OF_FILE.length) this.pending += String.fromCharCode(byte);
		else this.pending = '%';
		if (this.pending !== END_OF_FILE) return false;
		this.place = 'text';
		return this.complete();
	}

	private startString(): void {
		this.place = 'string';
		this.depth = 1;
		this.escaped = false;
		this.stringLength = 0;
	}

	private passString(byte: number): void {
		if (this.escaped) this.escaped = false;
		else if (byte === BYTE.backslash) this.escaped = true;
		else if (byte === BYTE.openParenthesis) this.depth++;
		else if (byte === BYTE.closeParenthesis) this.depth--;
		if (this.depth === 0 || ++this.stringLength > FILE_BOUNDS.stringLength) this.place = 'text';
	}
}
