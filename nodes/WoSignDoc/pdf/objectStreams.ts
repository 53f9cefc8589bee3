import { PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { PDFRawStream } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from './bounds';
import { FILE_BOUNDS } from './file/bounds';
import { packedTexts } from './file/objectStream';
import type { PackedPlace } from './file/objectStream';
import type { ObjectTable } from './objectTable';
import { unchecked } from './pdfFacts';
import { decoded, filtersOf, isFlate, unusual } from './streamFilters';

/** Maximum characters of an object's number and offset in the header of an object stream. */
const ENTRY_LENGTH = 24;

/** A decrypted object stream (ISO 32000-1, 7.5.7). */
interface ObjectStream {
	/** The offset of its object in the file. */
	readonly start: number;
	readonly stream: PDFRawStream;
}

/** Adds the contents of the streams to the table, all of them together within the bounds. */
export async function unpackObjectStreams(
	table: ObjectTable,
	objectStreams: readonly ObjectStream[],
): Promise<void> {
	let room: number = FILE_BOUNDS.decodedLength;
	let objects = 0;
	for (const { start, stream } of objectStreams) {
		const filters = filtersOf(table, stream);
		if (filters.length > 1 || !filters.every(isFlate)) throw unusual();
		const data = await decoded(table, stream, filters, room);
		room -= data.length;
		const integer = (key: string) => {
			const value = table.resolve(stream.dict.get(PDFName.of(key)));
			return value instanceof PDFNumber ? Math.max(0, value.asNumber()) : 0;
		};
		objects += integer('N');
		if (objects > PDF_BOUNDS.objects) throw unchecked('has too many objects');
		for (const { number, text } of packedTexts(
			data,
			placesIn(data, integer('First'), integer('N')),
		)) {
			table.add(number, { start, text });
		}
	}
}

/** The header of an object stream, as far as it can be read. */
function placesIn(data: Buffer, first: number, count: number): PackedPlace[] {
	const head = data.toString('latin1', 0, Math.min(first, count * ENTRY_LENGTH));
	const numbers = (head.match(/\d+/g) ?? []).slice(0, 2 * count).map(Number);
	return numbers.flatMap((number, index) => {
		const offset = index % 2 === 0 ? numbers[index + 1] : undefined;
		return offset === undefined ? [] : [{ number, offset: first + offset }];
	});
}
