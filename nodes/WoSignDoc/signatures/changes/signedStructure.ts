import { LARGEST_NUMBER } from '../../pdf/file/crossReference';
import type { FileStructure } from '../../pdf/file/fileStructure';
import { isObjectStream } from '../../pdf/file/objectStream';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary, isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import type { WrittenObject } from '../../pdf/file/writtenObject';
import { entryPlacesOf, placeOf } from './entryPlaces';
import { sizeOf } from './laterTrailer';
import { repeatsNextTable } from './repeatedSection';
import type { Revision } from './revision';
import { factsOf } from './valueFacts';

/** Called with value and number of each object in the signed bytes, and with 0 for what counts of a trailer. */
type Visit = (number: number, value: PdfValue) => void;

/** The number for trailers, which no object has. */
const TRAILER = 0;

/**
 * Checks that no two readers can interpret the signed bytes differently, whether they follow the cross-references or
 * search for objects. Otherwise an attacker who prepared the document before it was signed could use a later revision
 * to choose which of two readings is shown. Throws a PdfSyntaxError that says what is ambiguous.
 *
 * @param end where the signed range ends
 * @param visit called with every object, so that the file is walked once
 */
export async function checkSignedStructure(
	structure: FileStructure,
	signed: Revision,
	end: number,
	visit: Visit,
): Promise<void> {
	if (structure.disorder < end) throw ambiguous('hold something between their objects');
	const check = new StructureCheck(
		structure,
		signed,
		visit,
		await entryPlacesOf(signed, structure),
	);
	check.sections(end);
	for (const { section } of signed.sections) check.trailer(section.trailer);
	for (const object of signed.written.values()) {
		await check.object(object);
		await structure.pace.step();
	}
	await check.entries();
}

class StructureCheck {
	private readonly sectionStarts: ReadonlySet<number>;
	/** The offset of the last object of each number, or of the object stream that it is in. */
	private readonly last = new Map<number, number>();
	private readonly referenced = new Set<number>();
	/** Whether an object in an object stream was replaced by one outside of any. */
	private hasUnpacked = false;

	/** @param entryPlaces the places that the entries of all sections lead to, as `placeOf` formats them */
	constructor(
		private readonly structure: FileStructure,
		private readonly signed: Revision,
		private readonly visit: Visit,
		private readonly entryPlaces: ReadonlySet<string>,
	) {
		this.sectionStarts = new Set(signed.sections.map(({ start }) => start));
	}

	/** Checks that every table and `startxref`, except a linearized file's first, belongs to the chain of sections. */
	sections(end: number): void {
		const { tables, startXrefs } = this.structure;
		const starts = [
			...tables.map(({ start: at }) => ({ at, value: at })),
			...startXrefs.filter(({ value }) => value !== 0),
		];
		const isApart = (value: number) => !this.sectionStarts.has(this.structure.sectionStart(value));
		if (starts.some(({ at, value }) => at < end && isApart(value))) {
			throw ambiguous('hold cross-references that nothing leads to');
		}
	}

	/** Readers follow only a trailer's root and encryption; the document information isn't shown. */
	trailer(trailer: PdfDictionary): void {
		if (trailer.repeatedKey !== undefined) throw ambiguous('have a trailer with a key twice');
		for (const key of ['Root', 'Encrypt']) {
			const value = trailer.entries.get(key);
			if (value) this.checkValue(TRAILER, { ...trailer, entries: new Map([[key, value]]) });
		}
	}

	async object(object: WrittenObject): Promise<void> {
		const { number, start, stream } = object;
		this.last.set(number, Math.max(this.last.get(number) ?? 0, start));
		if (this.sectionStarts.has(start)) return;
		this.checkHasEntry(number, start);
		const value = this.structure.valueOf(object);
		if (stream && (await this.isRepeatedSection(object, value))) return;
		this.checkValue(number, value);
		if (!stream) return;
		if (stream.length === 0) await this.checkLength(object, asDictionary(value));
		if (holdsObjects(value, stream)) await this.unpack(object);
	}

