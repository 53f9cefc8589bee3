import { KINDS, REGULAR, WHITE_SPACE } from '../pdf/characterKinds';
import { SIGNATURE_BOUNDS } from './bounds';

interface Placed {
	/** Where the value's first byte is, and the byte after its last, in the text that was parsed. */
	readonly start: number;
	readonly end: number;
}

/** A value of PDF's syntax (ISO 32000-1, 7.3) and where it stands. */
export type PdfValue = Placed &
	(
		| { readonly kind: 'number'; readonly value: number; readonly whole: boolean }
		| { readonly kind: 'name'; readonly value: string }
		| { readonly kind: 'keyword'; readonly value: 'true' | 'false' | 'null' }
		| { readonly kind: 'string'; readonly bytes: Buffer; readonly hex: boolean }
		| { readonly kind: 'array'; readonly items: readonly PdfValue[] }
		| PdfDictionary
		| { readonly kind: 'reference'; readonly number: number; readonly generation: number }
	);

export interface PdfDictionary extends Placed {
	readonly kind: 'dictionary';
	readonly entries: ReadonlyMap<string, PdfValue>;
	/** A key that stands in it more than once: which one counts is for each reader to choose. */
	readonly repeatedKey: string | undefined;
}

/** The text is not PDF's syntax, read strictly. */
export class PdfSyntaxError extends Error {}

const NUMBER = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/;
const STRUCTURE = /obj|stream|xref|trailer/;
const UNSIGNED = /^\d{1,10}$/;
const ESCAPES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		n: '\n',
		r: '\r',
		t: '\t',
		b: '\b',
		f: '\f',
		'\n': '',
	}),
);

/**
 * Reads values one after the other, strictly: what a reader would have to mend is an error, since each mends in
 * its own way. Work is linear in the text.
 */
export class PdfParser {
	private depth = 0;

	constructor(
		private readonly text: Buffer,
		/** Where the next value, or white space before it, begins. */
		public at = 0,
	) {}

	/** The next value; throws a PdfSyntaxError. */
	value(): PdfValue {
		this.skipSpace();
		const start = this.at;
		const byte = this.text[start];
		if (byte === 0x2f) return { kind: 'name', value: this.name(), start, end: this.at };
		if (byte === 0x28)
			return { kind: 'string', bytes: this.literal(), hex: false, start, end: this.at };
		if (byte === 0x5b) return this.nested(() => this.array());
		if (byte === 0x3c) {
			if (this.text[start + 1] === 0x3c) return this.nested(() => this.dictionary());
			return { kind: 'string', bytes: this.hexadecimal(), hex: true, start, end: this.at };
		}
		return this.word(start);
	}

	/** Passes over white space and comments. */
	skipSpace(): void {
		for (;;) {
			const byte = this.text[this.at];
			if (byte === undefined) return;
			if (KINDS[byte] === WHITE_SPACE) this.at++;
			else if (byte === 0x25) this.skipComment();
			else return;
		}
	}

	/** Passes over the word if it is the next one; tells whether it was. */
	take(word: string): boolean {
		this.skipSpace();
		if (this.regular(this.at) !== word) return false;
		this.at += word.length;
		return true;
	}

	/** An unsigned whole number; throws when the next word is something else. */
	unsigned(): number {
		this.skipSpace();
		const word = this.regular(this.at);
		if (!UNSIGNED.test(word)) throw new PdfSyntaxError('a number is missing');
		this.at += word.length;
		return Number(word);
	}

	private skipComment(): void {
		const start = this.at;
		while (
			this.at < this.text.length &&
			this.text[this.at] !== 0x0a &&
			this.text[this.at] !== 0x0d
		) {
			this.at++;
		}
		// A reader that mends a file would find in there what others pass over.
		if (STRUCTURE.test(this.text.toString('latin1', start, this.at))) {
			throw new PdfSyntaxError('a part of a document stands in a comment');
		}
	}

	/** The word of regular characters that begins there, empty when there is none. */
	private regular(start: number): string {
		let end = start;
		while (end < this.text.length && isRegular(this.text[end] ?? 0)) end++;
		return this.text.toString('latin1', start, end);
	}

