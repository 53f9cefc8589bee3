import { PdfSyntaxError } from './pdfSyntaxError';

interface Placed {
	/** Where the value's first byte is, and the byte after its last, in the parsed text. */
	readonly start: number;
	readonly end: number;
}

/** A value of PDF's syntax (ISO 32000-1, 7.3) and its position. */
export type PdfValue = Placed &
	(
		| {
				readonly kind: 'number';
				readonly value: number;
				/** An unsigned integer. */
				readonly whole: boolean;
				/** Written with a decimal point: some readers distinguish that from an integer. */
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
	/** A key that occurs in it more than once: readers differ in which one they use. */
	readonly repeatedKey: string | undefined;
}

/** The value, which must be a dictionary; throws a PdfSyntaxError. */
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
 * An integer in a dictionary; undefined if the key is absent. Throws a PdfSyntaxError if it is written in any other
 * way, such as by reference: readers disagree on its value then.
 */
export function wholeIn({ entries }: PdfDictionary, key: string): number | undefined {
	const value = entries.get(key);
	if (value === undefined) return undefined;
	if (value.kind === 'number' && value.whole) return value.value;
	throw new PdfSyntaxError(`/${key} is not a plain number`);
}

/** An array of integers in a dictionary, each like that of `wholeIn`. */
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
