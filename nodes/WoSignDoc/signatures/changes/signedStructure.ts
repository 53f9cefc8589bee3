import { LARGEST_NUMBER } from '../../pdf/file/crossReference';
import type { FileStructure } from '../../pdf/file/fileStructure';
import { isObjectStream } from '../../pdf/file/objectStream';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary, wholeIn } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { numbersIn } from '../../pdf/file/references';
import type { WrittenObject } from '../../pdf/file/writtenObject';
import type { Revision } from './revision';

/** Called with each value that stands in the signed bytes, and the number of the object it is; 0 for a trailer. */
type Visit = (number: number, value: PdfValue) => void;

/** The number under which a trailer is visited, which no object has. */
const TRAILER = 0;

/**
 * Holds the signed bytes to what no two readers can read differently, whether they follow the cross-references or
 * search for objects: an attacker who prepared the document before it was signed could let a later revision decide
 * which of two readings shows. Throws a PdfSyntaxError that says what is ambiguous.
 *
 * @param end where the signed range ends
 * @param visit called with every object, so that each is looked at once
 */
export async function checkSignedStructure(
	structure: FileStructure,
	signed: Revision,
	end: number,
	visit: Visit,
): Promise<void> {
	if (structure.disorder < end) throw ambiguous('hold something between their objects');
	const check = new StructureCheck(structure, signed, visit, await placesNamed(signed, structure));
	check.sections(end);
	for (const { section } of signed.sections) check.trailer(section.trailer);
	for (const object of signed.written.values()) {
		await check.object(object);
		await structure.pace.step();
	}
	await check.entries();
}

/**
 * Throws when a reader would take the file, as it was signed or as it is now, for a linearized one, and begin with
 * another cross-reference section than the newest. It does so as long as the file has just the length that its first
 * object tells, with the section behind that (ISO 32000-1, annex F).
 */
export function checkLinearization(structure: FileStructure, rangeEnd: number): void {
	const [first] = structure.objects;
	const value = first && structure.valueOf(first);
	if (value?.kind !== 'dictionary' || !value.entries.has('Linearized')) return;
	const sections = [structure.tables[0], structure.objects[1]].map((one) => one?.start ?? Infinity);
	const newest = structure.startXrefs.findLast(({ at }) => at < rangeEnd);
	const isSame = newest?.value === Math.min(...sections);
	if (!isSame && (wholeIn(value, 'L') ?? Infinity) >= rangeEnd) {
		throw ambiguous('begin otherwise while the file has the length that its first object tells');
	}
}

class StructureCheck {
	private readonly sectionStarts: ReadonlySet<number>;
	/** Where the last object of each number begins in the file, or the object stream that it is in. */
	private readonly last = new Map<number, number>();
	private readonly mentioned = new Set<number>();
	/** Whether an object in an object stream was written again outside of any. */
	private hasUnpacked = false;

	/** @param named the places that the sections lead to */
	constructor(
		private readonly structure: FileStructure,
		private readonly signed: Revision,
		private readonly visit: Visit,
		private readonly named: ReadonlySet<string>,
	) {
		this.sectionStarts = new Set(signed.sections.map(({ start }) => start));
	}

	/** Each table, and each `startxref` but a linearized file's first, belongs to the chain. */
	sections(end: number): void {
		const { tables, startXrefs } = this.structure;
		const starts = [
			...tables.map(({ start: at }) => ({ at, value: at })),
			...startXrefs.filter(({ value }) => value !== 0),
		];
		if (starts.some(({ at, value }) => at < end && !this.sectionStarts.has(value))) {
			throw ambiguous('hold cross-references that nothing leads to');
		}
	}

	/** Of a trailer, readers follow the root and the encryption; the document information is no part of the document. */
	trailer(trailer: PdfDictionary): void {
		if (trailer.repeatedKey !== undefined) throw ambiguous('have a trailer with a key twice');
		for (const key of ['Root', 'Encrypt']) {
			const value = trailer.entries.get(key);
			if (value) this.look(TRAILER, { ...trailer, entries: new Map([[key, value]]) });
		}
	}

	async object(object: WrittenObject): Promise<void> {
		const { number, start, stream } = object;
		this.last.set(number, Math.max(this.last.get(number) ?? 0, start));
		if (this.sectionStarts.has(start)) return;
		this.checkNamed(number, start);
		const value = this.structure.valueOf(object);
		this.look(number, value);
		if (!stream) return;
		if (stream.length === 0) await this.checkLength(object, asDictionary(value));
		if (await this.holdsObjects(value, stream)) await this.unpack(object);
	}