	private nested<Value>(read: () => Value): Value {
		if (++this.depth > SIGNATURE_BOUNDS.depth) throw new PdfSyntaxError('it is nested too deeply');
		const value = read();
		this.depth--;
		return value;
	}

	private array(): PdfValue {
		const start = this.at++;
		const items: PdfValue[] = [];
		for (this.skipSpace(); this.text[this.at] !== 0x5d; this.skipSpace()) items.push(this.value());
		this.at++;
		return { kind: 'array', items, start, end: this.at };
	}

	private dictionary(): PdfDictionary {
		const start = this.at;
		this.at += 2;
		const entries = new Map<string, PdfValue>();
		let repeatedKey: string | undefined;
		for (this.skipSpace(); this.text[this.at] !== 0x3e; this.skipSpace()) {
			if (this.text[this.at] !== 0x2f) throw new PdfSyntaxError('a dictionary’s key is missing');
			const key = this.name();
			if (entries.has(key)) repeatedKey ??= key;
			entries.set(key, this.value());
		}
		if (this.text[this.at + 1] !== 0x3e) throw new PdfSyntaxError('a dictionary does not end');
		this.at += 2;
		return { kind: 'dictionary', entries, repeatedKey, start, end: this.at };
	}

	private name(): string {
		const written = this.regular(++this.at);
		this.at += written.length;
		return written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		);
	}

	private hexadecimal(): Buffer {
		const end = this.text.indexOf(0x3e, this.at);
		if (end === -1) throw new PdfSyntaxError('a string does not end');
		const digits = this.text.toString('latin1', this.at + 1, end).replace(/[\0\t\n\f\r ]+/g, '');
		if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new PdfSyntaxError('a string is not hexadecimal');
		this.at = end + 1;
		return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
	}

	private literal(): Buffer {
		const start = ++this.at;
		for (let depth = 1; depth > 0; this.at++) {
			const byte = this.text[this.at];
			if (byte === undefined) throw new PdfSyntaxError('a string does not end');
			if (byte === 0x5c) this.at++;
			else if (byte === 0x28) depth++;
			else if (byte === 0x29) depth--;
		}
		const written = this.text.toString('latin1', start, this.at - 1).replace(/\r\n?/g, '\n');
		const text = written.replace(/\\([0-7]{1,3}|[^])/g, (_, escaped: string) =>
			/^[0-7]/.test(escaped)
				? String.fromCharCode(parseInt(escaped, 8) & 0xff)
				: (ESCAPES.get(escaped) ?? escaped),
		);
		return Buffer.from(text, 'latin1');
	}

	private word(start: number): PdfValue {
		const word = this.regular(start);
		this.at = start + word.length;
		if (word === 'true' || word === 'false' || word === 'null') {
			return { kind: 'keyword', value: word, start, end: this.at };
		}
		if (!NUMBER.test(word)) throw new PdfSyntaxError('a value is missing');
		return UNSIGNED.test(word)
			? (this.reference(Number(word), start) ?? number(word, start, this.at))
			: number(word, start, this.at);
	}

	/** `N G R`, if that is what begins with the number just read. */
	private reference(objectNumber: number, start: number): PdfValue | undefined {
		const afterNumber = this.at;
		this.skipSpace();
		const generation = this.regular(this.at);
		if (UNSIGNED.test(generation)) {
			this.at += generation.length;
			if (this.take('R')) {
				return {
					kind: 'reference',
					number: objectNumber,
					generation: Number(generation),
					start,
					end: this.at,
				};
			}
		}
		this.at = afterNumber;
		return undefined;
	}
}

/** The one value that the text consists of; throws a PdfSyntaxError. */
export function parseWhole(text: Buffer): PdfValue {
	const parser = new PdfParser(text);
	const value = parser.value();
	parser.skipSpace();
	if (parser.at < text.length) throw new PdfSyntaxError('something follows its value');
	return value;
}

function isRegular(byte: number): boolean {
	return KINDS[byte] === REGULAR;
}

function number(word: string, start: number, end: number): PdfValue {
	return { kind: 'number', value: Number(word), whole: /^\d+$/.test(word), start, end };
}
