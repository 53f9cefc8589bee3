import {
	PDFCheckBox,
	PDFDropdown,
	PDFOptionList,
	PDFRadioGroup,
	PDFTextField,
} from '@cantoo/pdf-lib';
import type { PDFField } from '@cantoo/pdf-lib';
import type { FieldFonts } from './fieldFonts';
import { isSeen } from './fieldTree';
import { fillButtons } from './fillButtons';
import { fillChoice } from './fillChoice';
import { fillText } from './fillText';
import type { Filling, FormValue } from './formFilling';

const HIDDEN = 'is hidden in the form, so that nobody sees its value';

/** Fills in one field of a form, whatever its kind. */
export async function fillField(
	field: PDFField,
	value: FormValue,
	fonts: FieldFonts,
): Promise<Filling> {
	const filling = await fill(field, value, fonts);
	const isHidden = field.acroField.getWidgets().every(({ dict }) => !isSeen(dict));
	return isHidden && filling.problem === undefined ? { warning: HIDDEN } : filling;
}

async function fill(field: PDFField, value: FormValue, fonts: FieldFonts): Promise<Filling> {
	if (field instanceof PDFTextField) {
		return typeof value === 'string'
			? await fillText(field, value, fonts)
			: { problem: 'is a text field: give a text' };
	}
	if (field instanceof PDFCheckBox || field instanceof PDFRadioGroup) {
		return fillButtons(field, value);
	}
	if (field instanceof PDFDropdown || field instanceof PDFOptionList) {
		return await fillChoice(field, value, fonts);
	}
	return { problem: 'is a button or a signature, which isn’t filled in' };
}
