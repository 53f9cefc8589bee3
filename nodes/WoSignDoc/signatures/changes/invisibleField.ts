import type { PdfValue } from '../../pdf/file/pdfValue';
import { referencesIn } from '../../pdf/file/references';
import type { CurrentObject } from './revision';

/** A signature's field and widget, with nothing in it that acts. */
const FIELD_KEYS = new Set([
	...['Type', 'Subtype', 'FT', 'F', 'Ff', 'T', 'TU', 'V', 'P', 'Rect', 'AP'],
	...['MK', 'DA', 'DR', 'Lock', 'NM', 'M', 'SV', 'H', 'Q', 'TM'],
]);
/** A widget's keys; without them a field is drawn by nobody. */
const WIDGET_KEYS = ['Type', 'Subtype', 'Rect', 'AP', 'MK'];

/** What a field is looked up in. */
export interface FieldContext {
	/** The objects that were found to be signatures: no field may claim to have another. */
	readonly signatureNumbers: ReadonlySet<number>;
	/** The object that a later revision writes under a number. */
	readonly later: (number: number) => CurrentObject | undefined;
}

/**
 * Whether the value is a signature's field that nobody sees (ISO 32000-1, 12.7.4.5): a widget without size, and, if it
 * has a look, one that is empty; or a field that is no annotation at all.
 */
export function isInvisibleField(value: PdfValue | undefined, context: FieldContext): boolean {
	if (value?.kind !== 'dictionary' || !isNamed(value, 'FT', 'Sig')) return false;
	const { entries } = value;
	if ([...entries.keys()].some((key) => !FIELD_KEYS.has(key))) return false;
	if (referencesIn(value).some(({ generation }) => generation !== 0)) return false;
	const signature = entries.get('V');
	const isSignature =
		signature?.kind === 'reference' && context.signatureNumbers.has(signature.number);
	if (signature && !isSignature) return false;
	if (!WIDGET_KEYS.some((key) => entries.has(key))) return true;
	const isWidget = isNamed(value, 'Subtype', 'Widget');
	const isAnnotation = !entries.has('Type') || isNamed(value, 'Type', 'Annot');
	return isWidget && isAnnotation && hasNoSize(entries.get('Rect')) && hasEmptyLook(value, context);
}

/** Whether a dictionary's entry is the name. */
export function isNamed(value: PdfValue, key: string, name: string): boolean {
	if (value.kind !== 'dictionary') return false;
	const found = value.entries.get(key);
	return found?.kind === 'name' && found.value === name;
}

/** Whether all four sides of a rectangle are told, and none is apart from its opposite. */
export function hasNoSize(rectangle: PdfValue | undefined): boolean {
	if (rectangle?.kind !== 'array' || rectangle.items.length !== 4) return false;
	// A side that is not told by a number equals nothing, itself neither.
	const [left, bottom, right, top] = rectangle.items.map((item) =>
		item.kind === 'number' ? item.value : NaN,
	);
	return left === right && bottom === top;
}

/** Content that draws nothing, as programs write it. */
const NOTHING = /^[ \t\r\n]*(?:q[ \t\r\n]+Q|% DSBlank)?[ \t\r\n]*$/;
const LONGEST_NOTHING = 32;
/** The same, as FlateDecode writes it (RFC 1950, RFC 1951). */
const DEFLATED_NOTHING = /^\x78[\x01\x5e\x9c\xda]\x03\0\0\0\0\x01$/;

/** No appearance, or one form that draws nothing: some readers draw it as it is where there is no size to fit. */
function hasEmptyLook(widget: PdfValue, { later }: FieldContext): boolean {
	const entry = widget.kind === 'dictionary' ? widget.entries.get('AP') : undefined;
	if (!entry) return true;
	const look = entry.kind === 'reference' ? later(entry.number)?.value : entry;
	if (look?.kind !== 'dictionary') return false;
	const [[key, normal] = [], ...others] = look.entries;
	if (key === undefined) return true;
	if (key !== 'N' || others.length > 0 || normal?.kind !== 'reference') return false;
	const form = later(normal.number);
	return form?.stream !== undefined && isNamed(form.value, 'Subtype', 'Form') && isEmpty(form);
}

function isEmpty({ value, stream }: CurrentObject): boolean {
	if (value.kind !== 'dictionary' || !stream || value.entries.has('F')) return false;
	if (stream.length > LONGEST_NOTHING || value.entries.has('DecodeParms')) return false;
	const content = stream.toString('latin1');
	const filter = value.entries.get('Filter');
	if (!filter) return NOTHING.test(content);
	const [name, ...others] = filter.kind === 'array' ? filter.items : [filter];
	const isFlate = name?.kind === 'name' && name.value === 'FlateDecode' && others.length === 0;
	return isFlate && DEFLATED_NOTHING.test(content);
}
