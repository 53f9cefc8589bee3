import {
	decodePDFRawStream,
	PDFArray,
	PDFContext,
	PDFDict,
	PDFName,
	PDFNumber,
	PDFRawStream,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { inflate } from './file/inflate';
import type { salvage } from './file/inflate';
import { undoPrediction } from './file/predictor';
import type { Resolver } from './pageBox';
import { unchecked } from './pdfFacts';

/** One of a stream's filters (ISO 32000-1, 7.4). */
export interface StreamFilter {
	/** By its full name; undefined for one that isn't used for text, such as an image's. */
	readonly name: string | undefined;
	readonly parameters: PDFDict | undefined;
}

const FLATE = 'FlateDecode';
/** The supported filters, by their names and abbreviations. */
const FILTERS: ReadonlyMap<string, string> = new Map([
	[FLATE, FLATE],
	['Fl', FLATE],
	['LZWDecode', 'LZWDecode'],
	['LZW', 'LZWDecode'],
	['ASCII85Decode', 'ASCII85Decode'],
	['A85', 'ASCII85Decode'],
	['ASCIIHexDecode', 'ASCIIHexDecode'],
	['AHx', 'ASCIIHexDecode'],
	['RunLengthDecode', 'RunLengthDecode'],
	['RL', 'RunLengthDecode'],
]);
/** Bytes decoded at a time by the library. */
const PIECE = 64 * 1_024;

/** The filters of a stream, in the order in which they are undone. */
export function filtersOf(table: Resolver, { dict }: PDFRawStream): StreamFilter[] {
	const filters = listOf(table, dict.get(PDFName.of('Filter')) ?? dict.get(PDFName.of('F')));
	const parameters = listOf(table, dict.get(PDFName.of('DecodeParms')));
	return filters.map((filter, index) => {
		const own = parameters[index];
		return {
			name: filter instanceof PDFName ? FILTERS.get(filter.decodeText()) : undefined,
			parameters: own instanceof PDFDict ? own : undefined,
		};
	});
}

/** Whether a filter is FlateDecode, which every program that writes object streams uses. */
export function isFlate({ name }: StreamFilter): boolean {
	return name === FLATE;
}

/**
 * A stream's contents, decompressed as far as they are intact. Throws a PdfProblem or a PdfSyntaxError if they exceed
 * `room` bytes, or use an unsupported filter.
 *
 * @param undoFlate decodes FlateDecode
 */
export async function decoded(
	table: Resolver,
	{ contents }: PDFRawStream,
	filters: readonly StreamFilter[],
	room: number,
	undoFlate: typeof salvage = inflate,
): Promise<Buffer> {
	let content = Buffer.from(contents.buffer, contents.byteOffset, contents.length);
	for (const filter of filters) {
		const plain = isFlate(filter)
			? await undoFlate(content, room)
			: decodeByLibrary(content, filter, room);
		content = await unpredicted(table, plain, filter.parameters);
	}
	return content;
}

function listOf(table: Resolver, object: PDFObject | undefined): (PDFObject | undefined)[] {
	const resolved = table.resolve(object);
	if (!resolved) return [];
	return resolved instanceof PDFArray
		? resolved.asArray().map((entry) => table.resolve(entry))
		: [resolved];
}

function decodeByLibrary(
	content: Buffer,
	{ name, parameters }: StreamFilter,
	room: number,
): Buffer {
	if (name === undefined) throw unusual();
	const dictionary = PDFContext.create().obj({ Filter: name });
	if (parameters) dictionary.set(PDFName.of('DecodeParms'), parameters);
	const stream = decodePDFRawStream(PDFRawStream.of(dictionary, content));
	const parts: Buffer[] = [];
	let length = 0;
	for (let part = stream.getBytes(PIECE); part.length > 0; part = stream.getBytes(PIECE)) {
		length += part.length;
		if (length > room) throw unusual();
		parts.push(Buffer.from(part));
	}
	return Buffer.concat(parts);
}

async function unpredicted(
	table: Resolver,
	content: Buffer,
	parameters: PDFDict | undefined,
): Promise<Buffer> {
	const number = (key: string, otherwise: number) => {
		const value = table.resolve(parameters?.get(PDFName.of(key)));
		return value instanceof PDFNumber ? value.asNumber() : otherwise;
	};
	const plain = await undoPrediction(content, {
		predictor: number('Predictor', 1),
		colors: number('Colors', 1),
		bitsPerComponent: number('BitsPerComponent', 8),
		columns: number('Columns', 1),
	});
	if (!plain) throw unusual();
	return plain;
}

export function unusual() {
	return unchecked('is compressed in an unusual way');
}
