import type { PdfValue } from './pdfSyntax';

/** The value without its place, as text: equal for equal values, however they are written. */
export function canonical(value: PdfValue | undefined): string {
	if (!value) return '';
	switch (value.kind) {
		case 'number':
			return String(value.value);
		case 'name':
			return `/${JSON.stringify(value.value)}`;
		case 'keyword':
			return value.value;
		case 'string':
			return `<${value.bytes.toString('hex')}>`;
		case 'array':
			return `[${value.items.map(canonical).join(' ')}]`;
		case 'reference':
			return `${value.number} ${value.generation} R`;
		case 'dictionary':
			return `<<${[...value.entries]
				.map(([key, entry]) => `${JSON.stringify(key)} ${canonical(entry)}`)
				.sort()
				.join(' ')}>>`;
	}
}
