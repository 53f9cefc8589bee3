import { asDictionary, isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { referencesIn } from '../../pdf/file/references';
import type { CurrentObject } from './revision';

/** The keys of a signature field and its widget that run no action. */
export const FIELD_KEYS = new Set([
	...['Type', 'Subtype', 'FT', 'F', 'Ff', 'T', 'TU', 'V', 'P', 'Rect', 'AP'],
	...['MK', 'DA', 'DR', 'Lock', 'NM', 'M', 'SV', 'H', 'Q', 'TM'],
]);
/** Keys of a widget; a field without any of them isn't an annotation, and isn't drawn. */
const WIDGET_KEYS = ['Type', 'Subtype', 'Rect', 'AP', 'MK'];

/** What a field's references are resolved in. */
export interface FieldContext {
	/** The objects that were found to be signatures: the field may refer only to these. */
	readonly signatureNumbers: ReadonlySet<number>;
	/** The object that a later revision writes under a number. */
	readonly later: (number: number) => CurrentObject | undefined;
}

/**
 * Whether the value is an invisible signature field (ISO 32000-1, 12.7.4.5): a widget without size whose appearance, if
 * it has one, is empty; or a field that isn't an annotation at all.
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
	return (
		isWidget && isAnnotation && hasNoSize(entries.get('Rect')) && hasEmptyAppearance(value, context)
	);
}

/** Whether a rectangle has four numbers, and opposite sides coincide. */
export function hasNoSize(rectangle: PdfValue | undefined): boolean {
	if (rectangle?.kind !== 'array' || rectangle.items.length !== 4) return false;
	// NaN for anything that isn't a number: it equals nothing, not even itself.
	const [left, bottom, right, top] = rectangle.items.map((item) =>
		item.kind === 'number' ? item.value : NaN,
	);
	return left === right && bottom === top;
}

/** Content that draws nothing, as programs write it. */
const NOTHING = /^[ \t\r\n]*(?:q[ \t\r\n]+Q|% DSBlank)?[ \t\r\n]*$/;
const LONGEST_NOTHING = 32;
/** Empty data, compressed with FlateDecode (RFC 1950, RFC 1951). */
const DEFLATED_NOTHING: ReadonlySet<string> = new Set(
	['\x01', '\x5e', '\x9c', '\xda'].map((level) => `\x78${level}\x03\0\0\0\0\x01`),
);

/** No appearance, or a single form that draws nothing: without a size to fit into, some readers draw it unscaled. */
function hasEmptyAppearance({ entries }: PdfDictionary, { later }: FieldContext): boolean {
	const entry = entries.get('AP');
	if (!entry) return true;
	const appearance = entry.kind === 'reference' ? later(entry.number)?.value : entry;
	if (appearance?.kind !== 'dictionary') return false;
	const [[key, normal] = [], ...others] = appearance.entries;
	if (key === undefined) return true;
	if (key !== 'N' || others.length > 0 || normal?.kind !== 'reference') return false;
	const form = later(normal.number);
	if (!form?.stream || !isNamed(form.value, 'Subtype', 'Form')) return false;
	return isEmpty(asDictionary(form.value), form.stream);
}

function isEmpty({ entries }: PdfDictionary, stream: Buffer): boolean {
	if (entries.has('F') || entries.has('DecodeParms')) return false;
	if (stream.length > LONGEST_NOTHING) return false;
	const content = stream.toString('latin1');
	const filter = entries.get('Filter');
	if (!filter) return NOTHING.test(content);
	const [name, ...others] = filter.kind === 'array' ? filter.items : [filter];
	const isFlate = name?.kind === 'name' && name.value === 'FlateDecode' && others.length === 0;
	return isFlate && DEFLATED_NOTHING.has(content);
}
