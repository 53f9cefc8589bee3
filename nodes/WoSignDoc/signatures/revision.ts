import { SIGNATURE_BOUNDS } from './bounds';
import type { Entry, Section } from './crossReference';
import { asDictionary, readTable, readXrefStream } from './crossReference';
import type { FileStructure } from './fileStructure';
import type { StartXref, WrittenObject } from './objectScanner';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { PdfParser, PdfSyntaxError } from './pdfSyntax';

/** An object's value, and whether a stream belongs to it. */
export interface CurrentObject {
	readonly value: PdfValue;
	readonly hasStream: boolean;
}

/** An object of the signed bytes, with its value as it is written there. */
export interface SignedObject extends CurrentObject {
	readonly text: Buffer;
}

/** A cross-reference section and where it begins. */
export interface PlacedSection {
	readonly start: number;
	readonly section: Section;
}

/**
 * The file as it was when its first so many bytes were all of it, read as a viewer reads it: from its last
 * `startxref` along the cross-references. Whatever is not in order throws.
 */
export class Revision {
	private constructor(
		private readonly structure: FileStructure,
		/** Its objects by where they begin. */
		readonly written: ReadonlyMap<number, WrittenObject>,
		/** The newest first. */
		readonly sections: readonly PlacedSection[],
		private readonly newest: Newest,
		readonly startXref: StartXref,
	) {}

	/** Reads the revision that ends there; throws a PdfSyntaxError, or a PdfProblem. */
	static async read(structure: FileStructure, end: number): Promise<Revision> {
		const written = new Map(
			structure.objects.filter(({ start }) => start < end).map((one) => [one.start, one]),
		);
		const startXref = structure.startXrefs.findLast(({ at }) => at < end);
		if (!startXref) throw new PdfSyntaxError('it has no startxref');
		const sections = await sectionsFrom(
			startXref.value,
			async (offset) =>
				await structure.section(
					offset,
					async () => await readSection(structure, written, { offset, end }),
				),
		);
		const newest = await newestEntries(sections, structure);
		return new Revision(structure, written, sections, newest, startXref);
	}

	/** Whether its newest cross-reference section is a stream. */
	get endsInStream(): boolean {
		return this.written.has(this.startXref.value);
	}

	/** Whether there is an object of the number. */
	has(number: number): boolean {
		return (this.entries.get(number)?.kind ?? 'free') !== 'free';
	}

	/** What the newest section says of each object. */
	get entries(): ReadonlyMap<number, Entry> {
		return this.newest.entries;
	}

	/** Whether readers find different objects of that number. */
	isDoubtful(number: number): boolean {
		return this.newest.doubtful.has(number);
	}

	/** The newest trailer. */
	get trailer(): PdfDictionary {
		const [newest] = this.sections;
		if (!newest) throw new PdfSyntaxError('it has no cross-reference section');
		return newest.section.trailer;
	}

	/** The object of the number; undefined when there is none. Throws where a cross-reference leads astray. */
	async object(number: number): Promise<SignedObject | undefined> {
		const entry = this.entries.get(number);
		if (entry?.kind === 'at') {
			const found = this.written.get(entry.offset);
			// What a viewer finds there, and we did not, could be anything.
			if (found?.number !== number || found.generation !== entry.generation) throw astray();
			const { text, stream } = found;
			return { value: this.structure.valueOf(found), hasStream: stream !== undefined, text };
		}
		if (entry?.kind !== 'within') return undefined;
		const found = (await this.structure.unpack(this.container(entry.stream)))[entry.index];
		if (found?.number !== number) throw astray();
		return { value: found.value, hasStream: false, text: found.text };
	}

	/** What a reference leads to, or the value itself. */
	async resolve(value: PdfValue | undefined): Promise<PdfValue | undefined> {
		return value?.kind === 'reference' ? (await this.object(value.number))?.value : value;
	}

	/** Where the object of the number begins, which must not be in an object stream itself. */
	offsetOf(number: number): number {
		return this.container(number).start;
	}

	private container(number: number): WrittenObject {
		const entry = this.entries.get(number);
		const found = entry?.kind === 'at' ? this.written.get(entry.offset) : undefined;
		if (found?.number !== number) throw astray();
		return found;
	}
}

async function readSection(
	structure: FileStructure,
	written: ReadonlyMap<number, WrittenObject>,
	{ offset, end }: { readonly offset: number; readonly end: number },
): Promise<Section> {
	const { decoder, pace } = structure;
	const table = structure.tables.find(({ start }) => start === offset && start < end);
	if (table) return await readWholeTable(new PdfParser(table.text), table.text.length, pace);
	const object = written.get(offset);
	if (!object?.stream) throw new PdfSyntaxError('a cross-reference leads nowhere');
	const dictionary = asDictionary(structure.valueOf(object));
	const data = await decoder.decode(offset, dictionary, object.stream);
	return await readXrefStream(dictionary, data, pace);
}

async function readWholeTable(
	parser: PdfParser,
	length: number,
	pace: FileStructure['pace'],
): Promise<Section> {
	const section = await readTable(parser, pace);
	parser.skipSpace();
	if (parser.at < length) throw new PdfSyntaxError('something follows a trailer');
	return section;
}

/** Every section from the newest to the oldest. */
async function sectionsFrom(
	newest: number,
	sectionAt: (offset: number) => Promise<Section>,
): Promise<PlacedSection[]> {
	const sections: PlacedSection[] = [];
	for (let start: number | undefined = newest; start !== undefined;) {
		const section: Section = await sectionAt(start);
		sections.push({ start, section });
		if (section.also !== undefined) {
			const also = await sectionAt(section.also);
			// Some readers would follow it.
			if (also.previous !== undefined) throw new PdfSyntaxError('its cross-references branch');
			sections.push({ start: section.also, section: also });
		}
		const { previous } = section;
		const isLoop = sections.some((one) => one.start === previous);
		if (isLoop || sections.length > SIGNATURE_BOUNDS.revisions) {
			throw new PdfSyntaxError('it has too many revisions');
		}
		start = previous;
	}
	return sections;
}

/** What the newest section says of each object. */
interface Newest {
	readonly entries: Map<number, Entry>;
	/** Objects that a hybrid file's table says are free, and its stream knows: readers do not agree on them. */
	readonly doubtful: Set<number>;
}

/**
 * What a newer section says of an object counts; but a hybrid file's table says `free` of what its stream tells
 * (ISO 32000-1, 7.5.8.4).
 */
async function newestEntries(
	sections: readonly PlacedSection[],
	{ pace }: FileStructure,
): Promise<Newest> {
	const entries = new Map<number, Entry>();
	const doubtful = new Set<number>();
	let hidden = new Set<number>();
	for (const { section } of sections) {
		const isHybrid = section.also !== undefined;
		const free = new Set<number>();
		for (const [number, entry] of section.entries) {
			const isHidden = hidden.has(number);
			if (isHidden) doubtful.add(number);
			if (isHybrid && entry.kind === 'free' && !entries.has(number)) free.add(number);
			if (isHidden || !entries.has(number)) entries.set(number, entry);
			await pace.step();
		}
		hidden = free;
		if (entries.size > SIGNATURE_BOUNDS.entries)
			throw new PdfSyntaxError('it has too many objects');
	}
	return { entries, doubtful };
}

function astray(): PdfSyntaxError {
	return new PdfSyntaxError('a cross-reference leads astray');
}
