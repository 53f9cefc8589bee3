import { FILE_BOUNDS } from './bounds';
import type { Pace } from './pace';
import { PdfParser } from './pdfParser';
import { PdfSyntaxError } from './pdfSyntaxError';
import { asDictionary, isNamed, wholeIn } from './pdfValue';
import type { PdfDictionary, PdfValue } from './pdfValue';
import type { StreamDecoder } from './streamData';
import type { ValueBudget } from './valueBudget';

/** The number of an object within an object stream, and its offset there. */
export interface PackedPlace {
	readonly number: number;
	readonly offset: number;
}

/** An object within an object stream as it is written there. */
export interface PackedText {
	readonly number: number;
	readonly text: Buffer;
}

/** The same, parsed. */
export interface PackedObject extends PackedText {
	readonly value: PdfValue;
}

/** Keys that every reader knows and that are always present. */
const CANONICAL_KEYS = new Set(['Type', 'N', 'First', 'Length', 'Filter']);

/**
 * The objects of an object stream (ISO 32000-1, 7.5.7) in order. Each must have a unique number, begin where the
 * previous one ended, and fill its space. Throws a PdfSyntaxError.
 *
 * @param object its object's offset, and its bytes up to `endstream`
 * @param canonical whether to accept only what no two readers can interpret differently (docs/TRUST.md)
 */
export async function unpackObjectStream(
	value: PdfValue,
	{ start, stream }: { readonly start: number; readonly stream: Buffer | undefined },
	{ decoder, budget, pace }: { decoder: StreamDecoder; budget: ValueBudget; pace: Pace },
	canonical = false,
): Promise<readonly PackedObject[]> {
	const dictionary = asDictionary(value);
	checkKind(dictionary, canonical);
	const data = await decoder.decode(start, dictionary, stream ?? Buffer.alloc(0));
	const places = placesIn(dictionary, data, canonical);
	const values: PackedObject[] = [];
	for (const { number, text } of packedTexts(data, places)) {
		if (text.length > FILE_BOUNDS.packedLength) throw malformed();
		const packed = budget.parse(text, canonical);
		if (packed instanceof Error) throw packed;
		values.push({ number, value: packed, text });
		await pace.step();
	}
	return values;
}

/** The objects of an object stream, by offset: each ends where the next begins, whatever their order. */
export function packedTexts(data: Buffer, places: readonly PackedPlace[]): PackedText[] {
	return places
		.toSorted((one, other) => one.offset - other.offset)
		.map(({ number, offset }, index, sorted) => ({
			number,
			text: data.subarray(offset, sorted[index + 1]?.offset ?? data.length),
		}));
}

/** Whether readers look for objects in it: only its type decides. */
export function isObjectStream(value: PdfValue): boolean {
	return isNamed(value, 'Type', 'ObjStm');
}

function checkKind(dictionary: PdfDictionary, canonical: boolean): void {
	if (!isObjectStream(dictionary)) throw new PdfSyntaxError('an object stream is of another type');
	if (dictionary.entries.has('DecodeParms')) {
		throw new PdfSyntaxError('an object stream is compressed in an unusual way');
	}
	const unknown = [...dictionary.entries.keys()].find((key) => !CANONICAL_KEYS.has(key));
	if (canonical && unknown !== undefined) {
		throw new PdfSyntaxError(`an object stream has the key /${unknown}`);
	}
}

/** The offsets of its objects, from its header. */
function placesIn(dictionary: PdfDictionary, data: Buffer, canonical: boolean): PackedPlace[] {
	const count = wholeIn(dictionary, 'N') ?? 0;
	const first = wholeIn(dictionary, 'First') ?? 0;
	const isEmpty = count === 0 && canonical;
	if (isEmpty || count > FILE_BOUNDS.entries || first > data.length) throw malformed();
	const head = new PdfParser(data.subarray(0, first), 0, canonical);
	const places = Array.from({ length: count }, () => {
		const number = head.unsigned();
		return { number, offset: first + head.unsigned() };
	});
	head.skipSpace();
	const isAscending = places.every(
		({ offset }, index) => offset > (places[index - 1]?.offset ?? first - 1),
	);
	const isDistinct = new Set(places.map(({ number }) => number)).size === places.length;
	if (head.at < first || !isAscending || !isDistinct) throw malformed();
	return places;
}

function malformed(): PdfSyntaxError {
	return new PdfSyntaxError('an object stream is malformed');
}
