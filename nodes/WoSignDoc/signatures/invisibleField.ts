import type { PdfValue } from './pdfSyntax';

/** A signature's field and widget, with nothing in it that acts. */
const WIDGET_KEYS = new Set([
	...[
		'Type',
		'Subtype',
		'FT',
		'F',
		'Ff',
		'T',
		'TU',
		'V',
		'P',
		'Rect',
		'AP',
		'MK',
		'DA',
		'DR',
		'Lock',
	],
	...['NM', 'M', 'SV'],
]);

/** A signature's field whose widget has no size (ISO 32000-1, 12.7.4.5). */
export function isInvisibleField(
	value: PdfValue | undefined,
	signatureNumbers: ReadonlySet<number>,
): boolean {
	if (value?.kind !== 'dictionary' || !isNamed(value, 'FT', 'Sig')) return false;
	if (value.repeatedKey !== undefined) return false;
	if ([...value.entries.keys()].some((key) => !WIDGET_KEYS.has(key))) return false;
	const signature = value.entries.get('V');
	const isSignature = signature?.kind === 'reference' && signatureNumbers.has(signature.number);
	if (signature && !isSignature) return false;
	const rectangle = value.entries.get('Rect');
	if (!rectangle) return true;
	if (rectangle.kind !== 'array' || rectangle.items.length !== 4) return false;
	const [left, bottom, right, top] = rectangle.items.map((item) =>
		item.kind === 'number' ? item.value : NaN,
	);
	return left === right && bottom === top;
}

/** Whether a dictionary's entry is the name. */
export function isNamed(value: PdfValue, key: string, name: string): boolean {
	if (value.kind !== 'dictionary') return false;
	const found = value.entries.get(key);
	return found?.kind === 'name' && found.value === name;
}
