import { PDFDropdown, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import type { PDFOptionList } from '@cantoo/pdf-lib';
import { drawText } from './drawText';
import type { FieldFonts } from './fieldFonts';
import { unshown } from './fieldText';
import type { Filling, FormValue } from './formFilling';
import { oneOf } from './oneOf';

/** A choice by its value in the form's data, and the label shown for it. */
interface Choice {
	readonly exported: string;
	readonly shown: string;
}

/** Selects entries of a list, by values or by labels. */
export async function fillChoice(
	field: PDFDropdown | PDFOptionList,
	value: FormValue,
	fonts: FieldFonts,
): Promise<Filling> {
	const options = field.acroField.getOptions().map(({ value: exported, display }) => ({
		exported: exported.decodeText(),
		shown: (display ?? exported).decodeText(),
	}));
	const wrong = { problem: oneOf(options.map(({ shown }) => shown)) };
	if (typeof value === 'boolean') return wrong;
	const given = typeof value === 'string' ? (value === '' ? [] : [value]) : [...new Set(value)];
	const isOpen = field instanceof PDFDropdown && field.isEditable();
	const chosen = given.flatMap((one): Choice[] => {
		const option =
			options.find(({ exported }) => exported === one) ??
			options.find(({ shown }) => shown === one);
		return option ? [option] : isOpen ? [{ exported: one, shown: one }] : [];
	});
	if (chosen.length < given.length) return wrong;
	if (chosen.length > 1 && !field.isMultiselect()) return { problem: 'takes one value only' };
	return await show(field, { options, chosen }, fonts);
}

async function show(
	field: PDFDropdown | PDFOptionList,
	{ options, chosen }: { readonly options: readonly Choice[]; readonly chosen: readonly Choice[] },
	fonts: FieldFonts,
): Promise<Filling> {
	const { dict } = field.acroField;
	const texts = (field instanceof PDFDropdown ? chosen : options).map(({ shown }) => shown);
	const text = texts.join('\n');
	if (field instanceof PDFDropdown && texts.length > 1) return { problem: 'shows one value only' };
	const problem = await unshown(text, fonts);
	if (problem !== undefined) return { problem };
	// The library draws the current value.
	dict.set(PDFName.of('V'), dict.context.obj(chosen.map(({ shown }) => hex(shown))));
	const filling = await drawText(field, text, fonts);
	const [only] = chosen;
	const values = chosen.map(({ exported }) => hex(exported));
	dict.set(
		PDFName.of('V'),
		chosen.length > 1 ? dict.context.obj(values) : hex(only?.exported ?? ''),
	);
	const indices = chosen.map((one) => options.indexOf(one)).filter((index) => index >= 0);
	dict.set(PDFName.of('I'), dict.context.obj(indices.sort((one, other) => one - other)));
	return filling;
}

const hex = (text: string) => PDFHexString.fromText(text);
