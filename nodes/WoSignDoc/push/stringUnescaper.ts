import { PushRefusal } from './refusal';

/** Takes a JSON string's value as it arrives. */
export interface StringSink {
	/** A run of bytes as they stand between escapes; the sink may overwrite them. */
	write(run: Buffer): void;
	/** One escaped UTF-16 code unit. */
	writeEscape(codeUnit: number): void;
	/** After the closing quote: the JSON text to keep in the string's stead. */
	end(): string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The one-character escapes of JSON (RFC 8259, section 7). */
const ESCAPES: ReadonlyMap<number, number> = new Map(
	Object.entries({
		'"': '"',
		'\\': '\\',
		'/': '/',
		b: '\b',
		f: '\f',
		n: '\n',
		r: '\r',
		t: '\t',
	}).map(([written, meant]) => [written.charCodeAt(0), meant.charCodeAt(0)]),
);
const UNICODE = 'u'.charCodeAt(0);
const UNICODE_DIGITS = 4;

/** Undoes the escapes of one JSON string that arrives in pieces; runs without escapes are handed on uncopied. */
export class StringUnescaper {
	ended = false;
	/** Inside an escape: the hexadecimal digits so far, undefined before the letter after the backslash. */
	private escape: { digits: string | undefined } | undefined;

	constructor(private readonly sink: StringSink) {}

	/** Reads from `start` on and returns where it stopped: behind the closing quote, or at the chunk's end. */
	feed(chunk: Buffer, start: number): number {
		let index = start;
		// Searched anew only when passed, so that a chunk full of escapes is not searched for its quote at each.
		let quote = nextOf(chunk, QUOTE, index);
		while (index < chunk.length) {
			if (this.escape) {
				this.feedEscape(this.escape, chunk[index++] ?? 0);
				if (quote < index) quote = nextOf(chunk, QUOTE, index);
				continue;
			}
			const backslash = chunk.subarray(0, quote).indexOf(BACKSLASH, index);
			const end = backslash === -1 ? quote : backslash;
			if (end > index) this.sink.write(chunk.subarray(index, end));
			index = end + 1;
			if (backslash !== -1) this.escape = { digits: undefined };
			else if (end < chunk.length) {
				this.ended = true;
				return index;
			}
		}
		return chunk.length;
	}

	/** What is to be kept in the string's stead. */
	replacement(): string {
		return this.sink.end();
	}

	private feedEscape(escape: { digits: string | undefined }, byte: number): void {
		if (escape.digits === undefined && byte === UNICODE) {
			escape.digits = '';
			return;
		}
		if (escape.digits === undefined) {
			this.endEscape(ESCAPES.get(byte));
			return;
		}
		escape.digits += String.fromCharCode(byte);
		if (escape.digits.length < UNICODE_DIGITS) return;
		this.endEscape(
			/^[0-9a-fA-F]{4}$/.test(escape.digits) ? parseInt(escape.digits, 16) : undefined,
		);
	}

	private endEscape(codeUnit: number | undefined): void {
		if (codeUnit === undefined) {
			throw new PushRefusal('malformedJson', 'the body is not valid JSON: an escape is wrong');
		}
		this.escape = undefined;
		this.sink.writeEscape(codeUnit);
	}
}

/** Where a byte comes next, the chunk's length when it does not. */
function nextOf(chunk: Buffer, byte: number, from: number): number {
	const index = chunk.indexOf(byte, from);
	return index === -1 ? chunk.length : index;
}
