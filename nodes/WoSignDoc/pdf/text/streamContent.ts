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
import { PDF_BOUNDS } from '../bounds';
import { inflate } from '../file/inflate';
import type { Resolver } from '../pageBox';

const FLATE = ['FlateDecode', 'Fl'];
/** The filters that the library decodes, by their own names and those that are short for them. */
const FILTERS: ReadonlyMap<string, string> = new Map([
	['LZWDecode', 'LZWDecode'],
	['LZW', 'LZWDecode'],
	['ASCII85Decode', 'ASCII85Decode'],
	['A85', 'ASCII85Decode'],
	['ASCIIHexDecode', 'ASCIIHexDecode'],
	['AHx', 'ASCIIHexDecode'],
	['RunLengthDecode', 'RunLengthDecode'],
	['RL', 'RunLengthDecode'],
]);
const MOST_FILTERS = 4;
/** Bytes decoded at once by the library. */
const PIECE = 64 * 1_024;

/**
 * What a stream holds, decompressed, at most `PDF_BOUNDS.contentLength` bytes; undefined when it is missing, larger,
 * or compressed in a way that text is not.
 */
export async function streamContent(
	table: Resolver,
	object: PDFObject | undefined,
): Promise<Uint8Array | undefined> {
	const stream = table.resolve(object);
	if (!(stream instanceof PDFRawStream)) return undefined;
	const filters = listOf(
		table,
		stream.dict.get(PDFName.of('Filter')) ?? stream.dict.get(PDFName.of('F')),
	);
	const parameters = listOf(table, stream.dict.get(PDFName.of('DecodeParms')));
	if (filters.length > MOST_FILTERS) return undefined;
	let content = stream.contents;
	for (const [index, filter] of filters.entries()) {
		const decoded = await decode(table, content, filter, parameters[index]);
		if (!decoded) return undefined;
		content = decoded;
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

async function decode(
	table: Resolver,
	content: Uint8Array,
	filter: PDFObject | undefined,
	parameters: PDFObject | undefined,
): Promise<Uint8Array | undefined> {
	if (!(filter instanceof PDFName) || hasPredictor(table, parameters)) return undefined;
	const name = filter.decodeText();
	try {
		if (FLATE.includes(name)) return await inflate(content, PDF_BOUNDS.contentLength);
		return decodeByLibrary(content, FILTERS.get(name), parameters);
	} catch {
		return undefined;
	}
}

function decodeByLibrary(
	content: Uint8Array,
	name: string | undefined,
	parameters: PDFObject | undefined,
): Uint8Array | undefined {
	if (name === undefined) return undefined;
	const dictionary = PDFContext.create().obj({ Filter: name });
	if (parameters instanceof PDFDict) dictionary.set(PDFName.of('DecodeParms'), parameters);
	const decoded = decodePDFRawStream(PDFRawStream.of(dictionary, content));
	const parts: Uint8Array[] = [];
	let length = 0;
	for (let part = decoded.getBytes(PIECE); part.length > 0; part = decoded.getBytes(PIECE)) {
		length += part.length;
		if (length > PDF_BOUNDS.contentLength) return undefined;
		parts.push(Uint8Array.from(part));
	}
	return Buffer.concat(parts);
}

/** For images alone; the library does not know them. */
function hasPredictor(table: Resolver, parameters: PDFObject | undefined): boolean {
	if (!(parameters instanceof PDFDict)) return false;
	const predictor = table.resolve(parameters.get(PDFName.of('Predictor')));
	return predictor instanceof PDFNumber && predictor.asNumber() > 1;
}
