import { PushRefusal } from './refusal';

/** Receives a JSON string's value as it arrives. */
export interface StringSink {
	/** A run of bytes between escapes; the sink may overwrite them. */
	write(run: Buffer): void;
	/** One escaped UTF-16 code unit. */
	writeEscape(codeUnit: number): void;
	/** Called after the closing quote. Returns the JSON text to keep instead of the string. */
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
	}).map(([letter, character]) => [letter.charCodeAt(0), character.charCodeAt(0)]),
);
const UNICODE = 'u'.charCodeAt(0);
/** Characters of an escaped code unit, without the backslash. */
const WHOLE_UNICODE = 'uFFFF'.length;

/**
 * Decodes the escapes of one JSON string that arrives in chunks; runs without escapes are passed on without copying.
 */
export class StringUnescaper {
	ended = false;
	/** The escape as far as it was read, without its backslash. */
	private escape: string | undefined;

	constructor(private readonly sink: StringSink) {}

	/** Reads from `start` and returns where it stopped: after the closing quote, or at the chunk's end. */
	feed(chunk: Buffer, start: number): number {
		let index = start;
		// The next match is only searched for once this one is passed, so a chunk full of escapes isn't searched at each of
		// them.
		let quote = -1;
		let backslash = -1;
		while (index < chunk.length) {
			if (this.escape !== undefined) {
				this.feedEscape(this.escape, chunk[index++] ?? 0);
				continue;
			}
			if (quote < index) quote = nextOf(chunk, QUOTE, index);
			if (backslash < index) backslash = nextOf(chunk, BACKSLASH, index);
			const end = Math.min(quote, backslash);
			if (end > index) this.sink.write(chunk.subarray(index, end));
			index = end + 1;
			if (backslash < quote) this.escape = '';
			else if (quote < chunk.length) {
				this.ended = true;
				return index;
			}
		}
		return chunk.length;
	}

	/** The JSON text to keep instead of the string. */
	replacement(): string {
		return this.sink.end();
	}

	private feedEscape(escape: string, byte: number): void {
		if (escape === '' && byte !== UNICODE) {
			this.endEscape(ESCAPES.get(byte));
			return;
		}
		this.escape = escape + String.fromCharCode(byte);
		if (this.escape.length < WHOLE_UNICODE) return;
		const digits = this.escape.slice(1);
		this.endEscape(/^[0-9a-fA-F]{4}$/.test(digits) ? parseInt(digits, 16) : undefined);
	}

	private endEscape(codeUnit: number | undefined): void {
		if (codeUnit === undefined) {
			throw new PushRefusal('malformedJson', 'the body is not valid JSON: an escape is wrong');
		}
		this.escape = undefined;
		this.sink.writeEscape(codeUnit);
	}
}

/** The next index of a byte; the chunk's length if there is none. */
function nextOf(chunk: Buffer, byte: number, from: number): number {
	const index = chunk.indexOf(byte, from);
	return index === -1 ? chunk.length : index;
}
