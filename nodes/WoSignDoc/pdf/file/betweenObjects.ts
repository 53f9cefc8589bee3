import type { ByteWindow } from './byteWindow';
import { AROUND } from './keywordScanner';

/** Bytes between two objects that are looked at. */
const LONGEST_BETWEEN = 2_048;
/** What may stand between objects, tables and `startxref`: white space and comments. `endobj` ends a stream's object. */
const BETWEEN = /^(?:[\0\t\n\f\r ]|endobj|%[^\r\n]*(?:[\r\n]|$))*$/;
/** A reader that repairs a file would find in a comment what others skip. */
const STRUCTURE_IN_COMMENT = /(?:^|[\r\n])[^%\r\n]*%[^\r\n]*?(?:obj|stream|xref|trailer)/;
/** Some readers count places from where it stands. */
const HEADER = '%PDF-';

/** What stands between two objects, tables or `startxref` of a file, as its bytes pass. */
export class BetweenObjects {
	/** Undefined while something is open, or when it is too long. */
	private from: number | undefined = 0;

	/** @param onDisorder called with the place of what a reader could find more in than there is */
	constructor(
		private readonly held: ByteWindow,
		private readonly onDisorder: (at: number) => void,
	) {}

	/** Where it begins, and its bytes are needed from; undefined where there is nothing to look at. */
	get start(): number | undefined {
		return this.from;
	}

	/** To be called where an object has ended. */
	begin(at: number): void {
		this.from = at;
	}

	/** To be called where the next begins, or the file ends. */
	end(at: number): void {
		const { from } = this;
		this.from = undefined;
		if (from === undefined) return;
		if (!isOrderlyBetween(this.held.view(from, at).toString('latin1'), from)) this.onDisorder(from);
	}

	/** To be called for each piece: what is too long is not held any longer. */
	onPiece(): void {
		const { from } = this;
		if (from === undefined || this.held.end - from < LONGEST_BETWEEN + 4 * AROUND) return;
		this.from = undefined;
		this.onDisorder(from);
	}
}

/**
 * Whether nothing stands between two objects of a file in which a reader could find more than there is.
 *
 * @param start where in the file the text begins: the first begins with the header
 */
function isOrderlyBetween(text: string, start: number): boolean {
	if (start === 0 && !text.startsWith(HEADER)) return false;
	return text.length <= LONGEST_BETWEEN && BETWEEN.test(text) && !STRUCTURE_IN_COMMENT.test(text);
}