	/** Checks that a stream isn't shorter than its length: a reader that rebuilds the file would skip what follows. */
	private async checkLength(object: WrittenObject, { entries }: PdfDictionary): Promise<void> {
		const length = await this.signed.resolve(entries.get('Length'));
		const found = this.structure.lengthOf(object) ?? -1;
		if (length?.kind !== 'number' || length.value > found) {
			throw ambiguous(`hold a stream, object ${object.number}, that is shorter than it says`);
		}
	}

	/** Whether it is a section that accompanies a table, so only what it says as a trailer counts. */
	private async isRepeatedSection(object: WrittenObject, value: PdfValue): Promise<boolean> {
		if (!isNamed(value, 'Type', 'XRef')) return false;
		if (!(await repeatsNextTable(object, this.signed, this.structure))) throw unclearStream();
		this.trailer(asDictionary(value));
		return true;
	}

	private async unpack(object: WrittenObject): Promise<void> {
		if (this.signed.trailer.entries.has('Encrypt')) {
			throw ambiguous('are encrypted, their structure as well');
		}
		for (const [index, { number, value }] of (await this.structure.unpack(object)).entries()) {
			this.checkHasEntry(number, object.number, index);
			this.last.set(number, Math.max(this.last.get(number) ?? 0, object.start));
			if (this.signed.entries.get(number)?.kind === 'at') this.hasUnpacked = true;
			this.checkValue(number, value);
			await this.structure.pace.step();
		}
	}

	private checkHasEntry(number: number, ...place: readonly number[]): void {
		if (this.entryPlaces.has(placeOf(number, ...place))) return;
		throw ambiguous(`hold an object ${number} that nothing leads to`);
	}

	private checkValue(number: number, value: PdfValue): void {
		const { repeatedKey, references } = factsOf(value);
		if (repeatedKey !== undefined)
			throw ambiguous(`have the key /${repeatedKey} twice in one place`);
		if (value.kind === 'reference') throw ambiguous('hold an object that is a mere reference');
		for (const { number: one } of references) {
			if (one > LARGEST_NUMBER) throw ambiguous('refer to an object of too large a number');
			this.referenced.add(one);
		}
		this.visit(number, value);
	}

	/** Checks that each entry leads to the object that a search finds last, and that no object in use is missing. */
	async entries(): Promise<void> {
		const { signed, structure } = this;
		let highest = 0;
		for (const [number, entry] of signed.entries) {
			await structure.pace.step();
			if (entry.kind === 'free') continue;
			highest = Math.max(highest, number);
			await signed.object(number);
			const offset = entry.kind === 'at' ? entry.offset : signed.offsetOf(entry.stream);
			const isSection = entry.kind === 'at' && this.sectionStarts.has(offset);
			if (!isSection && this.last.get(number) !== offset) {
				throw ambiguous(`have an older object ${number} behind the one that counts`);
			}
		}
		if (sizeOf(signed.trailer) <= highest) {
			throw ambiguous('tell a size that does not fit their objects');
		}
		this.checkMissing();
	}

	/** Some readers search the whole file for a missing object. */
	private checkMissing(): void {
		for (const number of this.referenced) {
			const isMissing = (this.signed.entries.get(number)?.kind ?? 'free') === 'free';
			if (isMissing && (this.hasUnpacked || this.last.has(number))) {
				throw ambiguous(`refer to an object ${number} that is missing`);
			}
		}
	}
}

/** Whether a stream contains objects. Its type must be a plain name, so that all readers agree. */
function holdsObjects(value: PdfValue, stream: Buffer): boolean {
	const type = asDictionary(value).entries.get('Type');
	const isUnclear = type !== undefined && type.kind !== 'name';
	const isUnread = isObjectStream(value) && stream.length === 0;
	if (isUnclear || isUnread) throw unclearStream();
	return isObjectStream(value);
}

function unclearStream(): PdfSyntaxError {
	return ambiguous('hold a stream of an unclear type');
}

/** The error for signed bytes that readers may interpret differently. */
export function ambiguous(what: string): PdfSyntaxError {
	return new PdfSyntaxError(`the signed bytes ${what}`);
}
