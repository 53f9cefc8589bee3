import type { Entry } from '../../pdf/file/crossReference';
import type { FileStructure } from '../../pdf/file/fileStructure';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { newestEntries, readSections } from '../../pdf/file/sectionChain';
import type { Newest, SectionChain } from '../../pdf/file/sectionChain';
import type { StartXref, WrittenObject } from '../../pdf/file/writtenObject';

/** An object's value, and its stream if it has one, as far as it is kept. */
export interface CurrentObject {
	readonly value: PdfValue;
	readonly stream: Buffer | undefined;
}

/** An object of the signed bytes, with the text of its value. */
export interface SignedObject extends CurrentObject {
	readonly text: Buffer;
}

/**
 * The file as of one of its revisions, read as a viewer reads it: from its last `startxref` along the cross-references.
 * Throws if these are invalid.
 */
export class Revision {
	/** Every object number in any section; computed on first use. */
	private numbers: ReadonlySet<number> | undefined;

	private constructor(
		private readonly structure: FileStructure,
		/** Its objects by offset. */
		readonly written: ReadonlyMap<number, WrittenObject>,
		readonly sections: SectionChain,
		private readonly newest: Newest,
		readonly startXref: StartXref,
	) {}

	/**
	 * Reads a revision; throws a PdfSyntaxError.
	 *
	 * @param startXref its last
	 */
	static async read(
		structure: FileStructure,
		startXref: StartXref,
		end: number,
	): Promise<Revision> {
		const written = new Map(
			structure.objects.filter(({ start }) => start < end).map((one) => [one.start, one]),
		);
		const sections = await readSections(structure, written, startXref.value);
		const newest = await newestEntries(sections, structure);
		return new Revision(structure, written, sections, newest, startXref);
	}

	/** Whether its newest cross-reference section is a stream. */
	get endsInStream(): boolean {
		return this.written.has(this.startXref.value);
	}

	/** Whether there is an object with this number. */
	has(number: number): boolean {
		return (this.entries.get(number)?.kind ?? 'free') !== 'free';
	}

	/** Whether any section, including old ones, leads to an object with this number. */
	everHad(number: number): boolean {
		this.numbers ??= new Set(
			this.sections.flatMap(({ section }) =>
				[...section.entries].flatMap(([one, { kind }]) => (kind === 'free' ? [] : [one])),
			),
		);
		return this.numbers.has(number);
	}

	/** The newest cross-reference entry of each object. */
	get entries(): ReadonlyMap<number, Entry> {
		return this.newest.entries;
	}

	/** Whether readers may find different objects for the number. */
	isAmbiguous(number: number): boolean {
		return this.newest.doubtful.has(number);
	}

	/** The newest trailer. */
	get trailer(): PdfDictionary {
		return this.sections[0].section.trailer;
	}

	/** The object with this number; undefined if there is none. Throws if its entry leads to something else. */
	async object(number: number): Promise<SignedObject | undefined> {
		const entry = this.entries.get(number);
		if (entry?.kind === 'at') {
			const found = this.written.get(entry.offset);
			// A viewer could find another object there than we did.
			if (found?.number !== number || found.generation !== entry.generation) throw wrongEntry();
			const { text, stream } = found;
			return { value: this.structure.valueOf(found), stream, text };
		}
		if (entry?.kind !== 'within') return undefined;
		const found = (await this.structure.unpack(this.container(entry.stream)))[entry.index];
		if (found?.number !== number) throw wrongEntry();
		return { value: found.value, stream: undefined, text: found.text };
	}

	/** The target of a reference, or the value itself. */
	async resolve(value: PdfValue | undefined): Promise<PdfValue | undefined> {
		return value?.kind === 'reference' ? (await this.object(value.number))?.value : value;
	}

	/** The offset of the object with this number, which must not itself be in an object stream. */
	offsetOf(number: number): number {
		return this.container(number).start;
	}

	private container(number: number): WrittenObject {
		const entry = this.entries.get(number);
		const found = entry?.kind === 'at' ? this.written.get(entry.offset) : undefined;
		if (found?.number !== number) throw wrongEntry();
		return found;
	}
}

function wrongEntry(): PdfSyntaxError {
	return new PdfSyntaxError('a cross-reference leads to the wrong place');
}
