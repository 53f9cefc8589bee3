import { isShortEnd, UPDATE } from '../../pdf/file/canonicalForm';
import type { Pace } from '../../pdf/file/pace';
import { PdfParser } from '../../pdf/file/pdfParser';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary, wholeIn } from '../../pdf/file/pdfValue';
import type { PdfValue } from '../../pdf/file/pdfValue';
import type { ValueBudget } from '../../pdf/file/valueBudget';
import type { Start, WrittenTable } from '../../pdf/file/writtenObject';
import { SIGNATURE_BOUNDS } from '../bounds';

/** An object as an update writes it, and its offset in the file. */
export interface UpdateObject extends Start {
	readonly number: number;
	readonly value: PdfValue;
	/** The bytes of its stream; undefined if it has none. */
	readonly stream: Buffer | undefined;
}

/** One incremental update (ISO 32000-1, 7.5.6): its objects, its table if it has one, and its `startxref`. */
export interface Update {
	readonly objects: readonly UpdateObject[];
	readonly table: WrittenTable | undefined;
	readonly startXref: number;
}

/** The updates of one file read so far, by offset: those that follow one signature also follow all earlier ones. */
export type KnownUpdates = Map<number, KnownUpdate>;

interface KnownUpdate {
	readonly update: Update;
	/** The offset at which it ends. */
	readonly end: number;
	/** The number of its values, which counts for each signature that it follows. */
	readonly values: number;
}

/**
 * Reads incremental updates, one after another, in the canonical form of docs/TRUST.md. Throws a PdfSyntaxError for
 * anything else.
 */
export class UpdateReader {
	private at = 0;
	private readonly text: string;

	/**
	 * @param start the offset of the bytes in the file
	 * @param known updates of the same file; newly read ones are added
	 */
	constructor(
		private readonly bytes: Buffer,
		private readonly start: number,
		private readonly pace: Pace,
		private readonly budget: ValueBudget,
		private readonly known: KnownUpdates,
	) {
		this.text = bytes.toString('latin1');
	}

	/** The next update; undefined if only white space is left. */
	async next(): Promise<Update | undefined> {
		// The first is always read again: the byte before it isn't among the bytes.
		if (this.at === 0) return await this.read();
		const { spent } = this.budget;
		const start = this.start + this.at;
		const known = this.known.get(start);
		if (known) {
			this.budget.spend(known.values);
			this.at = known.end - this.start;
			return known.update;
		}
		const update = await this.read();
		const end = this.start + this.at;
		if (update) this.known.set(start, { update, end, values: this.budget.spent - spent });
		return update;
	}

	private async read(): Promise<Update | undefined> {
		const objects: UpdateObject[] = [];
		while (!isShortEnd(this.text.slice(this.at))) {
			this.take(UPDATE.between);
			const table = this.table();
			this.take(UPDATE.between);
			const startXref = this.take(UPDATE.startXref)?.[1];
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
		const place = this.placeOf(this.at);
		const number = Number(this.take(UPDATE.object)?.[1]);
		if (Number.isNaN(number)) throw new PdfSyntaxError('an object is missing');
		const value = this.value();
		const stream = this.take(UPDATE.stream) ? this.stream(value) : undefined;
		if (!stream && !this.take(UPDATE.endOfObject))
			throw new PdfSyntaxError('an object does not end');
		return { number, ...place, value, stream };
	}

	private placeOf(at: number): Start {
		return { start: this.start + at, afterLineFeed: this.text[at - 1] === '\n' };
	}

	private value(): PdfValue {
		const parser = new PdfParser(this.bytes, this.at, true, this.text);
		const value = parser.value();
		this.budget.spend(parser.count);
		if (UPDATE.likeStructure.test(this.text.slice(this.at, parser.at))) {
			throw new PdfSyntaxError('part of a document is inside an object');
		}
		this.at = parser.at;
		this.take(UPDATE.whiteSpace);
		return value;
	}

	/** Its length must be a direct number, and correct; nothing in it may look like its end, or like an object. */
	private stream(value: PdfValue): Buffer {
		const length = wholeIn(asDictionary(value), 'Length') ?? Infinity;
		const start = this.at;
		this.at += length;
		if (!this.take(UPDATE.endOfStream))
			throw new PdfSyntaxError('a stream does not end where it says');
		const stream = this.bytes.subarray(start, start + length);
		const text = stream.toString('latin1');
		if (UPDATE.likeStructure.test(text)) {
			throw new PdfSyntaxError('a stream holds what looks like an object');
		}
		return stream;
	}

	private table(): Update['table'] {
		const start = this.at;
		if (!this.take(UPDATE.table)) return undefined;
		this.value();
		return { ...this.placeOf(start), text: this.bytes.subarray(start, this.at) };
	}

	private take(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text) ?? undefined;
		if (found) this.at = pattern.lastIndex;
		return found;
	}
}
