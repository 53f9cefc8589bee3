import { PDFArray, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { PDFRawStream } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from './bounds';
import { FILE_BOUNDS } from './file/bounds';
import { inflate } from './file/inflate';
import type { ObjectTable } from './objectTable';
import { unchecked } from './pdfFacts';

/** Characters of an object's number and offset at most, in the head of an object stream. */
const ENTRY_LENGTH = 24;

/** An object stream (ISO 32000-1, 7.5.7), decrypted or to be decrypted. */
export interface ObjectStream {
	readonly number: number;
	readonly generation: number;
	/** Its place among all objects of the file. */
	readonly order: number;
	readonly stream: PDFRawStream;
}

/** Puts what the streams hold into the table; all of them together within `PDF_BOUNDS`. */
export async function unpackObjectStreams(
	table: ObjectTable,
	objectStreams: readonly ObjectStream[],
): Promise<void> {
	let room: number = FILE_BOUNDS.decodedLength;
	let objects = 0;
	for (const { order, stream } of objectStreams) {
		const decoded = await decode(stream, room);
		room -= decoded.length;
		const integer = (key: string) => {
			const value = table.resolve(stream.dict.get(PDFName.of(key)));
			return value instanceof PDFNumber ? Math.max(0, value.asNumber()) : 0;
		};
		objects += integer('N');
		if (objects > PDF_BOUNDS.objects) throw unchecked('has too many objects');
		const first = integer('First');
		const entries = readEntries(decoded.subarray(0, first), integer('N'));
		entries.forEach(({ number, offset }, index) => {
			// Each ends where the next begins, so that no byte is parsed twice whatever the offsets say.
			const end = entries[index + 1]?.offset ?? decoded.length;
			table.add(number, { order, text: decoded.subarray(first + offset, first + end) });
		});
	}
}

/** The numbers of the objects and where they begin after the head, ascending. */
function readEntries(head: Buffer, count: number): { number: number; offset: number }[] {
	const numbers = head.toString('latin1', 0, count * ENTRY_LENGTH).match(/\d+/g) ?? [];
	return numbers
		.slice(0, 2 * count)
		.flatMap((number, index) => {
			const offset = index % 2 === 0 ? numbers[index + 1] : undefined;
			return offset === undefined ? [] : [{ number: Number(number), offset: Number(offset) }];
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
