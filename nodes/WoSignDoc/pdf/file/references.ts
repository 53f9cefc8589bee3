import type { PdfValue } from './pdfValue';

type Reference = Extract<PdfValue, { kind: 'reference' }>;

/** All references in a value, at any depth. */
export function referencesIn(value: PdfValue | undefined): Reference[] {
	const found: Reference[] = [];
	if (value) collect(value, found);
	return found;
}

/** Into a single list, because a file with many revisions is walked through again and again. */
function collect(value: PdfValue, found: Reference[]): void {
	if (value.kind === 'reference') found.push(value);
	else if (value.kind === 'array') for (const item of value.items) collect(item, found);
	else if (value.kind === 'dictionary') {
		for (const entry of value.entries.values()) collect(entry, found);
	}
}

/** The numbers of all objects that a value refers to. */
export function numbersIn(value: PdfValue | undefined): number[] {
	return referencesIn(value).map(({ number }) => number);
}
