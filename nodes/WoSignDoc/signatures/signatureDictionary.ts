import { parseWhole } from '../pdf/file/pdfParser';
import { PdfSyntaxError } from '../pdf/file/pdfSyntaxError';
import type { PdfDictionary, PdfValue } from '../pdf/file/pdfValue';
import type { WrittenObject } from '../pdf/file/writtenObject';

/** A signature dictionary (ISO 32000-1, 12.8.1) that states its own position correctly. */
export interface SignatureDictionary {
	readonly dictionary: PdfDictionary;
	readonly subFilter: string;
	/** The bytes in `/Contents`, and the gap in the signed range that it fills. */
	readonly contents: Buffer;
	readonly gapStart: number;
	readonly gapEnd: number;
	/** Where the signed range ends; whether that is inside the file is only known at the file's end. */
	readonly rangeEnd: number;
}

export type ReadDictionary =
	| { readonly kind: 'signature'; readonly signature: SignatureDictionary }
	| {
			readonly kind: 'malformed';
			readonly reason: string;
			readonly dictionary: PdfDictionary | undefined;
	  }
	/** The word occurs in the object, but isn't a key there. */
	| { readonly kind: 'none' };

const KEY = 'ByteRange';

/** A ByteRange (ISO 32000-1, 12.8.1): where the bytes before and after the gap begin, and how many there are. */
type ByteRange = [start: number, gapStart: number, gapEnd: number, length: number];

/**
 * Reads the signature dictionary that the object is or contains. Its gap must be exactly its own `/Contents`: a range
 * that leaves out anything else would be a signature over only part of the document.
 */
export function readSignatureDictionary({
	text,
	textStart,
	stream,
}: WrittenObject): ReadDictionary {
	const value = parsed(text);
	if (typeof value === 'string') {
		return malformed(`its object is not well written: ${value}`, undefined);
	}
	const [dictionary, ...others] = dictionariesWith(KEY, value);
	if (!dictionary) return { kind: 'none' };
	if (stream) return malformed('it is the dictionary of a stream', dictionary);
	if (others.length > 0) return malformed('its object has two of them', dictionary);
	if (dictionary.repeatedKey !== undefined) {
		return malformed(`it has the key /${dictionary.repeatedKey} twice`, dictionary);
	}
	return readRange(dictionary, textStart);
}

/** The object's value, or what is wrong with it. */
function parsed(text: Buffer): PdfValue | string {
	try {
		return parseWhole(text);
	} catch (error) {
		return error instanceof PdfSyntaxError ? error.message : 'it cannot be read';
	}
}

function readRange(dictionary: PdfDictionary, textStart: number): ReadDictionary {
	const range = wholeNumbers(dictionary.entries.get(KEY));
	const contents = dictionary.entries.get('Contents');
	if (!isByteRange(range)) return malformed('its ByteRange is not four numbers', dictionary);
	const [start, gapStart, gapEnd, length] = range;
	if (contents?.kind !== 'string' || !contents.hex) {
		return malformed('its Contents is not a hexadecimal string', dictionary);
	}
	if (start !== 0) return malformed('its ByteRange does not begin at 0', dictionary);
	if (gapStart !== textStart + contents.start || gapEnd !== textStart + contents.end) {
		return malformed('its ByteRange leaves out something else than its Contents', dictionary);
	}
	if (contents.bytes.every((byte) => byte === 0)) {
		return malformed('its Contents is empty: it is a place for a signature', dictionary);
	}
	const subFilter = dictionary.entries.get('SubFilter');
	return {
		kind: 'signature',
		signature: {
			dictionary,
			subFilter: subFilter?.kind === 'name' ? subFilter.value : '',
			contents: contents.bytes,
			gapStart,
			gapEnd,
			rangeEnd: gapEnd + length,
		},
	};
}

function malformed(reason: string, dictionary: PdfDictionary | undefined): ReadDictionary {
	return { kind: 'malformed', reason, dictionary };
}

function dictionariesWith(key: string, value: PdfValue): PdfDictionary[] {
	if (value.kind === 'array') return value.items.flatMap((item) => dictionariesWith(key, item));
	if (value.kind !== 'dictionary') return [];
	const inner = [...value.entries.values()].flatMap((entry) => dictionariesWith(key, entry));
	return value.entries.has(key) ? [value, ...inner] : inner;
}

function isByteRange(numbers: number[]): numbers is ByteRange {
	return numbers.length === 4;
}

/** The numbers in an array of integers; none if the value is anything else. */
function wholeNumbers(value: PdfValue | undefined): number[] {
	if (value?.kind !== 'array') return [];
	const numbers = value.items.flatMap((item) =>
		item.kind === 'number' && item.whole ? [item.value] : [],
	);
	return numbers.length === value.items.length ? numbers : [];
}
