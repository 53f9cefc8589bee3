import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import type { Comparison } from './comparison';
import { currentValue } from './comparison';
import type { Rectangle } from './documentChange';

/** A form XObject that a later revision writes as the appearance of an annotation (ISO 32000-1, 12.5.5). */
export interface Appearance {
	readonly dictionary: PdfDictionary;
	readonly stream: Buffer;
}

/** Some readers treat smaller sizes and scales as zero. */
const LEAST = 1e-3;

/** Four numbers; undefined for anything else. */
export function rectangleOf(value: PdfValue | undefined): Rectangle | undefined {
	if (value?.kind !== 'array') return undefined;
	const [one, two, three, four, ...others] = value.items.map((item) =>
		item.kind === 'number' ? item.value : NaN,
	);
	if (one === undefined || two === undefined || three === undefined || four === undefined)
		return undefined;
	if (others.length > 0 || [one, two, three, four].some(Number.isNaN)) return undefined;
	return [Math.min(one, three), Math.min(two, four), Math.max(one, three), Math.max(two, four)];
}

/** Whether a rectangle has an area that an appearance can be fitted to. */
export function hasArea(rectangle: Rectangle | undefined): rectangle is Rectangle {
	if (!rectangle) return false;
	const [left, bottom, right, top] = rectangle;
	return right - left > LEAST && top - bottom > LEAST;
}

/**
 * The only appearance of an annotation, if a later revision writes it and all readers fit it into the annotation's
 * rectangle: a single form under `/N`, with a box and without a distorting matrix. Undefined for anything else.
 *
 * @param owner the annotation's object, and its signed version if there is one
 */
export async function laterAppearance(
	comparison: Comparison,
	annotation: PdfDictionary,
	owner: number,
): Promise<Appearance | undefined> {
	const entry = annotation.entries.get('AP');
	if (entry?.kind !== 'dictionary' || entry.entries.size !== 1) return undefined;
	const normal = entry.entries.get('N');
	if (normal?.kind !== 'reference' || normal.generation !== 0) return undefined;
	const { references, later, uses } = comparison;
	const form = later.objects.get(normal.number);
	const { value: dictionary, stream } = form ?? {};
	if (dictionary?.kind !== 'dictionary' || !stream || !isNamed(dictionary, 'Subtype', 'Form'))
		return undefined;
	const isFree =
		!references.isReferenced(normal.number) || (await uses.isOnlyLookOf(normal.number, owner));
	return isFree && fits(dictionary) ? { dictionary, stream } : undefined;
}

function fits({ entries }: PdfDictionary): boolean {
	if (!hasArea(rectangleOf(entries.get('BBox')))) return false;
	const matrix = entries.get('Matrix');
	if (!matrix) return true;
	if (matrix.kind !== 'array' || matrix.items.length !== 6) return false;
	const [a = NaN, b = NaN, c = NaN, d = NaN] = matrix.items.map((item) =>
		item.kind === 'number' ? item.value : NaN,
	);
	return Math.abs(a * d - b * c) > LEAST;
}

/** The names of the appearances that a widget has for its states, such as `Yes` and `Off`; none if they are unclear. */
export async function statesOf(
	comparison: Comparison,
	widget: PdfDictionary,
): Promise<ReadonlySet<string>> {
	const looks = await currentValue(comparison, widget.entries.get('AP'));
	const entry = looks?.kind === 'dictionary' ? looks.entries.get('N') : undefined;
	const normal = await currentValue(comparison, entry);
	if (normal?.kind !== 'dictionary') return new Set();
	comparison.budget.spend(normal.entries.size);
	return new Set(normal.entries.keys());
}
