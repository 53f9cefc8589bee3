import { PdfSyntaxError } from './pdfSyntaxError';

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

/** The value as the dictionary that it must be; throws a PdfSyntaxError. */
export function asDictionary(value: PdfValue | undefined): PdfDictionary {
	if (value?.kind === 'dictionary') return value;
	throw new PdfSyntaxError('a dictionary is missing');
}

/** Whether a dictionary's entry is the name. */
export function isNamed(value: PdfValue, key: string, name: string): boolean {
	if (value.kind !== 'dictionary') return false;
	const found = value.entries.get(key);
	return found?.kind === 'name' && found.value === name;
}

/**
 * A whole number that a dictionary holds; undefined when it has no such key. Throws a PdfSyntaxError when it is written
 * in any other way, such as by reference: readers do not agree on what it is then.
 */
export function wholeIn({ entries }: PdfDictionary, key: string): number | undefined {
	const value = entries.get(key);
	if (value === undefined) return undefined;
	if (value.kind === 'number' && value.whole) return value.value;
	throw new PdfSyntaxError(`/${key} is not a plain number`);
}

/** An array of whole numbers that a dictionary holds, as `wholeIn` has one. */
export function wholeNumbersIn({ entries }: PdfDictionary, key: string): number[] | undefined {
	const value = entries.get(key);
	if (value === undefined) return undefined;
	if (value.kind !== 'array') throw new PdfSyntaxError(`/${key} is not a plain array`);
	return value.items.map((item) => {
		if (item.kind !== 'number' || !item.whole) {
			throw new PdfSyntaxError(`/${key} holds what is not a plain number`);
		}
		return item.value;
	});
}
