import { FILE_BOUNDS } from './bounds';
import type { Pace } from './pace';
import type { PdfParser } from './pdfParser';
import { PdfSyntaxError } from './pdfSyntaxError';
import { asDictionary, wholeIn, wholeNumbersIn } from './pdfValue';
import type { PdfDictionary } from './pdfValue';

/** Where an object is (ISO 32000-1, 7.5.4 and 7.5.8). */
export type Entry =
	| { readonly kind: 'free' }
	| { readonly kind: 'at'; readonly offset: number; readonly generation: number }
	| { readonly kind: 'within'; readonly stream: number; readonly index: number };

/** Whether two entries of a number lead to the same object. */
export function isSameEntry(one: Entry, other: Entry | undefined): boolean {
	if (one.kind === 'at' && other?.kind === 'at') {
		return one.offset === other.offset && one.generation === other.generation;
	}
	if (one.kind === 'free') return other?.kind === 'free';
	return (
		one.kind === 'within' &&
		other?.kind === 'within' &&
		one.stream === other.stream &&
		one.index === other.index
	);
}

/** One cross-reference section, a table or a stream. */
export interface Section {
	readonly entries: ReadonlyMap<number, Entry>;
	readonly trailer: PdfDictionary;
	/** A hybrid file's second section. */
	readonly also: number | undefined;
	readonly previous: number | undefined;
}

/** The maximum object number: some readers treat a larger one as damage, or as a different number. */
export const LARGEST_NUMBER = 8_388_607;
/** Every entry of a table has the same length, because readers jump over them. */
const ENTRY = /^(\d{10}) (\d{5}) ([nf])(?: \n| \r|\r\n)$/;
const ENTRY_LENGTH = 20;
const WIDEST = 6;

/** Reads a table and its trailer; throws a PdfSyntaxError. */
export async function readTable(parser: PdfParser, pace: Pace): Promise<Section> {
	const entries = new EntryList();
	if (!parser.take('xref')) throw new PdfSyntaxError('a cross-reference table is missing');
	while (!parser.take('trailer')) {
		const first = parser.unsigned();
		const count = parser.unsigned();
		parser.skipSpace();
		if (first + count > LARGEST_NUMBER + 1) throw new PdfSyntaxError('a number is too large');
		for (let index = 0; index < count; index++) {
			entries.add(first + index, tableEntry(parser.bytes(ENTRY_LENGTH)));
			await pace.step();
		}
	}
	const trailer = asDictionary(parser.value());
	return sectionOf(entries, trailer, wholeIn(trailer, 'XRefStm'));
}

/** Reads a decompressed cross-reference stream; throws a PdfSyntaxError. */
export async function readXrefStream(
	dictionary: PdfDictionary,
	data: Buffer,
	pace: Pace,
): Promise<Section> {
	// Only some readers follow it from there.
	if (dictionary.entries.has('XRefStm')) throw malformedStream();
	const widths = widthsIn(dictionary);
	const ranges = rangesIn(dictionary);
	const entries = new EntryList();
	let at = 0;
	const next = (length: number, otherwise: number) => {
		const value = length > 0 ? data.readUIntBE(at, length) : otherwise;
		at += length;
		return value;
	};
	const width = widths.reduce((sum, one) => sum + one, 0);
	const total = ranges.reduce((sum, { count }) => sum + count, 0);
	if (data.length !== total * width) throw malformedStream();
	for (const { first, count } of ranges) {
		for (let index = 0; index < count; index++) {
			const [type, second, third] = [next(widths[0], 1), next(widths[1], 0), next(widths[2], 0)];
			entries.add(first + index, streamEntry(type, second, third));
			await pace.step();
		}
	}
	return sectionOf(entries, dictionary, undefined);
}

/** The entries of one section, each number once: if there are two, readers choose differently. */
class EntryList {
	readonly map = new Map<number, Entry>();

	add(number: number, entry: Entry): void {
		if (this.map.has(number))
			throw new PdfSyntaxError('a cross-reference section names an object twice');
		if (number > LARGEST_NUMBER || this.map.size >= FILE_BOUNDS.entries) {
			throw new PdfSyntaxError('a cross-reference section has more entries than are read');
		}
		this.map.set(number, entry);
	}
}

function tableEntry(text: string): Entry {
	const [, offset, generation, kind] = ENTRY.exec(text) ?? [];
	if (kind === undefined) throw new PdfSyntaxError('a cross-reference is malformed');
	if (kind === 'f') return { kind: 'free' };
	return { kind: 'at', offset: Number(offset), generation: Number(generation) };
}

function streamEntry(type: number, second: number, third: number): Entry {
	if (type === 0) return { kind: 'free' };
	if (type === 1) return { kind: 'at', offset: second, generation: third };
	if (type === 2) return { kind: 'within', stream: second, index: third };
	throw malformedStream();
}

function widthsIn(dictionary: PdfDictionary): readonly [number, number, number] {
	const [type, second, third, ...others] = wholeNumbersIn(dictionary, 'W') ?? [];
	if (type === undefined || second === undefined || third === undefined || others.length > 0) {
		throw malformedStream();
	}
	if (type > 1 || second < 1 || second > WIDEST || third > WIDEST) throw malformedStream();
	return [type, second, third];
}

/** The objects that a cross-reference stream has entries for: pairs of a first number and a count. */
function rangesIn(
	dictionary: PdfDictionary,
): readonly { readonly first: number; readonly count: number }[] {
	const numbers = wholeNumbersIn(dictionary, 'Index') ?? [0, wholeIn(dictionary, 'Size') ?? 0];
	const ranges: { first: number; count: number }[] = [];
	let first: number | undefined;
	for (const number of numbers) {
		if (first !== undefined) ranges.push({ first, count: number });
		first = first === undefined ? number : undefined;
	}
	const isEmpty = ranges.length === 0 || ranges.some(({ count }) => count === 0);
	if (first !== undefined || isEmpty) throw malformedStream();
	return ranges;
}

function malformedStream(): PdfSyntaxError {
	return new PdfSyntaxError('a cross-reference stream is malformed');
}

function sectionOf({ map }: EntryList, trailer: PdfDictionary, also: number | undefined): Section {
	return { entries: map, trailer, also, previous: wholeIn(trailer, 'Prev') };
}
