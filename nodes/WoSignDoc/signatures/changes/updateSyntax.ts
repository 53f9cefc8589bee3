import type { Pace } from '../../pdf/file/pace';
import { PdfParser } from '../../pdf/file/pdfParser';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary, wholeIn } from '../../pdf/file/pdfValue';
import type { PdfValue } from '../../pdf/file/pdfValue';
import type { ValueBudget } from '../../pdf/file/valueBudget';
import { SIGNATURE_BOUNDS } from '../bounds';

/** An object as an update writes it; `start` is counted from the file's start. */
export interface UpdateObject {
	readonly number: number;
	readonly start: number;
	readonly value: PdfValue;
	/** Its stream's bytes up to `endstream`. */
	readonly stream: Buffer | undefined;
}

/** One incremental update (ISO 32000-1, 7.5.6): its objects, its table if it has one, and its `startxref`. */
export interface Update {
	readonly objects: readonly UpdateObject[];
	readonly table: { readonly start: number; readonly text: Buffer } | undefined;
	readonly startXref: number;
}

const OBJECT = /([1-9]\d{0,6}) 0 obj(?=[ \t\r\n<[(/])/y;
const STREAM = /stream(?:\r\n|\n)/y;
const END_OF_STREAM = /(?:\r\n|\n|\r)?endstream[ \t\r\n]+endobj(?=[ \t\r\n])/y;
/** What a reader that repairs a file finds in a stream or a string: an end, an object, or a trailer on a line of its own. */
const LIKE_STRUCTURE =
	/endstream|endobj|startxref|\d[\0\t\n\v\f\r ]+\d+[\0\t\n\v\f\r ]+obj|(?:^|[\r\n])[\0\t\n\v\f\r ]*(?:trailer|xref)/;
const END_OF_OBJECT = /endobj(?=[ \t\r\n])/y;
/** A table whose lines all have the form and length that readers count on (ISO 32000-1, 7.5.4). */
const TABLE =
	/xref(?:\r\n|\n|\r)(?:\d{1,7} \d{1,6} ?(?:\r\n|\n|\r)(?:\d{10} \d{5} [nf](?: \n| \r|\r\n))+)+trailer(?=[ \t\r\n<])/y;
const START_XREF = /startxref ?(?:\r\n|\n|\r)(\d{1,10}) ?(?:\r\n|\n|\r)%%EOF(?=[\r\n]|$)/y;
/** White space, and comments in which nobody can find a part of a document. */
const BETWEEN =
	/(?:[ \t\r\n]+|%(?!PDF-|%EOF)(?:(?!obj|stream|xref|trailer)[\t -\xff]){0,200}(?=[\r\n]))*/y;
const WHITE_SPACE = /[ \t\r\n]*/y;
/** White space at the file's end; more of it hides `startxref` from readers, who look for it among the last bytes. */
export const LONGEST_END = 512;

/**
 * Reads incremental updates one after the other in the canonical form of docs/TRUST.md. Whatever is not so throws a
 * PdfSyntaxError.
 */
export class UpdateReader {
	private at = 0;
	private readonly text: string;

	/** @param start where in the file the bytes begin */
	constructor(
		private readonly bytes: Buffer,
		private readonly start: number,
		private readonly pace: Pace,
		private readonly budget: ValueBudget,
	) {
		this.text = bytes.toString('latin1');
	}

	/** The next update; undefined when only white space is left. */
	async next(): Promise<Update | undefined> {
		const objects: UpdateObject[] = [];
		while (!isShortEnd(this.text.slice(this.at))) {
			this.take(BETWEEN);
			const table = this.table();
			this.take(BETWEEN);
			const startXref = this.take(START_XREF)?.[1];
			if (startXref !== undefined) return { objects, table, startXref: Number(startXref) };
			if (table) throw new PdfSyntaxError('a table is not followed by startxref');
			objects.push(this.object());
			if (objects.length > SIGNATURE_BOUNDS.laterObjects) {
				throw new PdfSyntaxError('it writes more objects than are looked at');
			}
			await this.pace.step();
		}
		if (objects.length > 0) throw new PdfSyntaxError('its last revision has no startxref');
		return undefined;
	}

	private object(): UpdateObject {
		const start = this.start + this.at;
		const number = Number(this.take(OBJECT)?.[1]);
		if (Number.isNaN(number)) throw new PdfSyntaxError('an object is missing');
		const value = this.value();
		const stream = this.take(STREAM) ? this.stream(value) : undefined;
		if (!stream && !this.take(END_OF_OBJECT)) throw new PdfSyntaxError('an object does not end');
		return { number, start, value, stream };
	}

	private value(): PdfValue {
		const parser = new PdfParser(this.bytes, this.at, true, this.text);
		const value = parser.value();
		this.budget.spend(parser.count);
		if (LIKE_STRUCTURE.test(this.text.slice(this.at, parser.at))) {
			throw new PdfSyntaxError('a part of a document stands within an object');
		}
		this.at = parser.at;
		this.take(WHITE_SPACE);
		return value;
	}

	/** As long as it says, by a number; nothing in it looks like its end, or like an object. */
	private stream(value: PdfValue): Buffer {
		const length = wholeIn(asDictionary(value), 'Length') ?? Infinity;
		const start = this.at;
		this.at += length;
		if (!this.take(END_OF_STREAM)) throw new PdfSyntaxError('a stream does not end where it says');
		const stream = this.bytes.subarray(start, start + length);
		const text = stream.toString('latin1');
		if (LIKE_STRUCTURE.test(text)) {
			throw new PdfSyntaxError('a stream holds what looks like an object');
		}
		return stream;
	}

	private table(): Update['table'] {
		const start = this.at;
		if (!this.take(TABLE)) return undefined;
		this.value();
		return { start: this.start + start, text: this.bytes.subarray(start, this.at) };
	}

	private take(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text) ?? undefined;
		if (found) this.at = pattern.lastIndex;
		return found;
	}
}

/** Whether a text is white space, and so little that every reader finds what stands before it. */
export function isShortEnd(text: string): boolean {
	return text.length <= LONGEST_END && /^[\0\t\n\f\r ]*$/.test(text);
}
