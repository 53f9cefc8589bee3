import { isSameEntry, readXrefStream } from '../../pdf/file/crossReference';
import type { Entry, Section } from '../../pdf/file/crossReference';
import type { FileStructure } from '../../pdf/file/fileStructure';
import { isObjectStream, unpackObjectStream } from '../../pdf/file/objectStream';
import type { PackedObject } from '../../pdf/file/objectStream';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary, isNamed } from '../../pdf/file/pdfValue';
import type { PdfValue } from '../../pdf/file/pdfValue';
import { SIGNATURE_BOUNDS } from '../bounds';
import { repeatsTable } from './repeatedSection';
import type { CurrentObject, Revision } from './revision';
import type { Update, UpdateObject } from './updateSyntax';

/** What later revisions are read with. */
export type LaterReading = Pick<FileStructure, 'pace' | 'budget' | 'decoder' | 'isEncrypted'>;

/** The objects of all updates so far. */
export class LaterObjects {
	readonly objects = new Map<number, CurrentObject>();
	highest = 0;
	/** Numbers of object and cross-reference streams and of new catalogs, which must not be rewritten. */
	private readonly structural = new Set<number>();
	/** Numbers that an update declares free, which must not be used later. */
	private readonly freed = new Set<number>();

	constructor(
		private readonly structure: LaterReading,
		private readonly signed: Revision,
	) {}

	/** Adds the objects of one update. Its entries must lead to exactly these. */
	async add({ objects, table, startXref }: Update, section: Section): Promise<void> {
		const places = new Map<number, Entry>();
		for (const object of objects) {
			const { number, start, value, stream } = object;
			await this.structure.pace.step();
			if (start !== startXref && isSectionStream(value)) {
				const repeats = repeatsTable(await streamSection(object, this.structure), section);
				if (!table || !repeats) {
					throw new PdfSyntaxError('it has a cross-reference stream that nothing leads to');
				}
			}
			this.put(number, { value, stream });
			addPlace(places, number, { kind: 'at', offset: start, generation: 0 });
			for (const [index, inner] of (await this.within({ value, start, stream })).entries()) {
				this.put(inner.number, { value: inner.value, stream: undefined });
				addPlace(places, inner.number, { kind: 'within', stream: number, index });
			}
		}
		await this.checkEntries(places, section.entries, startXref);
		for (const { number, value, stream } of objects) {
			const isStructural = stream
				? isSectionStream(value) || isObjectStream(value)
				: this.hasNewCatalog({ number, generation: 0 });
			if (isStructural) this.structural.add(number);
		}
	}

	/** Whether a reference is to a catalog that a later revision adds. */
	hasNewCatalog({ number, generation }: { number: number; generation: number }): boolean {
		const object = this.objects.get(number);
		if (!object || object.stream || this.signed.everHad(number)) return false;
		return generation === 0 && isCatalog(object.value);
	}

	private async within(
		object: Pick<UpdateObject, 'start' | 'value' | 'stream'>,
	): Promise<readonly PackedObject[]> {
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
		if (this.freed.has(number)) throw new PdfSyntaxError('it writes an object that it called free');
		this.objects.set(number, object);
		this.highest = Math.max(this.highest, number);
		if (this.objects.size > SIGNATURE_BOUNDS.laterObjects) {
			throw new PdfSyntaxError('it writes more objects than are looked at');
		}
	}

	/** A cross-reference stream doesn't need an entry for itself; iText 5 gives it a free one. */
	private async checkEntries(
		places: ReadonlyMap<number, Entry>,
		entries: ReadonlyMap<number, Entry>,
		startXref: number,
	): Promise<void> {
		for (const [number, place] of places) {
			const entry = entries.get(number);
			const isSection = place.kind === 'at' && place.offset === startXref;
			const isFree = (entry?.kind ?? 'free') === 'free';
			if (isFree ? !isSection : !entry || !isSameEntry(entry, place)) throw elsewhere();
		}
		for (const [number, entry] of entries) {
			if (entry.kind === 'free' && !places.has(number)) this.free(number);
			else if (entry.kind === 'free') continue;
			else if (!places.has(number)) throw elsewhere();
			await this.structure.pace.step();
		}
	}

	/** A free entry changes nothing, even for readers that search for objects, if its number was never in use. */
	private free(number: number): void {
		if (number === 0) return;
		if (this.objects.has(number) || this.signed.everHad(number)) throw elsewhere();
		this.freed.add(number);
		this.highest = Math.max(this.highest, number);
	}
}

function addPlace(places: Map<number, Entry>, number: number, place: Entry): void {
	if (number === 0 || places.has(number)) throw new PdfSyntaxError('it writes an object twice');
	places.set(number, place);
}

function elsewhere(): PdfSyntaxError {
	return new PdfSyntaxError('its cross-references lead to something else than it writes');
}

/** The cross-reference section that an object of an update is; throws a PdfSyntaxError. */
export async function streamSection(
	{ start, value, stream }: UpdateObject,
	{ decoder, pace }: Pick<LaterReading, 'decoder' | 'pace'>,
): Promise<Section> {
	const dictionary = asDictionary(value);
	const data = await decoder.decode(start, dictionary, stream ?? Buffer.alloc(0));
	return await readXrefStream(dictionary, data, pace);
}

export function isCatalog(value: PdfValue): boolean {
	return isNamed(value, 'Type', 'Catalog');
}

export function isSectionStream(value: PdfValue | undefined): boolean {
	return value !== undefined && isNamed(value, 'Type', 'XRef');
}
