import { inflate } from '../pdf/inflate';
import { SIGNATURE_BOUNDS } from './bounds';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { PdfSyntaxError } from './pdfSyntax';

/**
 * What object and cross-reference streams hold, decompressed: each once, and all together within
 * `SIGNATURE_BOUNDS`.
 */
export class StreamDecoder {
	private room: number = SIGNATURE_BOUNDS.decodedLength;
	private readonly known = new Map<number, Promise<Buffer>>();

	/**
	 * Throws a PdfSyntaxError, or a PdfProblem.
	 *
	 * @param start where in the file the stream's object begins
	 */
	async decode(start: number, dictionary: PdfDictionary, written: Buffer): Promise<Buffer> {
		const known = this.known.get(start) ?? this.decodeNew(dictionary, written);
		this.known.set(start, known);
		return await known;
	}

	private async decodeNew(dictionary: PdfDictionary, written: Buffer): Promise<Buffer> {
		const filter = single(dictionary.entries.get('Filter'));
		const parameters = single(dictionary.entries.get('DecodeParms'));
		const length = numberIn(dictionary, 'Length') ?? Infinity;
		const bytes = written.subarray(0, length);
		if (!filter) return bytes;
		if (filter.kind !== 'name' || filter.value !== 'FlateDecode') {
			throw new PdfSyntaxError('a stream is compressed in an unusual way');
		}
		const inflated = await inflate(bytes, this.room);
		this.room -= inflated.length;
		return parameters?.kind === 'dictionary' ? unpredicted(inflated, parameters) : inflated;
	}
}

/** A whole number that a dictionary holds; undefined when it holds none. */
export function numberIn({ entries }: PdfDictionary, key: string): number | undefined {
	const value = entries.get(key);
	return value?.kind === 'number' && value.whole ? value.value : undefined;
}

/** The one filter, alone or as the only member of an array. */
function single(value: PdfValue | undefined): PdfValue | undefined {
	if (value?.kind !== 'array') return value?.kind === 'keyword' ? undefined : value;
	if (value.items.length > 1) throw new PdfSyntaxError('a stream has more than one filter');
	return single(value.items[0]);
}

/** Takes PNG's predictors back (ISO 32000-1, 7.4.4.4), for one byte a column, as cross-reference streams have it. */
function unpredicted(bytes: Buffer, parameters: PdfDictionary): Buffer {
	const predictor = numberIn(parameters, 'Predictor') ?? 1;
	if (predictor === 1) return bytes;
	const oneByte = ['Colors', 'BitsPerComponent'].every((key) =>
		[undefined, 1, 8].includes(numberIn(parameters, key)),
	);
	const columns = numberIn(parameters, 'Columns') ?? 1;
	if (predictor < 10 || !oneByte || columns < 1) {
		throw new PdfSyntaxError('a stream is predicted in an unusual way');
	}
	const rows = Math.floor(bytes.length / (columns + 1));
	const plain = Buffer.alloc(rows * columns);
	for (let row = 0; row < rows; row++) {
		const filter = bytes[row * (columns + 1)] ?? 0;
		for (let column = 0; column < columns; column++) {
			const at = row * columns + column;
			const left = column > 0 ? (plain[at - 1] ?? 0) : 0;
			const above = row > 0 ? (plain[at - columns] ?? 0) : 0;
			const corner = row > 0 && column > 0 ? (plain[at - columns - 1] ?? 0) : 0;
			const value = bytes[at + row + 1] ?? 0;
			plain[at] = value + prediction(filter, left, above, corner);
		}
	}
	return plain;
}

function prediction(filter: number, left: number, above: number, corner: number): number {
	switch (filter) {
		case 0:
			return 0;
		case 1:
			return left;
		case 2:
			return above;
		case 3:
			return (left + above) >> 1;
		case 4:
			return paeth(left, above, corner);
		default:
			throw new PdfSyntaxError('a stream is predicted in an unknown way');
	}
}

function paeth(left: number, above: number, corner: number): number {
	const estimate = left + above - corner;
	const distance = (value: number) => Math.abs(estimate - value);
	if (distance(left) <= distance(above) && distance(left) <= distance(corner)) return left;
	return distance(above) <= distance(corner) ? above : corner;
}
