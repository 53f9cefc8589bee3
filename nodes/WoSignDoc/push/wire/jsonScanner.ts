import { closingQuote } from './closingQuote';
import { GrowingBuffer } from './growingBuffer';
import type { JsonPath } from './jsonNesting';
import { JsonNesting } from './jsonNesting';
import { wholeJson } from './jsonText';
import { PushRefusal } from './refusal';
import type { RefusalCode } from './refusal';
import { StringUnescaper } from './stringUnescaper';
import type { StringSink } from './stringUnescaper';

/** The bounds of a push's JSON, except for `content`. */
export const JSON_LIMITS = {
	/** Depth of nested objects and arrays. */
	depth: 64,
	/** Strings, including keys, numbers, literals, objects and arrays. */
	values: 20_000,
	/** Bytes of one key as written. */
	keyLength: 1_024,
	/** Bytes of one string as written (PROTOCOL.md, PushSignedDoc: strings up to 64 KiB are kept). */
	stringLength: 64 * 1_024,
	/** Characters of one number or literal. */
	numberLength: 1_024,
	/** Bytes of all text that is kept. */
	textLength: 1_024 * 1_024,
} as const;

/** Chooses where a string value goes as it arrives, by its path; undefined keeps it. */
export type SinkChoice = (path: JsonPath) => StringSink | undefined;

const BYTE = {
	quote: 0x22,
	comma: 0x2c,
	colon: 0x3a,
	openArray: 0x5b,
	closeArray: 0x5d,
	openObject: 0x7b,
	closeObject: 0x7d,
	space: 0x20,
} as const;
const QUOTE = Buffer.of(BYTE.quote);

/**
 * Scans JSON that arrives in chunks, and streams chosen string values without ever holding one whole in memory. It only
 * follows the nesting: everything else is kept as received, with each chosen string replaced by what its sink returns,
 * and `JSON.parse` parses that small text at the end. So it accepts exactly what `JSON.parse` accepts, in UTF-8, plus a
 * byte order mark before it and NULs after it. Bounds: `JSON_LIMITS`, each with its own refusal.
 */
export class JsonScanner {
	private readonly kept = new GrowingBuffer(JSON_LIMITS.textLength);
	private readonly nesting = new JsonNesting();
	/** Length so far of the number or literal being read. */
	private scalarLength = 0;
	/** The string being kept: where it starts, whether it is a key, and whether a backslash escapes its next byte. */
	private keptString: { start: number; isKey: boolean; escaped: boolean } | undefined;
	/** The string being streamed to a sink. */
	private passing: StringUnescaper | undefined;

	/** @param counted the push's values so far, shared by the scanners of JSON inside its strings */
	constructor(
		private readonly sinkFor: SinkChoice,
		private readonly counted = { values: 0 },
	) {}

	/** Bytes of memory in use. */
	get held(): number {
		return this.kept.size;
	}

	/** Takes the next chunk, split anywhere. The parts that go to a sink belong to the sink. */
	feed(chunk: Buffer): void {
		let index = 0;
		while (index < chunk.length) {
			if (this.passing) index = this.passString(this.passing, chunk, index);
			else if (this.keptString) index = this.keepString(this.keptString, chunk, index);
			else index = this.scanStructure(chunk, index);
		}
	}

	/** The text kept, after the last chunk: complete and valid JSON except for placeholders for pluses. */
	end(): string {
		if (this.passing || this.keptString) {
			throw new PushRefusal('malformedJson', 'the body is not valid JSON: it ends in a string');
		}
		return wholeJson(this.kept.bytes());
	}

	/** The text kept so far, from which the order of a broken push can be read. */
	textSoFar(): string {
		return this.kept.bytes().toString('utf8');
	}

	/** Reads up to the next string or the chunk's end. */
	private scanStructure(chunk: Buffer, start: number): number {
		for (let index = start; index < chunk.length; index++) {
			const byte = chunk[index];
			if (byte === BYTE.quote) {
				this.keep(chunk, start, index);
				this.startString();
				return index + 1;
			}
			this.follow(byte ?? BYTE.space);
		}
		this.keep(chunk, start, chunk.length);
		return chunk.length;
	}

	private follow(byte: number): void {
		if (byte === BYTE.openObject || byte === BYTE.openArray) this.open(byte === BYTE.openObject);
		else if (byte === BYTE.closeObject || byte === BYTE.closeArray) this.nesting.close();
		else if (byte === BYTE.comma) this.nesting.next();
		else if (byte === BYTE.colon) this.nesting.enterValue();
		else if (byte > BYTE.space) {
			if (this.scalarLength === 0) this.countValue();
			this.bound('numberTooLong', ++this.scalarLength, JSON_LIMITS.numberLength);
			return;
		}
		this.scalarLength = 0;
	}

	private open(isObject: boolean): void {
		this.countValue();
		this.nesting.open(isObject);
		this.bound('tooDeep', this.nesting.depth, JSON_LIMITS.depth);
	}

	private startString(): void {
		this.scalarLength = 0;
		this.countValue();
		const isKey = this.nesting.expectsKey;
		const sink = isKey ? undefined : this.sinkFor(this.nesting.path);
		if (sink) {
			this.passing = new StringUnescaper(sink);
			return;
		}
		this.keptString = { start: this.kept.length, isKey, escaped: false };
		this.keep(QUOTE, 0, QUOTE.length);
	}

	private passString(string: StringUnescaper, chunk: Buffer, start: number): number {
		const end = string.feed(chunk, start);
		if (string.ended) {
			this.passing = undefined;
			const replacement = Buffer.from(string.replacement());
			this.keep(replacement, 0, replacement.length);
		}
		return end;
	}

	private keepString(
		string: NonNullable<JsonScanner['keptString']>,
		chunk: Buffer,
		start: number,
	): number {
		const quote = closingQuote(chunk, start, string);
		const end = quote === undefined ? chunk.length : quote + 1;
		this.keep(chunk, start, end);
		const length = this.kept.length - string.start - (quote === undefined ? 1 : 2);
		if (string.isKey) this.bound('keyTooLong', length, JSON_LIMITS.keyLength);
		else this.bound('stringTooLong', length, JSON_LIMITS.stringLength);
		if (quote === undefined) return end;
		this.keptString = undefined;
		if (string.isKey) this.nesting.enterKey(this.kept.bytes(string.start).toString('utf8'));
		return end;
	}

	private keep(bytes: Buffer, start: number, end: number): void {
		this.bound('fieldsTooLarge', this.kept.length + end - start, JSON_LIMITS.textLength);
		this.kept.append(bytes, start, end);
	}

	private countValue(): void {
		this.bound('tooManyValues', ++this.counted.values, JSON_LIMITS.values);
	}

	private bound(code: RefusalCode, value: number, limit: number): void {
		if (value <= limit) return;
		throw new PushRefusal(code, `the JSON passes a bound (${code}, at most ${limit})`);
	}
}
