import { FILE_BOUNDS } from './bounds';
import { isPlainName, isPlainNumber, isPlainString } from './canonicalForm';
import { unescaped } from './literalString';
import { PdfSyntaxError } from './pdfSyntaxError';
import type { PdfDictionary, PdfValue } from './pdfValue';
import { isUnsigned, SyntaxReader } from './syntaxReader';
import { unescapedName } from './writtenName';

const NUMBER = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/;
/** For a name with escapes. */
const LONGEST_ESCAPED = 10_000;
/**
 * Reads values one after another, strictly: anything a reader would have to repair is an error, since each one repairs
 * it differently. Takes linear time, bounded by `FILE_BOUNDS.values`.
 */
export class PdfParser extends SyntaxReader {
	private depth = 0;
	/** The number of values that were read. */
	count = 0;

	/** The next value; throws a PdfSyntaxError. */
	value(): PdfValue {
		if (++this.count > FILE_BOUNDS.values) {
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

	private nested<Value>(read: () => Value): Value {
		if (++this.depth > FILE_BOUNDS.depth) throw new PdfSyntaxError('it is nested too deeply');
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
				if (this.canonical) throw new PdfSyntaxError(`the key /${key} occurs twice`);
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
		// iText writes an empty one if a program's name is unknown: `/App<</Name/>>`.
		const isEmpty = written === '' && this.text[this.at] === 0x3e;
		if (this.canonical && !isEmpty && !isPlainName(written)) {
			throw new PdfSyntaxError('readers may read a name differently');
		}
		if (!written.includes('#')) return written;
		if (written.length > LONGEST_ESCAPED) throw new PdfSyntaxError('a name is too long');
		return unescapedName(written);
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
		return isUnsigned(word)
			? (this.reference(Number(word), start) ?? number(word, start, this.at))
			: number(word, start, this.at);
	}

	/** `N G R`, if that begins with the number just read. */
	private reference(objectNumber: number, start: number): PdfValue | undefined {
		const afterNumber = this.at;
		this.skipSpace();
		const generation = this.regular(this.at);
		if (isUnsigned(generation)) {
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

/** The only value that the text consists of; throws a PdfSyntaxError. */
export function parseWhole(text: Buffer, canonical = false): PdfValue {
	return parseCounted(text, canonical).value;
}

/** The same, and how many values it contains. */
export function parseCounted(
	text: Buffer,
	canonical: boolean,
): { readonly value: PdfValue; readonly count: number } {
	const parser = new PdfParser(text, 0, canonical);
	const value = parser.value();
	parser.skipSpace();
	if (parser.at < text.length) throw new PdfSyntaxError('something follows its value');
	return { value, count: parser.count };
}

function number(word: string, start: number, end: number): PdfValue {
	const kind = 'number';
	const real = word.includes('.');
	return { kind, value: Number(word), whole: /^\d+$/.test(word), real, start, end };
}
