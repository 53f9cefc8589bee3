import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { referencesIn } from '../../pdf/file/references';
import { hasArea, laterAppearance, rectangleOf } from './appearance';
import { currentDictionary } from './comparison';
import type { Comparison } from './comparison';
import type { AnnotationChange } from './documentChange';

/**
 * Markup annotations (ISO 32000-1, 12.5.6.2) with which people comment on a document; they play nothing and lead
 * nowhere.
 */
const MARKUP = new Set([
	...['Text', 'FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Highlight'],
	...['Underline', 'Squiggly', 'StrikeOut', 'Stamp', 'Caret', 'Ink', 'Popup'],
]);
/** Keys that trigger something, or show what isn't part of the annotation. */
const ACTIVE_KEYS = [
	'A',
	'AA',
	'PA',
	'Parent',
	'Kids',
	'FT',
	'T1',
	'OC',
	'Movie',
	'Sound',
	'FS',
	'RichMediaContent',
];
const REFERRING_KEYS = new Set(['AP', 'P', 'Popup', 'IRT']);
/** Annotations that readers draw themselves, as windows next to the page's contents. */
const WITHOUT_LOOK = new Set(['Popup']);

/** An annotation that a later revision adds; undefined if people don't comment with its type. */
export async function newAnnotation(
	comparison: Comparison,
	number: number,
): Promise<AnnotationChange | undefined> {
	if (comparison.references.isReferenced(number)) return undefined;
	const annotation = comparison.later.objects.get(number)?.value;
	return await commented(comparison, { number, annotation, what: 'added' });
}

/** A changed annotation of the signed bytes; undefined if it wasn't a comment, or serves another purpose as well. */
export async function changedAnnotation(
	comparison: Comparison,
	number: number,
): Promise<AnnotationChange | undefined> {
	const was = (await comparison.references.signed.object(number))?.value;
	if (!isMarkup(was)) return undefined;
	const annotation = await currentDictionary(comparison, number);
	const change = await commented(comparison, { number, annotation, what: 'changed' });
	const from = rectangleOf(was.entries.get('Rect'));
	const isMoved = change && from && from.join() !== change.rectangle?.join();
	return isMoved ? { ...change, movedFrom: from } : change;
}

/** An annotation that was removed from a page; undefined if people don't comment with its type. */
export async function removedAnnotation(
	comparison: Comparison,
	item: PdfValue,
): Promise<AnnotationChange | undefined> {
	if (item.kind !== 'reference' || item.generation !== 0) return undefined;
	const was = (await comparison.references.signed.object(item.number))?.value;
	return isMarkup(was) ? changeOf('removed', was) : undefined;
}

interface Written {
	readonly number: number;
	readonly annotation: PdfValue | undefined;
	readonly what: AnnotationChange['what'];
}

async function commented(
	comparison: Comparison,
	{ number, annotation, what }: Written,
): Promise<AnnotationChange | undefined> {
	if (!isMarkup(annotation)) return undefined;
	const { entries } = annotation;
	const isPopup = WITHOUT_LOOK.has(subtypeOf(annotation));
	const isActive = ACTIVE_KEYS.some((key) => entries.has(key) && !(isPopup && key === 'Parent'));
	const isOdd = annotation.repeatedKey !== undefined || !refersPlainly(annotation, isPopup);
	if (isActive || isOdd || !hasArea(rectangleOf(entries.get('Rect')))) return undefined;
	// Without its own appearance, each reader would draw it differently.
	const hasLook = isPopup || (await laterAppearance(comparison, annotation, number)) !== undefined;
	return hasLook ? changeOf(what, annotation) : undefined;
}

/** Whether it refers only to its appearance, its page, and the annotations that it belongs to. */
function refersPlainly({ entries }: PdfDictionary, isPopup: boolean): boolean {
	return [...entries].every(([key, entry]) => {
		const references = referencesIn(entry);
		const mayRefer = REFERRING_KEYS.has(key) || (isPopup && key === 'Parent');
		return references.length === 0 || (mayRefer && references.every((one) => one.generation === 0));
	});
}

function isMarkup(value: PdfValue | undefined): value is PdfDictionary {
	return value?.kind === 'dictionary' && MARKUP.has(subtypeOf(value));
}

function subtypeOf({ entries }: PdfDictionary): string {
	const subtype = entries.get('Subtype');
	return subtype?.kind === 'name' ? subtype.value : '';
}

function changeOf(what: AnnotationChange['what'], annotation: PdfDictionary): AnnotationChange {
	const rectangle = rectangleOf(annotation.entries.get('Rect'));
	const subtype = subtypeOf(annotation);
	return { kind: 'annotation', what, subtype, rectangle, movedFrom: undefined, pages: [] };
}
