import { asDictionary } from './crossReference';
import type { WrittenObject } from './objectScanner';
import type { PdfValue } from './pdfSyntax';
import { parseWhole } from './pdfSyntax';

/** All numbers that a value refers to. */
export function referencesIn(value: PdfValue): number[] {
	switch (value.kind) {
		case 'reference':
			return [value.number];
		case 'array':
			return value.items.flatMap(referencesIn);
		case 'dictionary':
			return [...value.entries.values()].flatMap(referencesIn);
		case 'number':
		case 'name':
		case 'keyword':
		case 'string':
			return [];
	}
}

/** The references of each object, read once for all revisions that it is part of. */
const known = new WeakMap<WrittenObject, number[]>();

/**
 * The numbers that an object refers to; of what is not well written, every number in it. A cross-reference stream,
 * which is a trailer, names the document information.
 */
export function referencesOf(object: WrittenObject, isSection: boolean): number[] {
	const references = known.get(object) ?? readReferences(object, isSection);
	known.set(object, references);
	return references;
}

function readReferences({ text }: WrittenObject, isSection: boolean): number[] {
	try {
		const value = parseWhole(text);
		if (!isSection) return referencesIn(value);
		const entries = [...asDictionary(value).entries];
		return entries.flatMap(([key, entry]) => (key === 'Info' ? [] : referencesIn(entry)));
	} catch {
		return [...text.toString('latin1').matchAll(/\d+/g)].map(Number);
	}
}
