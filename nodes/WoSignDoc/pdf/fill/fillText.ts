import { PDFHexString, PDFName } from '@cantoo/pdf-lib';
import type { PDFTextField } from '@cantoo/pdf-lib';
import { drawText } from './drawText';
import type { FieldFonts } from './fieldFonts';
import { plainText, unshown } from './fieldText';
import type { Filling } from './formFilling';

/** Maximum characters of one field: more would take long to set, and no field has room for them. */
const LONGEST_TEXT = 10_000;

/** Fills in a text field. It shows all characters of its value, smaller if the form has too little space. */
export async function fillText(
	field: PDFTextField,
	value: string,
	fonts: FieldFonts,
): Promise<Filling> {
	const text = plainText(value);
	const problem = textProblem(field, text) ?? (await unshown(text, fonts));
	if (problem !== undefined) return { problem };
	if (field.isRichFormatted()) field.disableRichFormatting();
	field.acroField.dict.delete(PDFName.of('RV'));
	const filling = await drawText(field, text, fonts);
	// The value has only its own line ends, not those of its display.
	field.acroField.setValue(PDFHexString.fromText(text));
	return filling;
}

function textProblem(field: PDFTextField, text: string): string | undefined {
	if (field.isPassword() || field.isFileSelector()) {
		return 'is a field for a password or a file, which isn’t filled in';
	}
	if (text.includes('\n') && !field.isMultiline()) return 'has room for one line only';
	const longest = field.getMaxLength();
	if (longest !== undefined && text.length > longest) {
		return `takes at most ${longest} characters, not ${text.length}`;
	}
	return text.length > LONGEST_TEXT
		? `takes at most ${LONGEST_TEXT.toLocaleString('en')} characters`
		: undefined;
}
