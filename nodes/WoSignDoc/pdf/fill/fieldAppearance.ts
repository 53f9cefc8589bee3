import { PDFName, PDFString } from '@cantoo/pdf-lib';
import type {
	PDFDropdown,
	PDFOptionList,
	PDFTextField,
	PDFWidgetAnnotation,
} from '@cantoo/pdf-lib';
import { lineage, textOf } from './fieldTree';

/** A field that shows text. */
export type ShowsText = PDFTextField | PDFDropdown | PDFOptionList;

/** How a widget shows its text (ISO 32000-1, 12.7.3.3). */
export interface DefaultAppearance {
	/** The name of its font in the form's resources. */
	readonly font: string;
	/** In points; undefined if it is left open. */
	readonly size: number | undefined;
	/** Its operators, with another size. */
	readonly withSize: (size: number) => string;
}

const USUAL = '/Helv 0 Tf 0 g';
const FONT = /\/([^\s/]+)\s+(\d*\.?\d+)\s+Tf/;
const KEY = PDFName.of('DA');

/** The nearest default appearance that names a font: of the widget, of its field or an ancestor, or of the form. */
export function defaultAppearance(
	{ acroField, doc }: ShowsText,
	widget: PDFWidgetAnnotation,
): DefaultAppearance {
	const form = doc.catalog.getAcroForm()?.dict;
	const texts = [widget.dict, ...lineage(acroField.dict), ...(form ? [form] : [])].map((one) =>
		textOf(one.lookup(KEY)),
	);
	const text = texts.find((one) => one !== undefined && FONT.test(one)) ?? USUAL;
	const [, font = '', size] = FONT.exec(text) ?? [];
	return {
		font,
		size: Number(size) || undefined,
		withSize: (other) => text.replace(FONT, () => `/${font} ${other} Tf`),
	};
}

/**
 * Does something while a widget has its own default appearance. The library takes font, size and color from it, and
 * writes into it the name of a font that the form doesn't have.
 */
export function withAppearance<Result>(
	{ dict }: PDFWidgetAnnotation,
	appearance: { readonly during: string; readonly after: string | undefined },
	draw: () => Result,
): Result {
	const before = dict.get(KEY);
	dict.set(KEY, PDFString.of(appearance.during));
	const drawn = draw();
	if (appearance.after !== undefined) dict.set(KEY, PDFString.of(appearance.after));
	else if (before) dict.set(KEY, before);
	else dict.delete(KEY);
	return drawn;
}
