import { KINDS, REGULAR, WHITE_SPACE } from '../../pdf/characterKinds';
import { SIGNATURE_BOUNDS } from '../bounds';
import { isPlainName, isPlainNumber, isPlainSpace, isPlainString } from './canonicalSyntax';
import { unescaped } from './literalString';

interface Placed {
	/** Where the value's first byte is, and the byte after its last, in the text that was parsed. */
	readonly start: number;
	readonly end: number;
}

/** A value of PDF's syntax (ISO 32000-1, 7.3) and where it stands. */
export type PdfValue = Placed &
	(
		| {
				readonly kind: 'number';
				readonly value: number;
				/** An unsigned integer. */
				readonly whole: boolean;
				/** Written with a point: to some readers that is another value than the integer. */
				readonly real: boolean;
		  }
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
/** Of a name with escapes. */
const LONGEST_ESCAPED = 10_000;
/**
 * Reads values one after the other, strictly: what a reader would have to repair is an error, since each repairs in
 * its own way. Work is linear in the text and bounded by `SIGNATURE_BOUNDS.values`.
 */
export class PdfParser {
	private depth = 0;
	/** How many values were read. */
	count = 0;

	/**
	 * @param at where the next value, or white space before it, begins
	 * @param canonical whether to accept only what no two readers can read differently (docs/TRUST.md)
	 * @param source the same text in Latin-1, where it is at hand
	 */
	constructor(
		private readonly text: Buffer,
		public at = 0,
		private readonly canonical = false,
		private readonly source = text.toString('latin1'),
	) {}

	/** The next value; throws a PdfSyntaxError. */
	value(): PdfValue {
		if (++this.count > SIGNATURE_BOUNDS.values) {
			throw new PdfSyntaxError('an object has more values than are read');
		}
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
			if (KINDS[byte] === WHITE_SPACE) this.skipWhite(byte);
			else if (byte === 0x25) this.skipComment();
			else return;
		}
	}

	private skipWhite(byte: number): void {
		if (this.canonical && !isPlainSpace(byte)) {
			throw new PdfSyntaxError('it has white space that some readers do not know');
		}
		this.at++;
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

	/** The next so many bytes, as they are; throws when there are fewer. */
	bytes(length: number): string {
		const end = this.at + length;
		if (end > this.text.length) throw new PdfSyntaxError('it ends early');
		const text = this.source.slice(this.at, end);
		this.at = end;
		return text;
	}

	private skipComment(): void {
		if (this.canonical) throw new PdfSyntaxError('a comment stands within an object');
		const start = this.at;
		while (
			this.at < this.text.length &&
			this.text[this.at] !== 0x0a &&
			this.text[this.at] !== 0x0d
		) {
			this.at++;
		}
		// A reader that repairs a file would find in there what others skip.
		if (STRUCTURE.test(this.source.slice(start, this.at))) {
			throw new PdfSyntaxError('a part of a document stands in a comment');
		}
	}

	/** The word of regular characters that begins there, empty when there is none. */
	private regular(start: number): string {
		let end = start;
		while (end < this.text.length && isRegular(this.text[end] ?? 0)) end++;
		return this.source.slice(start, end);
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
			if (entries.has(key)) {
				if (this.canonical) throw new PdfSyntaxError(`the key /${key} stands twice`);
				repeatedKey ??= key;
			}
			entries.set(key, this.value());
		}
		if (this.text[this.at + 1] !== 0x3e) throw new PdfSyntaxError('a dictionary does not end');
		this.at += 2;
		return { kind: 'dictionary', entries, repeatedKey, start, end: this.at };
	}

	private name(): string {
		const written = this.regular(++this.at);
		this.at += written.length;
		if (this.canonical && !isPlainName(written)) {
			throw new PdfSyntaxError('readers may read a name differently');
		}
		if (!written.includes('#')) return written;
		if (written.length > LONGEST_ESCAPED) throw new PdfSyntaxError('a name is too long');
		return written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		);
	}

	private hexadecimal(): Buffer {
		const end = this.text.indexOf(0x3e, this.at);
		if (end === -1) throw new PdfSyntaxError('a string does not end');
		const digits = this.source.slice(this.at + 1, end).replace(/[\0\t\n\f\r ]+/g, '');
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
		const source = this.source.slice(start, this.at - 1);
		if (this.canonical && !isPlainString(source)) {
			throw new PdfSyntaxError('readers may read a string differently');
		}
		return unescaped(this.text.subarray(start, this.at - 1));
	}

	private word(start: number): PdfValue {
		const word = this.regular(start);
		this.at = start + word.length;
		if (word === 'true' || word === 'false' || word === 'null') {
			return { kind: 'keyword', value: word, start, end: this.at };
		}
		if (!NUMBER.test(word)) throw new PdfSyntaxError('a value is missing');
		if (this.canonical && !isPlainNumber(word)) {
			throw new PdfSyntaxError(`readers may take ${word} for different numbers`);
		}
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
export function parseWhole(text: Buffer, canonical = false): PdfValue {
	return parseCounted(text, canonical).value;
}

/** The same, and of how many values it consists. */
export function parseCounted(
	text: Buffer,
	canonical = false,
): { readonly value: PdfValue; readonly count: number } {
	const parser = new PdfParser(text, 0, canonical);
	const value = parser.value();
	parser.skipSpace();
	if (parser.at < text.length) throw new PdfSyntaxError('something follows its value');
	return { value, count: parser.count };
}

function isRegular(byte: number): boolean {
	return KINDS[byte] === REGULAR;
}

function number(word: string, start: number, end: number): PdfValue {
	const kind = 'number';
	const real = word.includes('.');
	return { kind, value: Number(word), whole: /^\d+$/.test(word), real, start, end };
}
