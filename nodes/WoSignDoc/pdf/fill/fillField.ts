import {
	PDFCheckBox,
	PDFDropdown,
	PDFHexString,
	PDFOptionList,
	PDFRadioGroup,
	PDFTextField,
} from '@cantoo/pdf-lib';
import type { PDFField } from '@cantoo/pdf-lib';
import type { FieldFonts } from './fieldFonts';
import { fillText, showText } from './fillText';
import type { Filling, FormValue } from './formFilling';

const LONGEST_LIST = 20;
const CHECKED: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['false', false],
	['', false],
	['off', false],
]);

/** Fills in one field of a form, whatever its kind. */
export async function fillField(
	field: PDFField,
	value: FormValue,
	fonts: FieldFonts,
): Promise<Filling> {
	if (field instanceof PDFTextField) {
		return typeof value === 'string'
			? await fillText(field, value, fonts)
			: { problem: 'is a text field: give a text' };
	}
	if (field instanceof PDFCheckBox) return check(field, value);
	if (field instanceof PDFRadioGroup) return select(field, value);
	if (field instanceof PDFDropdown || field instanceof PDFOptionList) {
		return await choose(field, value, fonts);
	}
	return { problem: 'is a button or a signature, which isn’t filled in' };
}

function check(field: PDFCheckBox, value: FormValue): Filling {
	const on = field.acroField.getOnValue()?.decodeText() ?? 'Yes';
	const checked = value === on ? true : typeof value === 'boolean' ? value : asChecked(value);
	if (checked === undefined) return { problem: `is a check box: give true, false or "${on}"` };
	if (checked) field.check();
	else field.uncheck();
	return {};
}

function asChecked(value: FormValue): boolean | undefined {
	return typeof value === 'string' ? CHECKED.get(value.trim().toLowerCase()) : undefined;
}

function select(field: PDFRadioGroup, value: FormValue): Filling {
	const options = field.getOptions();
	if (value === '') {
		field.clear();
		return {};
	}
	if (typeof value !== 'string' || !options.includes(value)) return { problem: oneOf(options) };
	field.select(value);
	return {};
}

/** A choice is given by its value or by what is shown for it. */
async function choose(
	field: PDFDropdown | PDFOptionList,
	value: FormValue,
	fonts: FieldFonts,
): Promise<Filling> {
	const options = field.acroField.getOptions().map(({ value: exported, display }) => ({
		exported: exported.decodeText(),
		shown: (display ?? exported).decodeText(),
	}));
	const given = typeof value === 'string' ? (value === '' ? [] : [value]) : value;
	if (typeof given === 'boolean') return { problem: oneOf(options.map(({ shown }) => shown)) };
	const chosen = given.map(
		(one) =>
			options.find(({ exported }) => exported === one) ??
			options.find(({ shown }) => shown === one) ??
			(field instanceof PDFDropdown && field.isEditable()
				? { exported: one, shown: one }
				: undefined),
	);
	const known = chosen.filter((one) => one !== undefined);
	if (known.length < chosen.length) return { problem: oneOf(options.map(({ shown }) => shown)) };
	if (known.length > 1 && !field.isMultiselect()) return { problem: 'takes one value only' };
	return await show(field, known, fonts);
}

async function show(
	field: PDFDropdown | PDFOptionList,
	chosen: ReadonlyArray<{ readonly exported: string; readonly shown: string }>,
	fonts: FieldFonts,
): Promise<Filling> {
	if (chosen.length === 0) field.clear();
	else field.select(chosen.map(({ shown }) => shown));
	const texts =
		field instanceof PDFOptionList ? field.getOptions() : chosen.map(({ shown }) => shown);
	const filling = await showText(field, texts.join('\n'), fonts);
	field.acroField.setValues(chosen.map(({ exported }) => PDFHexString.fromText(exported)));
	return filling;
}

function oneOf(options: readonly string[]): string {
	const list = options.slice(0, LONGEST_LIST).map((option) => `"${option}"`);
	const others = options.length > LONGEST_LIST ? ` and ${options.length - LONGEST_LIST} more` : '';
	return `takes one of ${list.join(', ')}${others}`;
}
