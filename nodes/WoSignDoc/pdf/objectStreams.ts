import { PDFArray, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { PDFRawStream } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from './bounds';
import { inflate } from './inflate';
import type { ObjectTable } from './objectTable';
import { unchecked } from './pdfFacts';

/** An object stream (ISO 32000-1, 7.5.7), decrypted, and its place among all objects of the file. */
export interface ObjectStream {
	readonly order: number;
	readonly stream: PDFRawStream;
}

/** Puts what the streams hold into the table; all of them together within `PDF_BOUNDS`. */
export async function unpackObjectStreams(
	table: ObjectTable,
	objectStreams: readonly ObjectStream[],
): Promise<void> {
	let room: number = PDF_BOUNDS.decodedLength;
	let objects = 0;
	for (const { order, stream } of objectStreams) {
		const decoded = await decode(stream, room);
		room -= decoded.length;
		const first = table.resolve(stream.dict.get(PDFName.of('First')));
		const count = table.resolve(stream.dict.get(PDFName.of('N')));
		if (!(first instanceof PDFNumber) || !(count instanceof PDFNumber)) continue;
		const entries = readEntries(decoded.toString('latin1', 0, first.asNumber()), count.asNumber());
		objects += entries.length;
		if (objects > PDF_BOUNDS.objects) throw unchecked('has too many objects');
		const objectsText = decoded.subarray(first.asNumber());
		entries.forEach(({ number, offset }, index) => {
			// Each ends where the next begins, so that no byte is parsed twice whatever the offsets say.
			const text = objectsText.subarray(offset, entries[index + 1]?.offset);
			table.add(number, { order, text });
		});
	}
}

/** The numbers of the objects and where they begin, ascending. */
function readEntries(header: string, count: number): { number: number; offset: number }[] {
	const numbers = (header.match(/\d+/g) ?? []).map(Number);
	return numbers
		.slice(0, 2 * count)
		.flatMap((number, index) => {
			const offset = numbers[index + 1];
			return index % 2 === 0 && offset !== undefined ? { number, offset } : [];
		})
		.sort((one, other) => one.offset - other.offset);
}

async function decode({ dict, contents }: PDFRawStream, room: number): Promise<Buffer> {
	const filters = dict.get(PDFName.of('Filter'));
	const [filter, ...others] = filters instanceof PDFArray ? filters.asArray() : [filters];
	if (others.length > 0 || dict.has(PDFName.of('DecodeParms'))) throw unusual();
	if (filter === PDFName.of('FlateDecode')) return inflate(contents, room);
	if (filter !== undefined) throw unusual();
	return Buffer.from(contents);
}

function unusual() {
	return unchecked('is compressed in an unusual way');
}