	/** A reader that repairs a file jumps as far as a stream says that it is long, and so over what stands there. */
	private async checkLength(object: WrittenObject, { entries }: PdfDictionary): Promise<void> {
		const length = await this.signed.resolve(entries.get('Length'));
		const found = this.structure.lengthOf(object) ?? -1;
		if (length?.kind !== 'number' || length.value > found) {
			throw ambiguous(`hold a stream, object ${object.number}, that is shorter than it says`);
		}
	}

	/** What a stream is must be told by a plain name, so that every reader knows which streams hold objects. */
	private async holdsObjects(value: PdfValue, stream: Buffer): Promise<boolean> {
		const type = asDictionary(value).entries.get('Type');
		const isUnclear = type !== undefined && type.kind !== 'name';
		const isSection = type?.kind === 'name' && type.value === 'XRef';
		const isUnread = isObjectStream(value) && stream.length === 0;
		if (isUnclear || isSection || isUnread) throw ambiguous('hold a stream of an unclear type');
		return isObjectStream(value);
	}

	private async unpack(object: WrittenObject): Promise<void> {
		if (this.signed.trailer.entries.has('Encrypt')) {
			throw ambiguous('are encrypted, their structure as well');
		}
		for (const [index, { number, value }] of (await this.structure.unpack(object)).entries()) {
			this.checkNamed(number, object.number, index);
			this.last.set(number, Math.max(this.last.get(number) ?? 0, object.start));
			if (this.signed.entries.get(number)?.kind === 'at') this.hasUnpacked = true;
			this.look(number, value);
			await this.structure.pace.step();
		}
	}

	private checkNamed(number: number, ...place: readonly number[]): void {
		if (this.named.has(placeOf(number, ...place))) return;
		throw ambiguous(`hold an object ${number} that nothing leads to`);
	}

	private look(number: number, value: PdfValue): void {
		const repeated = repeatedKeyIn(value);
		if (repeated !== undefined) throw ambiguous(`have the key /${repeated} twice in one place`);
		if (value.kind === 'reference') throw ambiguous('hold an object that is a mere reference');
		for (const one of numbersIn(value)) {
			if (one > LARGEST_NUMBER) throw ambiguous('refer to an object of too large a number');
			this.mentioned.add(one);
		}
		this.visit(number, value);
	}

	/** What the cross-references lead to is what a search finds last, and there is nothing else to find. */
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
		if ((wholeIn(signed.trailer, 'Size') ?? 0) <= highest) {
			throw ambiguous('tell a size that does not fit their objects');
		}
		this.checkMissing();
	}

	/** Some readers search the whole file when an object is missing. */
	private checkMissing(): void {
		for (const number of this.mentioned) {
			const isMissing = (this.signed.entries.get(number)?.kind ?? 'free') === 'free';
			if (isMissing && (this.hasUnpacked || this.last.has(number))) {
				throw ambiguous(`refer to an object ${number} that is missing`);
			}
		}
	}
}

async function placesNamed(
	{ sections }: Revision,
	{ pace }: FileStructure,
): Promise<ReadonlySet<string>> {
	const places = new Set<string>();
	for (const { section } of sections) {
		for (const [number, entry] of section.entries) {
			if (entry.kind === 'at') places.add(placeOf(number, entry.offset));
			if (entry.kind === 'within') places.add(placeOf(number, entry.stream, entry.index));
			await pace.step();
		}
	}
	return places;
}

/** Where an object begins, or in which object stream it is and which one there. */
function placeOf(number: number, ...place: readonly number[]): string {
	return [number, ...place].join(' ');
}

function repeatedKeyIn(value: PdfValue): string | undefined {
	if (value.kind === 'array') return firstOf(value.items);
	if (value.kind !== 'dictionary') return undefined;
	return value.repeatedKey ?? firstOf([...value.entries.values()]);
}

function firstOf(values: readonly PdfValue[]): string | undefined {
	for (const value of values) {
		const repeated = repeatedKeyIn(value);
		if (repeated !== undefined) return repeated;
	}
	return undefined;
}

function ambiguous(what: string): PdfSyntaxError {
	return new PdfSyntaxError(`the signed bytes ${what}`);
}
