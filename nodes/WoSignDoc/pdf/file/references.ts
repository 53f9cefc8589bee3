import type { PdfValue } from './pdfValue';

type Reference = Extract<PdfValue, { kind: 'reference' }>;

/** All references that a value holds, at any depth. */
export function referencesIn(value: PdfValue | undefined): Reference[] {
	switch (value?.kind) {
		case 'reference':
			return [value];
		case 'array':
			return value.items.flatMap(referencesIn);
		case 'dictionary':
			return [...value.entries.values()].flatMap(referencesIn);
		case 'number':
		case 'name':
		case 'keyword':
		case 'string':
		case undefined:
			return [];
	}
}

/** The numbers of all objects that a value refers to. */
export function numbersIn(value: PdfValue | undefined): number[] {
	return referencesIn(value).map(({ number }) => number);
}
