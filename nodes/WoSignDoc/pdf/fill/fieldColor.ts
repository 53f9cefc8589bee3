import { PDFDropdown, PDFOptionList, PDFTextField } from '@cantoo/pdf-lib';
import type { PDFField } from '@cantoo/pdf-lib';
import { defaultAppearance } from './fieldAppearance';

const COLOR = /((?:\d*\.?\d+\s+){1,4})(?:g|rg|k)(?=\s|$)/g;
/** From 0, black, to 1, white: a smaller difference is hardly visible. */
const LEAST_DIFFERENCE = 0.2;
const WHITE = 1;

/** Whether the text of a field has nearly the color of its background, which is white unless the form sets it. */
export function isFaint(field: PDFField): boolean {
	const showsText =
		field instanceof PDFTextField || field instanceof PDFDropdown || field instanceof PDFOptionList;
	if (!showsText) return false;
	return field.acroField.getWidgets().some((widget) => {
		const written = [...defaultAppearance(field, widget).withSize(0).matchAll(COLOR)].at(-1)?.[1];
		const color = brightness(written?.trim().split(/\s+/).map(Number) ?? []) ?? 0;
		const background = widget.getAppearanceCharacteristics()?.getBackgroundColor();
		return Math.abs(color - (brightness(background ?? []) ?? WHITE)) < LEAST_DIFFERENCE;
	});
}

/** The luminance of gray, RGB or CMYK; undefined without a color. */
function brightness(components: readonly number[]): number | undefined {
	const [first = 0, second = 0, third = 0, black = 0] = components;
	if (components.length === 1) return first;
	if (components.length === 3) return 0.3 * first + 0.59 * second + 0.11 * third;
	if (components.length !== 4) return undefined;
	return (1 - black) * (1 - (0.3 * first + 0.59 * second + 0.11 * third));
}
