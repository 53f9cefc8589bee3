import type { PdfDictionary, PdfParser, PdfValue } from './pdfSyntax';
import { PdfSyntaxError } from './pdfSyntax';
import { numberIn } from './streamData';

/** Where an object is (ISO 32000-1, 7.5.4 and 7.5.8). */
export type Entry =
	| { readonly kind: 'free' }
	| { readonly kind: 'at'; readonly offset: number }
	| { readonly kind: 'within'; readonly stream: number; readonly index: number };

/** One cross-reference section, a table or a stream. */
export interface Section {
	readonly entries: ReadonlyMap<number, Entry>;
	readonly trailer: PdfDictionary;
	/** A hybrid file's second section. */
	readonly also: number | undefined;
	readonly previous: number | undefined;
}

/** Reads a table and its trailer; throws a PdfSyntaxError. */
export function readTable(parser: PdfParser): Section {
	const entries = new Map<number, Entry>();
	if (!parser.take('xref')) throw new PdfSyntaxError('a cross-reference table is missing');
	while (!parser.take('trailer')) {
		const first = parser.unsigned();
		const count = parser.unsigned();
		for (let index = 0; index < count; index++) {
			const offset = parser.unsigned();
			parser.unsigned();
			const inUse = parser.take('n');
			if (!inUse && !parser.take('f')) throw new PdfSyntaxError('a cross-reference is malformed');
			entries.set(first + index, inUse ? { kind: 'at', offset } : { kind: 'free' });
		}
	}
	return section(entries, asDictionary(parser.value()));
}

/** Reads a cross-reference stream, decompressed; throws a PdfSyntaxError. */
export function readXrefStream(dictionary: PdfDictionary, data: Buffer): Section {
	const widths = numbersIn(dictionary, 'W') ?? [];
	const [typeWidth = -1, secondWidth = -1, thirdWidth = -1] = widths;
	const width = typeWidth + secondWidth + thirdWidth;
	if (widths.length !== 3 || widths.some((one) => one > 6) || width < 1) {
		throw new PdfSyntaxError('a cross-reference stream is malformed');
	}
	const ranges = numbersIn(dictionary, 'Index') ?? [0, numberIn(dictionary, 'Size') ?? 0];
	const entries = new Map<number, Entry>();
	let at = 0;
	const next = (length: number, otherwise: number) => {
		const value = length > 0 ? data.readUIntBE(at, length) : otherwise;
		at += length;
		return value;
	};
	for (let range = 0; range + 1 < ranges.length; range += 2) {
		const [first = 0, count = 0] = ranges.slice(range, range + 2);
		for (let index = 0; index < count && at + width <= data.length; index++) {
			const [type, second, third] = [next(typeWidth, 1), next(secondWidth, 0), next(thirdWidth, 0)];
			entries.set(first + index, entryOf(type, second, third));
		}
	}
	return section(entries, dictionary);
}

export function asDictionary(value: PdfValue | undefined): PdfDictionary {
	if (value?.kind === 'dictionary') return value;
	throw new PdfSyntaxError('a dictionary is missing');
}

function entryOf(type: number, second: number, third: number): Entry {
	if (type === 1) return { kind: 'at', offset: second };
	return type === 2 ? { kind: 'within', stream: second, index: third } : { kind: 'free' };
}

function section(entries: ReadonlyMap<number, Entry>, trailer: PdfDictionary): Section {
	return {
		entries,
		trailer,
		also: numberIn(trailer, 'XRefStm'),
		previous: numberIn(trailer, 'Prev'),
	};
}

function numbersIn({ entries }: PdfDictionary, key: string): number[] | undefined {
	const value = entries.get(key);
	if (value?.kind !== 'array') return undefined;
	return value.items.map((item) => {
		if (item.kind !== 'number' || !item.whole) throw new PdfSyntaxError('a number is missing');
		return item.value;
	});
}
