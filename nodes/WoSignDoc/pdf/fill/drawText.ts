import {
	defaultDropdownAppearanceProvider,
	defaultOptionListAppearanceProvider,
	defaultTextFieldAppearanceProvider,
	PDFDropdown,
	PDFHexString,
	PDFName,
	PDFTextField,
	reduceRotation,
} from '@cantoo/pdf-lib';
import type { PDFFont, PDFWidgetAnnotation } from '@cantoo/pdf-lib';
import type { ShowsText } from './fieldAppearance';
import { defaultAppearance, withAppearance } from './fieldAppearance';
import type { FieldFonts } from './fieldFonts';
import type { Filling } from './formFilling';
import type { FittedText, TextBox } from './textFitting';
import { fitText } from './textFitting';

/** Points between the border and the text, as in the library. */
const PADDING = 1;
const NO_ROOM = 'has no room for so long a text, even in the smallest letters';
const SMALLER = 'has too little room: the text was made smaller, so that all of it is seen';

/**
 * Draws a text in each widget of a field, smaller if a widget is too small: all of it, or nothing. The library draws a
 * text field's value, so the value is temporarily changed.
 */
export async function drawText(
	field: ShowsText,
	text: string,
	fonts: FieldFonts,
): Promise<Filling> {
	const widgets = field.acroField.getWidgets();
	for (const widget of widgets) keepBorder(widget);
	const font = await fonts.fontFor(text, widgets[0] && defaultAppearance(field, widgets[0]).font);
	const fits = new Map(
		widgets.map((widget) => [widget.dict, fitText(text, font, roomIn(field, widget))]),
	);
	if ([...fits.values()].includes(undefined)) return { problem: NO_ROOM };
	drawWidgets(field, font, (widget, operators) => {
		const fit = fits.get(widget.dict);
		if (!fit) return [];
		const during = defaultAppearance(field, widget).withSize(fit.size);
		const after = fit.isSmaller ? during : undefined;
		return withAppearance(widget, { during, after }, () => operators(fit));
	});
	return [...fits.values()].some((fit) => fit?.isSmaller) ? { warning: SMALLER } : {};
}

/** A border that has only a color is one point wide (ISO 32000-1, 12.5.4); the library would omit it. */
function keepBorder(widget: PDFWidgetAnnotation): void {
	if (widget.getBorderStyle() || widget.dict.has(PDFName.of('Border'))) return;
	const color = widget.getAppearanceCharacteristics()?.getBorderColor() ?? [];
	if (color.length > 0) widget.getOrCreateBorderStyle().setWidth(1);
}

type Operators = ReturnType<typeof defaultDropdownAppearanceProvider>;

/** Has the library draw each widget: it wraps only at spaces, so it gets text that is already wrapped. */
function drawWidgets(
	field: ShowsText,
	font: PDFFont,
	draw: (widget: PDFWidgetAnnotation, operators: (fit: FittedText) => Operators) => Operators,
): void {
	if (field instanceof PDFTextField) {
		field.updateAppearances(font, (one, widget) =>
			draw(widget, ({ text }) => {
				one.acroField.setValue(PDFHexString.fromText(text));
				return defaultTextFieldAppearanceProvider(one, widget, font);
			}),
		);
	} else if (field instanceof PDFDropdown) {
		field.updateAppearances(font, (one, widget) =>
			draw(widget, () => defaultDropdownAppearanceProvider(one, widget, font)),
		);
	} else {
		field.updateAppearances(font, (one, widget) =>
			draw(widget, () => defaultOptionListAppearanceProvider(one, widget, font)),
		);
	}
}

function roomIn(field: ShowsText, widget: PDFWidgetAnnotation): TextBox {
	const rectangle = widget.getRectangle();
	const turned = reduceRotation(widget.getAppearanceCharacteristics()?.getRotation()) % 180 !== 0;
	const [width, height] = turned
		? [rectangle.height, rectangle.width]
		: [rectangle.width, rectangle.height];
	const border = 2 * (widget.getBorderStyle()?.getWidth() ?? 0);
	const { size } = defaultAppearance(field, widget);
	const isText = field instanceof PDFTextField;
	if (isText && field.isCombed()) {
		const cell = (width - border) / (field.getMaxLength() ?? 1);
		return { width: cell, height: height - border, layout: 'cells', size };
	}
	const edge = border + 2 * PADDING;
	const oneLine = isText ? !field.isMultiline() : field instanceof PDFDropdown;
	const layout = oneLine ? 'line' : isText ? 'paragraph' : 'list';
	return { width: width - edge, height: height - edge, layout, size };
}
