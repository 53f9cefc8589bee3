import {
	PDFArray,
	PDFBool,
	PDFButton,
	PDFCheckBox,
	PDFName,
	PDFRadioGroup,
	PDFSignature,
} from '@cantoo/pdf-lib';
import type { PDFField, PDFForm } from '@cantoo/pdf-lib';
import type { FieldFonts } from './fieldFonts';
import { inherited, textOf } from './fieldTree';
import { fillField } from './fillField';
import type { FieldRemark, FormValue } from './formFilling';

/** Fields by name; readers treat several fields with one name as one. */
export type Fields = ReadonlyMap<string, readonly PDFField[]>;

const UNDRAWN = 'has a value of the form’s own that may not be seen';

/** Whether a field can have a value that it shows. */
export function isFillable(field: PDFField): boolean {
	return !(field instanceof PDFSignature || field instanceof PDFButton);
}

/** A field's value; undefined if it has none, or an empty one. */
export function valueOf({ acroField: { dict } }: PDFField): FormValue | undefined {
	const value = inherited(dict, 'V');
	if (value instanceof PDFName) return value === PDFName.of('Off') ? undefined : value.decodeText();
	if (!(value instanceof PDFArray)) return textOf(value) || undefined;
	const chosen = value.asArray().flatMap((one) => textOf(dict.context.lookup(one)) ?? []);
	return chosen.length > 0 ? chosen : undefined;
}

/** Fields that have a value but no appearance for it: many forms leave that to the viewer. */
export function fieldsToDraw(form: PDFForm, fields: Fields): Fields {
	const all = form.acroForm.dict.lookup(PDFName.of('NeedAppearances')) === PDFBool.True;
	return new Map(
		[...fields].map(([name, named]) => [
			name,
			named.filter((field) => {
				const widgets = field.acroField.getWidgets();
				const isButton = field instanceof PDFCheckBox || field instanceof PDFRadioGroup;
				const lacksLook = widgets.some(({ dict }) => !dict.has(PDFName.of('AP')));
				return isFillable(field) && (lacksLook || (all && !isButton));
			}),
		]),
	);
}

/** Draws the fields' own values; one that can't be drawn is left unchanged, with a remark. */
export async function drawValues(
	field: string,
	named: readonly PDFField[],
	fonts: FieldFonts,
): Promise<FieldRemark[]> {
	const remarks: FieldRemark[] = [];
	for (const one of named) {
		const value = valueOf(one);
		if (value === undefined) continue;
		const { problem, warning } = await fillField(one, value, fonts);
		if (warning !== undefined) remarks.push({ field, message: warning });
		if (problem !== undefined) remarks.push({ field, message: `${UNDRAWN}: ${problem}` });
	}
	return remarks;
}
