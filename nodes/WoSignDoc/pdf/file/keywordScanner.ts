import { ByteWindow } from './byteWindow';

const KEYWORD = /stream|obj|xref|trailer|%%EOF/g;
const END_OF_STREAM = Buffer.from('endstream', 'latin1');
/** Bytes searched at a time. */
const PIECE = 64 * 1_024;
/**
 * Bytes available before and after a keyword, unless the file begins or ends there: room for an object's numbers, or an
 * offset.
 */
export const AROUND = 40;

type Word = 'obj' | 'endobj' | 'stream' | 'endstream' | 'xref' | 'startxref' | 'trailer' | '%%EOF';

/** A keyword of a file's structure and its offset in the file. */
export interface Keyword {
	readonly word: Word;
	readonly at: number;
	readonly end: number;
}

/** Handles the keywords that are found. */
export interface KeywordReader {
	/** Called for every occurrence of a keyword's letters, even within a word, a string or a comment. */
	readonly onKeyword: (keyword: Keyword) => void;
	/** A chunk is finished: bytes before the offset aren't needed for any later keyword. */
	readonly onPiece: (passed: number) => void;
}

/**
 * Searches a file for the keywords of its structure as its bytes stream by, however they are split into chunks. What a
 * keyword means, and whether it is one, is up to its reader. Takes linear time.
 */
export class KeywordScanner {
	/** The bytes that the reader has not released yet. */
	readonly window = new ByteWindow();
	/** Whether a stream is being skipped in which only its end matters; it is searched natively. */
	passesStream = false;
	/** Where the search continues. */
	private next = 0;
	/** The part of a chunk that is searched, and its offset. */
	private searched = { start: 0, text: '' };

	constructor(private readonly reader: KeywordReader) {}

	/** Takes the next chunk, split anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		for (let at = 0; at < chunk.length; at += PIECE) {
			this.window.append(chunk.subarray(at, at + PIECE));
			this.search(this.window.end - AROUND);
			this.next = Math.max(this.next, this.window.end - 2 * AROUND);
			this.reader.onPiece(this.next - AROUND);
		}
	}

	/** To be called after the last chunk. */
	end(): void {
		this.search(this.window.end);
	}

	/** The bytes before the offset, as far as they are held and at most as many as a keyword may need. */
	before(at: number): string {
		return this.text(Math.max(at - AROUND, this.window.from), at);
	}

	/** The bytes from the offset on, under the same conditions as `before`. */
	after(at: number): string {
		return this.text(at, at + AROUND);
	}

	/** The bytes between two offsets of the chunk being searched, in Latin-1; not within a skipped stream. */
	text(start: number, end: number): string {
		const { start: first, text } = this.searched;
		return text.slice(Math.max(start - first, 0), Math.max(end - first, 0));
	}

	/** Passes on the keywords that end at or before the offset. */
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
		// No match object is created: a hostile file may consist mostly of keywords.
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

/** The keyword that ends there, one of those searched for. */
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
