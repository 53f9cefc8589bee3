import { FILE_BOUNDS } from './bounds';
import { readTable, readXrefStream } from './crossReference';
import type { Entry, Section } from './crossReference';
import type { FileStructure } from './fileStructure';
import type { Pace } from './pace';
import { PdfParser } from './pdfParser';
import { PdfSyntaxError } from './pdfSyntaxError';
import { asDictionary } from './pdfValue';
import { leadsTo } from './writtenObject';
import type { Start, WrittenObject } from './writtenObject';

/** A cross-reference section and its offset. */
export interface PlacedSection {
	readonly start: number;
	readonly section: Section;
}

/** Cross-reference sections, each leading to the next, the newest first. */
export type SectionChain = readonly [PlacedSection, ...PlacedSection[]];

/**
 * Every cross-reference section from the newest to the oldest, a hybrid file's stream after its table. Throws a
 * PdfSyntaxError.
 *
 * @param written the objects of the revision by offset
 * @param newest the offset of the newest section
 */
export async function readSections(
	structure: FileStructure,
	written: ReadonlyMap<number, WrittenObject>,
	newest: number,
): Promise<SectionChain> {
	const read = async (place: number): Promise<PlacedSection> => {
		const start = structure.sectionStart(place);
		return { start, section: await readSection(structure, written, start) };
	};
	const first = await read(newest);
	const sections: [PlacedSection, ...PlacedSection[]] = [first];
	const add = async (start: number) => {
		const placed = await read(start);
		sections.push(placed);
		if (sections.length > FILE_BOUNDS.revisions) {
			throw new PdfSyntaxError('it has too many revisions');
		}
		return placed.section;
	};
	for (
		let { also, previous }: Section = first.section;
		;
		{ also, previous } = await add(previous)
	) {
		const second = also === undefined ? undefined : (await add(also)).previous;
		// Some readers would follow it.
		if (second !== undefined && second !== previous) {
			throw new PdfSyntaxError('its cross-references branch');
		}
		if (previous === undefined) return sections;
		const next = structure.sectionStart(previous);
		if (sections.some((one) => one.start === next)) {
			throw new PdfSyntaxError('its cross-references lead in a circle');
		}
	}
}

/** The newest section's entry for each object. */
export interface Newest {
	readonly entries: Map<number, Entry>;
	/** Objects that a hybrid file's table declares free although its stream has them: readers don't agree on them. */
	readonly doubtful: Set<number>;
}

/**
 * A newer section's entry for an object counts; but a hybrid file's table declares an object free that its stream has
 * (ISO 32000-1, 7.5.8.4).
 */
export async function newestEntries(
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
	}
	return { entries, doubtful };
}

/** The section at an offset, read once; throws a PdfSyntaxError. */
export async function readSection(
	structure: FileStructure,
	written: ReadonlyMap<number, WrittenObject>,
	start: number,
): Promise<Section> {
	const read = async () => withStarts(await readNewSection(structure, written, start), written);
	return await structure.section(start, read);
}

async function readNewSection(
	structure: FileStructure,
	written: ReadonlyMap<number, WrittenObject>,
	offset: number,
): Promise<Section> {
	const { decoder, pace } = structure;
	const table = structure.tableAt(offset);
	if (table) return await readWholeTable(new PdfParser(table.text), table.text.length, pace);
	const object = written.get(offset);
	if (!object?.stream) throw new PdfSyntaxError('a cross-reference leads nowhere');
	const dictionary = asDictionary(structure.valueOf(object));
	const data = await decoder.decode(offset, dictionary, object.stream);
	return await readXrefStream(dictionary, data, pace);
}

/**
 * The section with the offsets at which its objects begin: some programs write that of the line feed before.
 *
 * @param written objects by offset
 */
export function withStarts(section: Section, written: ReadonlyMap<number, Start>): Section {
	const entries = new Map<number, Entry>();
	for (const [number, entry] of section.entries) {
		const next = entry.kind === 'at' ? written.get(entry.offset + 1) : undefined;
		const isEarly = entry.kind === 'at' && next && leadsTo(entry.offset, next);
		entries.set(number, isEarly ? { ...entry, offset: next.start } : entry);
	}
	return { ...section, entries };
}

async function readWholeTable(parser: PdfParser, length: number, pace: Pace): Promise<Section> {
	const section = await readTable(parser, pace);
	parser.skipSpace();
	if (parser.at < length) throw new PdfSyntaxError('something follows a trailer');
	return section;
}
