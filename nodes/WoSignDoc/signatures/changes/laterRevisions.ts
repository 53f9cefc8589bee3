import { readTable, readXrefStream } from '../../pdf/file/crossReference';
import type { Entry, Section } from '../../pdf/file/crossReference';
import type { FileStructure } from '../../pdf/file/fileStructure';
import { isObjectStream, unpackObjectStream } from '../../pdf/file/objectStream';
import type { PackedObject } from '../../pdf/file/objectStream';
import { PdfParser } from '../../pdf/file/pdfParser';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary, isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { SIGNATURE_BOUNDS } from '../bounds';
import { checkInformation, checkTrailer } from './laterTrailer';
import type { CurrentObject, Revision } from './revision';
import { UpdateReader } from './updateSyntax';
import type { Update, UpdateObject } from './updateSyntax';

/** What later revisions are read with. */
export type LaterReading = Pick<FileStructure, 'pace' | 'budget' | 'decoder' | 'isEncrypted'>;

/** What the revisions after the signed range contain: the last object of each number, and the last trailer. */
export interface LaterRevisions {
	readonly objects: ReadonlyMap<number, CurrentObject>;
	readonly trailer: PdfDictionary;
}

/** Resolves a value of a later revision; undefined for a reference to an object that the later revisions do not write. */
export function laterValue(
	{ objects }: LaterRevisions,
	value: PdfValue | undefined,
): PdfValue | undefined {
	if (value?.kind !== 'reference') return value;
	return value.generation === 0 ? objects.get(value.number)?.value : undefined;
}

/**
 * Reads the bytes after a signed range as incremental updates in the canonical form (docs/TRUST.md, ISO 32000-1,
 * 7.5.6): each update's cross-references lead to exactly its own objects, and continue the chain of sections of the
 * signed bytes. Throws a PdfSyntaxError for anything else, which could make a viewer read other bytes than these.
 *
 * @param start where in the file the bytes begin
 */
export async function readLaterRevisions(
	bytes: Buffer,
	start: number,
	signed: Revision,
	structure: LaterReading,
): Promise<LaterRevisions> {
	const reader = new UpdateReader(bytes, start, structure.pace, structure.budget);
	const later = new LaterObjects(structure);
	// Otherwise its first line belongs to the comment `%%EOF` that ends the signed bytes.
	if (
		start === signed.startXref.revisionEnd &&
		!/^[ \t\r\n]/.test(bytes.toString('latin1', 0, 1))
	) {
		throw new PdfSyntaxError('it does not begin on a line of its own');
	}
	let trailer = signed.trailer;
	let previous = signed.startXref.value;
	for (let update = await reader.next(); update; update = await reader.next()) {
		const section = await sectionOf(update, structure);
		// Some readers rebuild only files whose cross-references are in tables.
		if (Boolean(update.table) === signed.endsInStream) {
			throw new PdfSyntaxError('its cross-references are of another kind than the signed ones');
		}
		await later.add(update.objects, section.entries, update.startXref);
		checkTrailer(section, { previous, before: trailer, highest: later.highest });
		checkInformation(
			section.trailer,
			trailer,
			(number) => later.objects.has(number) || signed.has(number),
		);
		({ trailer } = section);
		previous = update.startXref;
	}
	return { objects: later.objects, trailer };
}

async function sectionOf(
	{ objects, table, startXref }: Update,
	{ decoder, pace }: LaterReading,
): Promise<Section> {
	if (table) {
		if (table.start !== startXref) throw new PdfSyntaxError('its startxref leads elsewhere');
		return await readTable(new PdfParser(table.text, 0, true), pace);
	}
	const object = objects.find(({ start }) => start === startXref);
	if (!object?.stream) throw new PdfSyntaxError('its startxref leads elsewhere');
	const dictionary = asDictionary(object.value);
	if (!isSectionStream(dictionary)) {
		throw new PdfSyntaxError('its startxref leads to another kind of stream');
	}
	return await readXrefStream(
		dictionary,
		await decoder.decode(startXref, dictionary, object.stream),
		pace,
	);
}

function isSectionStream(value: PdfValue): boolean {
	return isNamed(value, 'Type', 'XRef');
}

/** The objects of all updates so far. */
class LaterObjects {
	readonly objects = new Map<number, CurrentObject>();
	highest = 0;
	/** Numbers of object and cross-reference streams, which must not be written again: their contents would be lost. */
	private readonly structural = new Set<number>();

	constructor(private readonly structure: LaterReading) {}

	/** Adds the objects of one update. Its entries must lead to exactly these. */
	async add(
		written: readonly UpdateObject[],
		entries: ReadonlyMap<number, Entry>,
		startXref: number,
	): Promise<void> {
		const places = new Map<number, Entry>();
		for (const { number, start, value, stream } of written) {
			await this.structure.pace.step();
			if (start !== startXref && isSectionStream(value)) {
				throw new PdfSyntaxError('it has a cross-reference stream that nothing leads to');
			}
			this.put(number, { value, stream });
			addPlace(places, number, { kind: 'at', offset: start, generation: 0 });
			for (const [index, inner] of (await this.within({ value, start, stream })).entries()) {
				this.put(inner.number, { value: inner.value, stream: undefined });
				addPlace(places, inner.number, { kind: 'within', stream: number, index });
			}
		}
		await this.checkEntries(places, entries, startXref);
		for (const { number, start, value, stream } of written) {
			if (start === startXref || (stream && isObjectStream(value))) this.structural.add(number);
		}
	}

	private async within(object: Omit<UpdateObject, 'number'>): Promise<readonly PackedObject[]> {
		if (!object.stream || !isObjectStream(object.value)) return [];
		if (this.structure.isEncrypted) throw new PdfSyntaxError('an object stream is not encrypted');
		return await unpackObjectStream(object.value, object, this.structure, true);
	}

	private put(number: number, object: CurrentObject): void {
		if (this.structural.has(number)) {
			throw new PdfSyntaxError('it writes again what holds the structure of an update');
		}
		if (object.value.kind === 'reference')
			throw new PdfSyntaxError('an object is a mere reference');
		this.objects.set(number, object);
		this.highest = Math.max(this.highest, number);
		if (this.objects.size > SIGNATURE_BOUNDS.laterObjects) {
			throw new PdfSyntaxError('it writes more objects than are looked at');
		}
	}

	/** A cross-reference stream need not have an entry for itself. */
	private async checkEntries(
		places: ReadonlyMap<number, Entry>,
		entries: ReadonlyMap<number, Entry>,
		startXref: number,
	): Promise<void> {
		for (const [number, place] of places) {
			const entry = entries.get(number);
			const isSection = place.kind === 'at' && place.offset === startXref;
			if (entry ? !isSamePlace(entry, place) : !isSection) throw elsewhere();
		}
		for (const [number, entry] of entries) {
			const isNull = number === 0 && entry.kind === 'free';
			if (!isNull && !places.has(number)) throw elsewhere();
			await this.structure.pace.step();
		}
	}
}

function addPlace(places: Map<number, Entry>, number: number, place: Entry): void {
	if (number === 0 || places.has(number)) throw new PdfSyntaxError('it writes an object twice');
	places.set(number, place);
}

function isSamePlace(one: Entry, other: Entry): boolean {
	if (one.kind === 'at' && other.kind === 'at') {
		return one.offset === other.offset && one.generation === other.generation;
	}
	return (
		one.kind === 'within' &&
		other.kind === 'within' &&
		one.stream === other.stream &&
		one.index === other.index
	);
}

function elsewhere(): PdfSyntaxError {
	return new PdfSyntaxError('its cross-references lead to something else than it writes');
}
