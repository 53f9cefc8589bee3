import type { ByteWindow } from './byteWindow';
import { AROUND } from './keywordScanner';

/** Maximum bytes between two objects that are examined. */
const LONGEST_BETWEEN = 2_048;
/** What may be between objects, tables and `startxref`: white space and comments. `endobj` ends a stream's object. */
const BETWEEN = /^(?:[\0\t\n\f\r ]|endobj|%[^\r\n]*(?:[\r\n]|$))*$/;
/** A reader that repairs a file would find things in a comment that others skip. */
const STRUCTURE_IN_COMMENT = /(?:^|[\r\n])[^%\r\n]*%[^\r\n]*?(?:obj|stream|xref|trailer)/;
/** Some readers count offsets from its position. */
const HEADER = '%PDF-';

/** Checks what is between two objects, tables or `startxref` of a file, as its bytes stream by. */
export class BetweenObjects {
	/** Undefined inside an object, or if there is too much. */
	private from: number | undefined = 0;

	/** @param onDisorder called with the offset of anything in which a reader could find more than there is */
	constructor(
		private readonly held: ByteWindow,
		private readonly onDisorder: (at: number) => void,
	) {}

	/** The offset from which bytes are needed; undefined if there is nothing to check. */
	get start(): number | undefined {
		return this.from;
	}

	/** To be called where an object has ended. */
	begin(at: number): void {
		this.from = at;
	}

	/** To be called where the next one begins, or the file ends. */
	end(at: number): void {
		const { from } = this;
		this.from = undefined;
		if (from === undefined) return;
		if (!isOrderlyBetween(this.held.view(from, at).toString('latin1'), from)) this.onDisorder(from);
	}

	/** To be called for each chunk: if there is too much, it is no longer held. */
	onPiece(): void {
		const { from } = this;
		if (from === undefined || this.held.end - from < LONGEST_BETWEEN + 4 * AROUND) return;
		this.from = undefined;
		this.onDisorder(from);
	}
}

/**
 * Whether there is nothing between two objects of a file in which a reader could find more than there is.
 *
 * @param start the text's offset in the file: the first one begins with the header
 */
function isOrderlyBetween(text: string, start: number): boolean {
	if (start === 0 && !text.startsWith(HEADER)) return false;
	return text.length <= LONGEST_BETWEEN && BETWEEN.test(text) && !STRUCTURE_IN_COMMENT.test(text);
}
