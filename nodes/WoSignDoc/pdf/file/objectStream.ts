import { FILE_BOUNDS } from './bounds';
import type { Pace } from './pace';
import { PdfParser } from './pdfParser';
import { PdfSyntaxError } from './pdfSyntaxError';
import { asDictionary, wholeIn } from './pdfValue';
import type { PdfDictionary, PdfValue } from './pdfValue';
import type { StreamDecoder } from './streamData';
import type { ValueBudget } from './valueBudget';

/** An object within an object stream. */
export interface NumberedValue {
	readonly number: number;
	readonly value: PdfValue;
	/** The value as it is written. */
	readonly text: Buffer;
}

interface Place {
	readonly number: number;
	readonly offset: number;
}

/** Keys that every reader knows and nobody does without. */
const CANONICAL_KEYS = new Set(['Type', 'N', 'First', 'Length', 'Filter']);

/**
 * The objects of an object stream (ISO 32000-1, 7.5.7) in their order. Each must have a number of its own, begin where
 * the one before has ended, and fill its place. Throws a PdfSyntaxError.
 *
 * @param object where its object begins, and its bytes up to `endstream`
 * @param canonical whether to accept only what no two readers can read differently (docs/TRUST.md)
 */
export async function unpackObjectStream(
	value: PdfValue,
	{ start, stream }: { readonly start: number; readonly stream: Buffer | undefined },
	{ decoder, budget, pace }: { decoder: StreamDecoder; budget: ValueBudget; pace: Pace },
	canonical = false,
): Promise<readonly NumberedValue[]> {
	const dictionary = asDictionary(value);
	checkKind(dictionary, canonical);
	const data = await decoder.decode(start, dictionary, stream ?? Buffer.alloc(0));
	const places = placesIn(dictionary, data, canonical);
	const values: NumberedValue[] = [];
	for (const [index, { number, offset }] of places.entries()) {
		const text = data.subarray(offset, places[index + 1]?.offset ?? data.length);
		if (text.length > FILE_BOUNDS.packedLength) throw malformed();
		const packed = budget.parse(text, canonical);
		if (packed instanceof Error) throw packed;
		values.push({ number, value: packed, text });
		await pace.step();
	}
	return values;
}

/** Whether readers look for objects in it: its type and nothing else says so. */
export function isObjectStream(value: PdfValue): boolean {
	const type = value.kind === 'dictionary' ? value.entries.get('Type') : undefined;
	return type?.kind === 'name' && type.value === 'ObjStm';
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

/** Where its objects are, by its head. */
function placesIn(dictionary: PdfDictionary, data: Buffer, canonical: boolean): Place[] {
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
