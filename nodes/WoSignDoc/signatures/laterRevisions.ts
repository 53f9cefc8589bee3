import { canonical } from './canonical';
import type { Entry, Section } from './crossReference';
import { asDictionary, readTable, readXrefStream } from './crossReference';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { PdfParser, PdfSyntaxError } from './pdfSyntax';
import type { CurrentObject, Revision } from './revision';
import { unpackObjects } from './revision';
import type { StreamDecoder } from './streamData';
import { numberIn } from './streamData';

/** An object that was written after the signed range. */
interface LaterObject {
	readonly number: number;
	readonly start: number;
	readonly value: PdfValue;
	readonly stream: Buffer | undefined;
}

/** What the revisions after the signed range write: the last of each number, and the last trailer. */
export interface LaterRevisions {
	readonly objects: ReadonlyMap<number, CurrentObject>;
	readonly trailer: PdfDictionary;
}

interface WrittenSection {
	readonly start: number;
	readonly section: Section;
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * Reads the bytes after a signed range as incremental updates (ISO 32000-1, 7.5.6) and nothing else: objects that
 * their own cross-references name where they stand, one after the other in the chain that the signed bytes began.
 * Whatever is not so throws a PdfSyntaxError: it could make a viewer read other bytes than these.
 *
 * @param start where in the file the bytes begin
 */
export async function readLaterRevisions(
	bytes: Buffer,
	start: number,
	signed: Revision,
): Promise<LaterRevisions> {
	const parser = new PdfParser(bytes);
	const objects = new Map<number, CurrentObject>();
	let written: LaterObject[] = [];
	let table: WrittenSection | undefined;
	let previous = signed.startXref.value;
	let { trailer } = signed;
	for (parser.skipSpace(); parser.at < bytes.length; parser.skipSpace()) {
		const at = start + parser.at;
		if (startsWith(bytes, parser.at, 'xref')) {
			table = { start: at, section: readTable(parser) };
		} else if (parser.take('startxref')) {
			const offset = parser.unsigned();
			const section = await sectionAt(offset, table, written, signed.decoder);
			checkTrailer(section, previous, signed.trailer);
			for (const [number, object] of await namedObjects(section, written, offset, signed.decoder)) {
				objects.set(number, object);
			}
			({ trailer } = section);
			[previous, written, table] = [offset, [], undefined];
		} else {
			written.push(readObject(parser, bytes, start));
		}
	}
	if (table || written.length > 0) throw new PdfSyntaxError('its last revision has no startxref');
	return { objects, trailer };
}

function startsWith(bytes: Buffer, at: number, word: string): boolean {
	return bytes.toString('latin1', at, at + word.length) === word;
}

function readObject(parser: PdfParser, bytes: Buffer, start: number): LaterObject {
	const at = start + parser.at;
	const number = parser.unsigned();
	parser.unsigned();
	if (!parser.take('obj')) throw new PdfSyntaxError('an object is missing');
	const value = parser.value();
	const stream = parser.take('stream') ? readStream(parser, bytes, asDictionary(value)) : undefined;
	if (!parser.take('endobj')) throw new PdfSyntaxError('an object does not end');
	return { number, start: at, value, stream };
}

function readStream(parser: PdfParser, bytes: Buffer, dictionary: PdfDictionary): Buffer {
	if (bytes[parser.at] === CARRIAGE_RETURN) parser.at++;
	if (bytes[parser.at] === LINE_FEED) parser.at++;
	const start = parser.at;
	const end = bytes.indexOf('endstream', start + (numberIn(dictionary, 'Length') ?? 0), 'latin1');
	if (end === -1) throw new PdfSyntaxError('a stream does not end');
	parser.at = end + 'endstream'.length;
	return bytes.subarray(start, end);
}

async function sectionAt(
	offset: number,
	table: WrittenSection | undefined,
	written: readonly LaterObject[],
	decoder: StreamDecoder,
): Promise<Section> {
	if (table) {
		if (table.start === offset) return table.section;
		throw new PdfSyntaxError('its startxref leads elsewhere');
	}
	const object = written.find(({ start }) => start === offset);
	if (!object?.stream) throw new PdfSyntaxError('its startxref leads elsewhere');
	const dictionary = asDictionary(object.value);
	return readXrefStream(dictionary, await decoder.decode(offset, dictionary, object.stream));
}

/** The chain goes on where the signed bytes ended, with the same root and the same encryption. */
function checkTrailer(section: Section, previous: number, signed: PdfDictionary): void {
	const { trailer } = section;
	const isSame = (key: string) =>
		canonical(trailer.entries.get(key)) === canonical(signed.entries.get(key));
	const continues = section.previous === previous && section.also === undefined;
	if (!continues || trailer.repeatedKey !== undefined) {
		throw new PdfSyntaxError('its cross-references do not go on from the signed ones');
	}
	if (!isSame('Root') || !isSame('Encrypt')) {
		throw new PdfSyntaxError('its trailer leads to another document');
	}
}

/** The objects of one revision by their numbers: every entry leads to one of them, and each has an entry. */
async function namedObjects(
	{ entries }: Section,
	written: readonly LaterObject[],
	sectionStart: number,
	decoder: StreamDecoder,
): Promise<Map<number, CurrentObject>> {
	const named = new Map<number, CurrentObject>();
	for (const [number, entry] of entries) {
		if (entry.kind === 'free' && number === 0) continue;
		const object =
			entry.kind === 'within'
				? await objectWithin(written, entry, number, decoder)
				: written.find(({ start }) => entry.kind === 'at' && entry.offset === start);
		if (object?.number !== number) {
			throw new PdfSyntaxError('its cross-references lead to something else than it writes');
		}
		named.set(number, { value: object.value, hasStream: object.stream !== undefined });
	}
	if (written.some(({ number, start }) => start !== sectionStart && !named.has(number))) {
		throw new PdfSyntaxError('it writes an object without a cross-reference');
	}
	if (await holdsUnnamed(written, entries, decoder)) {
		throw new PdfSyntaxError('an object stream holds an object without a cross-reference');
	}
	if (new Set(written.map(({ number }) => number)).size < written.length) {
		throw new PdfSyntaxError('it writes an object twice');
	}
	return named;
}

/** Readers that mend a file take an object stream's objects without any cross-reference. */
async function holdsUnnamed(
	written: readonly LaterObject[],
	entries: ReadonlyMap<number, Entry>,
	decoder: StreamDecoder,
): Promise<boolean> {
	for (const { number, start, value, stream } of written) {
		const type = value.kind === 'dictionary' ? value.entries.get('Type') : undefined;
		if (!stream || type?.kind !== 'name' || type.value !== 'ObjStm') continue;
		const dictionary = asDictionary(value);
		const data = await decoder.decode(start, dictionary, stream);
		const isUnnamed = unpackObjects(dictionary, data).some(({ number: within }) => {
			const entry = entries.get(within);
			return entry?.kind !== 'within' || entry.stream !== number;
		});
		if (isUnnamed) return true;
	}
	return false;
}

async function objectWithin(
	written: readonly LaterObject[],
	{ stream, index }: Extract<Entry, { kind: 'within' }>,
	number: number,
	decoder: StreamDecoder,
): Promise<LaterObject | undefined> {
	const container = written.find((object) => object.number === stream);
	if (!container?.stream) return undefined;
	const dictionary = asDictionary(container.value);
	const data = await decoder.decode(container.start, dictionary, container.stream);
	const found = unpackObjects(dictionary, data)[index];
	return found?.number === number
		? { number, start: container.start, value: found.value, stream: undefined }
		: undefined;
}
