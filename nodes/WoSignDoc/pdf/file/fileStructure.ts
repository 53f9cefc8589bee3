import { FILE_BOUNDS } from './bounds';
import type { Section } from './crossReference';
import { unpackObjectStream } from './objectStream';
import type { PackedObject } from './objectStream';
import type { Pace } from './pace';
import { PdfSyntaxError } from './pdfSyntaxError';
import type { PdfValue } from './pdfValue';
import { StreamDecoder } from './streamData';
import { ValueBudget } from './valueBudget';
import { mayName } from './writtenName';
import { leadsTo } from './writtenObject';
import type { StartXref, WrittenObject, WrittenTable } from './writtenObject';

/** The memory for each object in addition to its text, in bytes. */
const OVERHEAD = 200;

/**
 * The parts of a file that are kept to determine what a later revision changes: everything except the contents of
 * streams. Each object is parsed once, and each object stream unpacked once, however often they are requested.
 */
export class FileStructure {
	readonly objects: WrittenObject[] = [];
	readonly tables: WrittenTable[] = [];
	readonly startXrefs: StartXref[] = [];
	readonly decoder: StreamDecoder;
	readonly budget = new ValueBudget();
	private readonly sections = new Map<number, Section>();
	private readonly values = new WeakMap<WrittenObject, PdfValue | Error>();
	private readonly unpacked = new WeakMap<WrittenObject, Promise<readonly PackedObject[]>>();
	/** Computed once the whole file has been read. */
	private encrypted: boolean | undefined;
	private readonly streamLengths = new Map<number, number>();
	private entryCount = 0;
	private firstDisorder = Infinity;
	private kept = 0;
	private whole = true;

	constructor(readonly pace: Pace) {
		this.decoder = new StreamDecoder(pace);
	}

	/** Approximate bytes of memory in use. */
	get size(): number {
		return Math.min(this.kept, FILE_BOUNDS.structureLength);
	}

	/** Whether nothing was left out because of its size. */
	get isWhole(): boolean {
		return this.whole;
	}

	/** Whether strings and streams can't be read: some revision's trailer says so. */
	get isEncrypted(): boolean {
		this.encrypted ??= [...this.tables, ...this.objects].some(({ text }) =>
			mayName(text, 'Encrypt'),
		);
		return this.encrypted;
	}

	/** The offset of the first byte that belongs to nothing; Infinity if there is none. */
	get disorder(): number {
		return this.firstDisorder;
	}

	/** The amount of data to walk through, in values and cross-references, as far as it is known. */
	get weight(): number {
		return this.objects.length + this.budget.spent + this.entryCount;
	}

	addObject(object: WrittenObject): void {
		if (this.hasRoom(object.text.length + (object.stream?.length ?? 0))) this.objects.push(object);
	}

	addTable(table: WrittenTable): void {
		if (this.hasRoom(table.text.length)) this.tables.push(table);
	}

	/** The table at an offset: some programs give the offset of the line feed before `xref`. */
	tableAt(place: number): WrittenTable | undefined {
		return this.tables.find((table) => leadsTo(place, table));
	}

	/** The start of the cross-reference section at an offset. */
	sectionStart(place: number): number {
		return this.tableAt(place)?.start ?? place;
	}

	addStartXref(startXref: StartXref): void {
		if (this.hasRoom(0)) this.startXrefs.push(startXref);
	}

	/** The bytes before `endstream` of a stream that isn't kept, by its object's offset; undefined if it has no end. */
	lengthOf({ start }: WrittenObject): number | undefined {
		return this.streamLengths.get(start);
	}

	addStream(objectStart: number, length: number): void {
		if (this.whole) this.streamLengths.set(objectStart, length);
	}

	addDisorder(at: number): void {
		this.firstDisorder = Math.min(this.firstDisorder, at);
	}

	/** Something was too large to be kept. */
	leaveOut(): void {
		this.whole = false;
	}

	/** The cross-reference section at an offset, read once; throws if all of them together have too many entries. */
	async section(start: number, read: () => Promise<Section>): Promise<Section> {
		const known = this.sections.get(start);
		if (known) return known;
		const section = await read();
		this.entryCount += section.entries.size;
		if (this.entryCount > FILE_BOUNDS.entries) {
			throw new PdfSyntaxError('it has more cross-references than are read');
		}
		this.sections.set(start, section);
		return section;
	}

	/** The object's value; throws a PdfSyntaxError. */
	valueOf(object: WrittenObject): PdfValue {
		const value = this.values.get(object) ?? this.budget.parse(object.text);
		this.values.set(object, value);
		if (value instanceof Error) throw value;
		return value;
	}

	/** The objects within an object stream, in order; throws a PdfSyntaxError. */
	async unpack(object: WrittenObject): Promise<readonly PackedObject[]> {
		const unpacked = this.unpacked.get(object) ?? this.unpackNew(object);
		this.unpacked.set(object, unpacked);
		return await unpacked;
	}

	private async unpackNew(object: WrittenObject): Promise<readonly PackedObject[]> {
		return await unpackObjectStream(this.valueOf(object), object, this);
	}

	private hasRoom(length: number): boolean {
		this.kept += length + OVERHEAD;
		if (this.kept > FILE_BOUNDS.structureLength) this.whole = false;
		return this.whole;
	}
}
