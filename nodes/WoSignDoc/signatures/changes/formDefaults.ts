import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { hasNoSize } from './invisibleField';

/**
 * Keys through which an appearance depends on the form: default appearance and resources, XFA, and fields that readers
 * draw.
 */
const FORM_DEFAULT_KEYS = new Set(['DA', 'DR', 'XFA', 'NeedAppearances']);

/** A form without the defaults that it sets itself: what matters is whether anything uses them. */
export function withoutDefaults(form: PdfValue): PdfValue {
	if (form.kind !== 'dictionary') return form;
	const others = [...form.entries].filter(([key]) => key !== 'DA' && key !== 'DR');
	return { ...form, entries: new Map(others) };
}

/** Whether it has a field that isn't a signature's, an annotation without its own appearance, or a form's defaults. */
export function needsFormDefaults(value: PdfValue): boolean {
	if (value.kind === 'array') return value.items.some(needsFormDefaults);
	if (value.kind !== 'dictionary') return false;
	const { entries } = value;
	if (entries.has('FT') && !isNamed(value, 'FT', 'Sig')) return true;
	if (entries.has('Rect') && !hasOwnAppearance(value)) return true;
	return [...entries].some(
		([key, entry]) => FORM_DEFAULT_KEYS.has(key) || needsFormDefaults(entry),
	);
}

/** Whether no reader draws the annotation using the form's defaults. */
function hasOwnAppearance(annotation: PdfDictionary): boolean {
	if (isNamed(annotation, 'Subtype', 'Link')) return true;
	const { entries } = annotation;
	return isNamed(annotation, 'FT', 'Sig') && (entries.has('AP') || hasNoSize(entries.get('Rect')));
}
