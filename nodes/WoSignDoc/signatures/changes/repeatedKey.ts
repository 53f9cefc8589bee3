import type { PdfValue } from '../../pdf/file/pdfValue';

/** A key that occurs twice in a dictionary of the value, at any depth; undefined if none does. */
export function repeatedKeyIn(value: PdfValue): string | undefined {
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
