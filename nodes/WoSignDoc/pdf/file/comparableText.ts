import type { PdfValue } from './pdfValue';

/**
 * The value without its position, as text: equal for values that every reader considers the same. So 90 and 90.0 are
 * different.
 */
export function comparableText(value: PdfValue | undefined): string {
	if (!value) return '';
	switch (value.kind) {
		case 'number':
			return `${value.value}${value.real ? '.' : ''}`;
		case 'name':
			return `/${JSON.stringify(value.value)}`;
		case 'keyword':
			return value.value;
		case 'string':
			return `<${value.bytes.toString('hex')}>`;
		case 'array':
			return `[${value.items.map(comparableText).join(' ')}]`;
		case 'reference':
			return `${value.number} ${value.generation} R`;
		case 'dictionary':
			return `<<${[...value.entries]
				.map(([key, entry]) => `${JSON.stringify(key)} ${comparableText(entry)}`)
				.sort()
				.join(' ')}>>`;
	}
}
