import { PDFCheckBox, PDFName } from '@cantoo/pdf-lib';
import type { PDFRadioGroup } from '@cantoo/pdf-lib';
import type { Filling, FormValue } from './formFilling';
import { oneOf } from './oneOf';

const CHECKED: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['false', false],
	['', false],
	['off', false],
]);
const OFF = PDFName.of('Off');
/** The name of the state of a check box without its own appearance, as the library draws it. */
const USUAL = PDFName.of('Yes');

/** A box or button: its "on" state, and its value. */
interface Button {
	readonly state: PDFName;
	readonly value: string;
}

/** Checks a box, one of several boxes of one field, or a radio button. */
export function fillButtons(field: PDFCheckBox | PDFRadioGroup, value: FormValue): Filling {
	const buttons = buttonsOf(field);
	const states = new Set(buttons.map(({ state }) => state));
	const named =
		buttons.find((one) => one.value === value) ??
		buttons.find(({ state }) => state.decodeText() === value);
	if (named) return turnOn(field, named.state);
	if (value === '') return turnOn(field, OFF);
	const values = [...new Set(buttons.map((one) => one.value))];
	if (!(field instanceof PDFCheckBox)) return { problem: oneOf(values) };
	const checked = typeof value === 'string' ? CHECKED.get(value.trim().toLowerCase()) : value;
	if (checked === false) return turnOn(field, OFF);
	const [only] = states;
	if (checked === true && only && states.size === 1) return turnOn(field, only);
	if (states.size > 1) return { problem: `has several boxes: ${oneOf([...values, 'false'])}` };
	return { problem: `is a check box: give true, false or "${values[0] ?? ''}"` };
}

/** Each widget that can be on; its value is in the field's list if there is one (ISO 32000-1, 12.7.4.2.3). */
function buttonsOf(field: PDFCheckBox | PDFRadioGroup): Button[] {
	const exported = field.acroField.getExportValues();
	return field.acroField.getWidgets().flatMap((widget, index) => {
		const state = widget.getOnValue() ?? (field instanceof PDFCheckBox ? USUAL : undefined);
		if (!state) return [];
		return [{ state, value: exported?.[index]?.decodeText() ?? state.decodeText() }];
	});
}

function turnOn(field: PDFCheckBox | PDFRadioGroup, state: PDFName): Filling {
	const widgets = field.acroField.getWidgets();
	field.acroField.dict.set(PDFName.of('V'), state);
	for (const widget of widgets) {
		const own = widget.getOnValue() ?? USUAL;
		widget.setAppearanceState(own === state ? state : OFF);
	}
	// A form may leave drawing to the viewer. An existing appearance is kept, even if it has none for the "off" state.
	if (widgets.some((widget) => !widget.getOnValue())) field.updateAppearances();
	return {};
}
