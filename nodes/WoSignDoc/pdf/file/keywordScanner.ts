import { ByteWindow } from './byteWindow';

const KEYWORD = /stream|obj|xref|trailer|%%EOF/g;
const END_OF_STREAM = Buffer.from('endstream', 'latin1');
/** Bytes searched at once. */
const PIECE = 64 * 1_024;
/** Bytes that are there before and after a keyword, unless the file begins or ends: an object's numbers, or a place. */
export const AROUND = 40;

type Word = 'obj' | 'endobj' | 'stream' | 'endstream' | 'xref' | 'startxref' | 'trailer' | '%%EOF';

/** A keyword of a file's structure and where it stands, counted from the file's start. */
export interface Keyword {
	readonly word: Word;
	readonly at: number;
	readonly end: number;
}

/** Who makes something of the keywords. */
export interface KeywordReader {
	/** Takes each place where a keyword's letters stand, be it within a word, a string or a comment. */
	readonly onKeyword: (keyword: Keyword) => void;
	/** A piece is through: nothing before the place is needed for any keyword that is yet to come. */
	readonly onPiece: (passed: number) => void;
}

/**
 * Searches a file for the keywords of its structure as its bytes pass, whatever pieces they come in. What a keyword
 * means, and whether it is one, is for its reader to say. Work is linear in the size.
 */
export class KeywordScanner {
	/** The bytes that the reader did not release yet. */
	readonly window = new ByteWindow();
	/** Whether a stream passes by in which nothing counts but its end; it is searched natively. */
	passesStream = false;
	/** Where the search goes on. */
	private next = 0;
	/** What is searched of a piece, and where it begins. */
	private searched = { start: 0, text: '' };

	constructor(private readonly reader: KeywordReader) {}

	/** Takes the next piece, cut anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		for (let at = 0; at < chunk.length; at += PIECE) {
			this.window.append(chunk.subarray(at, at + PIECE));
			this.search(this.window.end - AROUND);
			this.next = Math.max(this.next, this.window.end - 2 * AROUND);
			this.reader.onPiece(this.next - AROUND);
		}
	}

	/** To be called after the last piece. */
	end(): void {
		this.search(this.window.end);
	}

	/** What stands before the place, as far as it is held and at most so much as a keyword may need. */
	before(at: number): string {
		return this.text(Math.max(at - AROUND, this.window.from), at);
	}

	/** What stands at the place and behind it, as `before` has it. */
	after(at: number): string {
		return this.text(at, at + AROUND);
	}

	/** The bytes between two places of the piece that is searched, in Latin-1; not of a stream that passes by. */
	text(start: number, end: number): string {
		const { start: first, text } = this.searched;
		return text.slice(Math.max(start - first, 0), Math.max(end - first, 0));
	}

	/** Passes the keywords on that end up to the place. */
	private search(limit: number): void {
		this.searched = { start: this.window.end, text: '' };
		for (let keyword = this.find(); keyword && keyword.end <= limit; keyword = this.find()) {
			this.next = keyword.end;
			this.reader.onKeyword(keyword);
		}
	}

	private find(): Keyword | undefined {
		if (this.passesStream) return this.findEndOfStream();
		if (this.searched.text === '') {
			const start = Math.max(this.next - AROUND, this.window.from);
			const text = this.window.view(start, this.window.end).toString('latin1');
			this.searched = { start, text };
		}
		const { start, text } = this.searched;
		KEYWORD.lastIndex = Math.max(this.next - start, 0);
		// No match is made of it: a hostile file may have little but keywords.
		if (!KEYWORD.test(text)) return undefined;
		const end = KEYWORD.lastIndex;
		const word = wordBefore(text, end);
		return { word, at: start + end - word.length, end: start + end };
	}

	private findEndOfStream(): Keyword | undefined {
		const index = this.window.view(this.next, this.window.end).indexOf(END_OF_STREAM);
		if (index === -1) return undefined;
		const at = this.next + index;
		return { word: 'endstream', at, end: at + END_OF_STREAM.length };
	}
}

/** The keyword that ends there, which is one of those searched for. */
function wordBefore(text: string, end: number): Word {
	switch (text.charAt(end - 1)) {
		case 'j':
			return text.startsWith('end', end - 6) && end >= 6 ? 'endobj' : 'obj';
		case 'm':
			return text.startsWith('end', end - 9) && end >= 9 ? 'endstream' : 'stream';
		case 'f':
			return text.startsWith('start', end - 9) && end >= 9 ? 'startxref' : 'xref';
		case 'r':
			return 'trailer';
		default:
			return '%%EOF';
	}
}
