import { SIGNATURE_BOUNDS } from './bounds';
import type { Entry, Section } from './crossReference';
import { asDictionary, readTable, readXrefStream } from './crossReference';
import type { FileStructure } from './fileStructure';
import type { StartXref, WrittenObject } from './objectScanner';
import { referencesIn, referencesOf } from './references';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { PdfParser, parseWhole, PdfSyntaxError } from './pdfSyntax';
import type { StreamDecoder } from './streamData';
import { numberIn } from './streamData';

/** An object's value, and whether a stream belongs to it. */
export interface CurrentObject {
	readonly value: PdfValue;
	readonly hasStream: boolean;
}

/** An object within an object stream. */
export interface NumberedValue {
	readonly number: number;
	readonly value: PdfValue;
}

/**
 * The file as it was when its first so many bytes were all of it, read as a viewer reads it: from its last
 * `startxref` along the cross-references. Whatever is not in order throws.
 */
export class Revision {
	private readonly byStart: ReadonlyMap<number, WrittenObject>;

	private constructor(
		private readonly written: readonly WrittenObject[],
		private readonly entries: ReadonlyMap<number, Entry>,
		/** The last trailer. */
		readonly trailer: PdfDictionary,
		readonly startXref: StartXref,
		/** Where the cross-reference sections begin. */
		private readonly sections: ReadonlySet<number>,
		readonly decoder: StreamDecoder,
	) {
		this.byStart = new Map(written.map((object) => [object.start, object]));
		// What a viewer finds, and we did not, could refer to anything.
		for (const [number, entry] of entries) {
			if (entry.kind === 'at' && this.byStart.get(entry.offset)?.number !== number) {
				throw new PdfSyntaxError('a cross-reference leads astray');
			}
		}
	}

	/** Reads the revision that ends there; throws a PdfSyntaxError, or a PdfProblem. */
	static async read(structure: FileStructure, end: number): Promise<Revision> {
		const written = structure.objects.filter(({ start }) => start < end);
		const startXref = structure.startXrefs.findLast(({ at }) => at < end);
		if (!startXref) throw new PdfSyntaxError('it has no startxref');
		const sections = new Set<number>();
		const sectionAt = async (offset: number): Promise<Section> => {
			sections.add(offset);
			const table = structure.tables.find(({ start }) => start === offset && start < end);
			if (table) return readTable(new PdfParser(table.text));
			const object = written.find(({ start }) => start === offset);
			if (!object?.stream) throw new PdfSyntaxError('a cross-reference leads nowhere');
			const dictionary = asDictionary(parseWhole(object.text));
			return readXrefStream(
				dictionary,
				await structure.decoder.decode(offset, dictionary, object.stream),
			);
		};
		const first = await sectionAt(startXref.value);
		const entries = await allEntries(first, sectionAt);
		const { decoder } = structure;
		return new Revision(written, entries, first.trailer, startXref, sections, decoder);
	}

	/** The object of the number; undefined when there is none. */
	async object(number: number): Promise<CurrentObject | undefined> {
		const entry = this.entries.get(number);
		if (entry?.kind === 'at') {
			const found = this.byStart.get(entry.offset);
			if (found?.number !== number) throw new PdfSyntaxError('a cross-reference leads astray');
			return { value: parseWhole(found.text), hasStream: found.stream !== undefined };
		}
		if (entry?.kind !== 'within') return undefined;
		const found = (await this.unpack(this.containerOf(entry.stream)))[entry.index];
		if (found?.number !== number) throw new PdfSyntaxError('a cross-reference leads astray');
		return { value: found.value, hasStream: false };
	}

	/** What a reference leads to, or the value itself. */
	async resolve(value: PdfValue | undefined): Promise<PdfValue | undefined> {
		return value?.kind === 'reference' ? (await this.object(value.number))?.value : value;
	}

	/**
	 * The numbers of all objects that the file's objects refer to, whatever revision they are of and also within
	 * object streams, and by which objects.
	 */
	async mentioned(): Promise<Map<number, Set<number>>> {
		const mentions = new Map<number, Set<number>>();
		const add = (numbers: readonly number[], by: number) => {
			for (const number of numbers) mention(mentions, number, by);
		};
		for (const object of this.written) {
			add(referencesOf(object, this.sections.has(object.start)), object.number);
		}
		for (const container of this.containers) {
			for (const { number, value } of await this.unpack(container))
				add(referencesIn(value), number);
		}
		return mentions;
	}

	/** The object streams that hold objects, by the cross-references. */
	private get containers(): Set<WrittenObject> {
		const streams = [...this.entries.values()].flatMap((entry) =>
			entry.kind === 'within' ? [this.containerOf(entry.stream)] : [],
		);
		return new Set(streams);
	}

	private containerOf(number: number): WrittenObject {
		const entry = this.entries.get(number);
		const found = entry?.kind === 'at' ? this.byStart.get(entry.offset) : undefined;
		if (!found?.stream?.length) throw new PdfSyntaxError('a cross-reference leads nowhere');
		return found;
	}

	private async unpack(object: WrittenObject): Promise<NumberedValue[]> {
		return await unpackObject(object, this.decoder);
	}
}

/** The objects within a written object stream; throws a PdfSyntaxError, or a PdfProblem. */
export async function unpackObject(
	{ text, stream, start }: WrittenObject,
	decoder: StreamDecoder,
): Promise<NumberedValue[]> {
	const dictionary = asDictionary(parseWhole(text));
	return unpackObjects(
		dictionary,
		await decoder.decode(start, dictionary, stream ?? Buffer.alloc(0)),
	);
}

/** The objects of an object stream (ISO 32000-1, 7.5.7), decompressed, in their order. */
export function unpackObjects(dictionary: PdfDictionary, data: Buffer): NumberedValue[] {
	const count = numberIn(dictionary, 'N') ?? 0;
	const first = numberIn(dictionary, 'First') ?? 0;
	if (count > data.length) throw new PdfSyntaxError('an object stream is malformed');
	const head = new PdfParser(data);
	const offsets = Array.from({ length: count }, () => {
		const number = head.unsigned();
		return { number, offset: head.unsigned() };
	});
	return offsets.map(({ number, offset }) => ({
		number,
		value: new PdfParser(data, first + offset).value(),
	}));
}

/** Every section from the newest to the oldest: what a newer one says of an object counts. */
async function allEntries(
	newest: Section,
	sectionAt: (offset: number) => Promise<Section>,
): Promise<Map<number, Entry>> {
	const entries = new Map<number, Entry>();
	const add = (section: Section) => {
		for (const [number, entry] of section.entries) {
			if (!entries.has(number)) entries.set(number, entry);
		}
	};
	let current: Section | undefined = newest;
	for (let count = 0; current; count++) {
		if (count > SIGNATURE_BOUNDS.revisions) throw new PdfSyntaxError('it has too many revisions');
		add(current);
		if (current.also !== undefined) add(await sectionAt(current.also));
		current = current.previous === undefined ? undefined : await sectionAt(current.previous);
	}
	return entries;
}

function mention(mentions: Map<number, Set<number>>, number: number, by: number): void {
	const known = mentions.get(number);
	if (known) known.add(by);
	else mentions.set(number, new Set([by]));
}
