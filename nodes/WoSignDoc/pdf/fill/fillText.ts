import { PDFHexString, PDFName, PDFString, reduceRotation } from '@cantoo/pdf-lib';
import type {
	PDFDropdown,
	PDFFont,
	PDFObject,
	PDFOptionList,
	PDFTextField,
	PDFWidgetAnnotation,
} from '@cantoo/pdf-lib';
import type { FieldFonts } from './fieldFonts';
import { plainText, unshown } from './fieldText';
import type { Filling } from './formFilling';
import type { TextBox } from './textFitting';
import { fitText } from './textFitting';

type ShowsText = PDFTextField | PDFDropdown | PDFOptionList;

/** The default appearance of a field that has none. */
const USUAL_APPEARANCE = '/Helv 0 Tf 0 g';
const FONT = /\/(\S+)\s+([\d.]+)\s+Tf/;
/** Characters of one field: more would take long to set, and no field has room for them. */
const LONGEST_TEXT = 10_000;
/** Points between the border and the text, as the library has them. */
const PADDING = 1;

/** Fills in a text field. What is shown is its value in all its characters, smaller where the form is too tight. */
export async function fillText(
	field: PDFTextField,
	value: string,
	fonts: FieldFonts,
): Promise<Filling> {
	const text = plainText(value);
	if (text.includes('\n') && !field.isMultiline()) return { problem: 'has room for one line only' };
	const longest = field.getMaxLength();
	if (longest !== undefined && [...text].length > longest) {
		return { problem: `takes at most ${longest} characters, not ${[...text].length}` };
	}
	if (text.length > LONGEST_TEXT) {
		return { problem: `takes at most ${LONGEST_TEXT.toLocaleString('en')} characters` };
	}
	if (field.isRichFormatted()) field.disableRichFormatting();
	const problem = await unshown(text, fonts);
	if (problem !== undefined) return { problem };
	withAppearance(field);
	const name = fontName(field);
	const font = await fonts.fontFor(text, name);
	if (field.isCombed()) {
		field.setText(text);
		field.updateAppearances(font);
		return {};
	}
	return fitted(field, text, font);
}

/** Draws what a choice field shows. */
export async function showText(
	field: PDFDropdown | PDFOptionList,
	text: string,
	fonts: FieldFonts,
): Promise<Filling> {
	const problem = await unshown(text, fonts);
	if (problem !== undefined) return { problem };
	withAppearance(field);
	field.updateAppearances(await fonts.fontFor(text, fontName(field)));
	return {};
}

function fitted(field: PDFTextField, text: string, font: PDFFont): Filling {
	const fits = field.acroField
		.getWidgets()
		.map((widget) => fitText(text, font, roomIn(field, widget)));
	const [smallest] = fits.toSorted(
		(one, other) => (one?.size ?? Infinity) - (other?.size ?? Infinity),
	);
	if (!smallest || fits.includes(undefined)) {
		return { problem: 'has no room for so long a text, even in the smallest letters' };
	}
	if (smallest.size !== undefined) setSize(field, smallest.size);
	const longest = field.getMaxLength();
	field.removeMaxLength();
	// The library breaks lines at spaces alone, so it gets them broken; the value has only its own line ends.
	field.setText(smallest.text);
	field.updateAppearances(font);
	field.acroField.setValue(PDFHexString.fromText(text));
	if (longest !== undefined) field.setMaxLength(longest);
	return fits.some((fit) => fit?.isSmaller)
		? { warning: 'has too little room: the text was made smaller, so that all of it is seen' }
		: {};
}

function setSize({ acroField }: PDFTextField, size: number): void {
	for (const one of [acroField, ...acroField.getWidgets()]) {
		const appearance = one.getDefaultAppearance();
		if (appearance) one.setDefaultAppearance(appearance.replace(FONT, `/$1 ${size} Tf`));
	}
}

function roomIn(field: PDFTextField, widget: PDFWidgetAnnotation): TextBox {
	const { width, height } = widget.getRectangle();
	const turned = reduceRotation(widget.getAppearanceCharacteristics()?.getRotation()) % 180 !== 0;
	const edge = 2 * ((widget.getBorderStyle()?.getWidth() ?? 0) + PADDING);
	const [, , size] = FONT.exec(appearanceOf(field, widget)) ?? [];
	return {
		width: (turned ? height : width) - edge,
		height: (turned ? width : height) - edge,
		multiline: field.isMultiline(),
		size: Number(size) || undefined,
	};
}

function fontName(field: ShowsText): string | undefined {
	return FONT.exec(appearanceOf(field, field.acroField.getWidgets()[0]))?.[1];
}

function appearanceOf({ acroField }: ShowsText, widget: PDFWidgetAnnotation | undefined): string {
	return widget?.getDefaultAppearance() ?? acroField.getDefaultAppearance() ?? USUAL_APPEARANCE;
}

/** Gives a field the form's own default appearance where it has none: the library looks no further than the field. */
function withAppearance({ acroField, doc }: ShowsText): void {
	const own = [acroField, ...acroField.getWidgets()].some((one) =>
		FONT.test(one.getDefaultAppearance() ?? ''),
	);
	if (own) return;
	const inherited = acroField.getInheritableAttribute(PDFName.of('DA'));
	const form = doc.catalog.getAcroForm()?.dict.lookup(PDFName.of('DA'));
	const text = [inherited, form].map(textOf).find((one) => FONT.test(one ?? ''));
	acroField.setDefaultAppearance(text ?? USUAL_APPEARANCE);
}

/** The text of a string; undefined of anything else. */
export function textOf(value: PDFObject | undefined): string | undefined {
	return value instanceof PDFString || value instanceof PDFHexString
		? value.decodeText()
		: undefined;
}
