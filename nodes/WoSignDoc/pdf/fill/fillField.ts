import {
	PDFCheckBox,
	PDFDropdown,
	PDFOptionList,
	PDFRadioGroup,
	PDFTextField,
} from '@cantoo/pdf-lib';
import type { PDFField } from '@cantoo/pdf-lib';
import { isFaint } from './fieldColor';
import type { FieldFonts } from './fieldFonts';
import { fillButtons } from './fillButtons';
import { fillChoice } from './fillChoice';
import { fillText } from './fillText';
import type { Filling, FormValue } from './formFilling';
import { isShown } from './shownWidgets';

const HIDDEN =
	'is hidden in the form, in a layer, or on no page, so that its value may not be seen';
const FAINT = 'is shown in a color that hardly differs from its background';

/** Fills in one field of a form, whatever its kind. */
export async function fillField(
	field: PDFField,
	value: FormValue,
	fonts: FieldFonts,
): Promise<Filling> {
	const filling = await fill(field, value, fonts);
	if (filling.problem !== undefined) return filling;
	if (!isShown(field)) return { warning: HIDDEN };
	return filling.warning === undefined && isFaint(field) ? { warning: FAINT } : filling;
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
