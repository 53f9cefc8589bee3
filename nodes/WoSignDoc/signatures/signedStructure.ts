import { LARGEST_NUMBER } from './crossReference';
import type { FileStructure } from './fileStructure';
import type { WrittenObject } from './objectScanner';
import { isObjectStream } from './objectStream';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { PdfSyntaxError } from './pdfSyntax';
import { referencesIn } from './references';
import type { Revision } from './revision';
import { wholeIn } from './streamData';

/** Called with each value that stands in the signed bytes, and the number of the object it is. */
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
	if (structure.disorder < end) {
		throw new PdfSyntaxError('the signed bytes hold something between their objects');
	}
	const check = new StructureCheck(structure, signed, visit, await placesNamed(signed, structure));
	for (const { section } of signed.sections) check.trailer(section.trailer);
	for (const object of signed.written.values()) {
		await check.object(object);
		await structure.pace.step();
	}
	for (const number of signed.entries.keys()) {
		await signed.object(number);
		await structure.pace.step();
	}
}

/**
 * Throws when a reader would take the file for a linearized one now, and begin with another cross-reference section
 * than it did when it was signed (ISO 32000-1, annex F).
 */
export function checkLinearization(structure: FileStructure, fileLength: number): void {
	const [first] = structure.objects;
	const value = first && structure.valueOf(first);
	if (value?.kind !== 'dictionary' || !value.entries.has('Linearized')) return;
	if (wholeIn(value, 'L') === fileLength) {
		throw new PdfSyntaxError('its first object makes another document of it');
	}
}

class StructureCheck {
	private readonly sections: ReadonlySet<number>;

	/** @param named the places that the sections lead to */
	constructor(
		private readonly structure: FileStructure,
		signed: Revision,
		private readonly visit: Visit,
		private readonly named: ReadonlySet<string>,
	) {
		this.sections = new Set(signed.sections.map(({ start }) => start));
	}

	/** A trailer may name the document information, which is not a part of the document. */
	trailer(trailer: PdfDictionary): void {
		this.look(TRAILER, withoutInformation(trailer));
	}

	async object(object: WrittenObject): Promise<void> {
		const { number, start } = object;
		if (this.sections.has(start)) return;
		if (!this.named.has(placeOf(number, start))) {
			throw new PdfSyntaxError(`the signed bytes hold an object ${number} that nothing leads to`);
		}
		const value = this.structure.valueOf(object);
		this.look(number, value);
		if (object.stream?.length && isObjectStream(value)) await this.unpack(object);
	}

	private async unpack(object: WrittenObject): Promise<void> {
		for (const [index, { number, value }] of (await this.structure.unpack(object)).entries()) {
			if (!this.named.has(placeOf(number, object.number, index))) {
				throw new PdfSyntaxError(`the signed bytes hold an object ${number} that nothing leads to`);
			}
			this.look(number, value);
			await this.structure.pace.step();
		}
	}

	private look(number: number, value: PdfValue): void {
		const repeated = repeatedKeyIn(value);
		if (repeated !== undefined) {
			throw new PdfSyntaxError(`the signed bytes have the key /${repeated} twice in one place`);
		}
		if (referencesIn(value).some(({ number: one }) => one > LARGEST_NUMBER)) {
			throw new PdfSyntaxError('the signed bytes refer to an object of a number that is too large');
		}
		this.visit(number, value);
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

function withoutInformation(dictionary: PdfDictionary): PdfDictionary {
	const entries = new Map(dictionary.entries);
	entries.delete('Info');
	return { ...dictionary, entries };
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
