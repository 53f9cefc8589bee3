import {
	PDFArray,
	PDFContext,
	PDFDict,
	PDFHexString,
	PDFName,
	PDFNumber,
	PDFRawStream,
	PDFString,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import { wrapped } from '../wrapped';

/** Flags of a text field (ISO 32000-1, table 228). */
const MULTILINE = 0x1000;
const PASSWORD = 0x2000;
/** Maximum ancestors of a field that are examined, and characters of its value. */
const MOST_PARENTS = 20;
const MOST_CHARACTERS = 1_000;
/** In points: the text size if the field leaves it to the reader, and the space around it. */
const LARGEST_SIZE = 12;
const MARGIN = 2;
/** A line's height as a fraction of the font's size. */
const LEADING = 1.15;

const CONTEXT = PDFContext.create();
/** A font with all characters, by UTF-16; each is as wide as it is high. */
const FONT = CONTEXT.obj({
	Type: 'Font',
	Subtype: 'Type0',
	BaseFont: 'STSong-Light',
	Encoding: 'UniGB-UTF16-H',
	DescendantFonts: [
		{
			Type: 'Font',
			Subtype: 'CIDFontType0',
			BaseFont: 'STSong-Light',
			CIDSystemInfo: {
				Registry: PDFString.of('Adobe'),
				Ordering: PDFString.of('GB1'),
				Supplement: 4,
			},
			DW: 1000,
		},
	],
});

/** The size of a field on its page, in the page's units. */
interface FieldSize {
	readonly width: number;
	readonly height: number;
}

/**
 * An approximation of how a reader shows the value of a field without its own appearance: the line is right, but where
 * the text begins and ends depends on a font that isn't examined. Undefined if no text is shown.
 *
 * @param form the document's /AcroForm
 */
export function fieldAppearance(
	table: Resolver,
	widget: PDFDict,
	form: PDFDict | undefined,
	size: FieldSize,
): PDFRawStream | undefined {
	const entry = (key: string) => inherited(table, widget, key);
	const kind = entry('FT');
	const flags = numberIn(entry('Ff')) ?? 0;
	const isText = kind === PDFName.of('Tx') && (flags & PASSWORD) === 0;
	if (!isText && kind !== PDFName.of('Ch')) return undefined;
	const value = isText ? textOf(entry('V')) : optionText(table, entry('Opt'), entry('V'));
	if (!value) return undefined;
	const style = textOf(entry('DA') ?? table.resolve(form?.get(PDFName.of('DA')))) ?? '';
	const isMultiline = isText && (flags & MULTILINE) !== 0;
	const content = contentOf(value.slice(0, MOST_CHARACTERS), size, {
		size: Number(/([\d.]+)\s+Tf\b/.exec(style)?.[1] ?? 0),
		align: numberIn(entry('Q')) ?? 0,
		isMultiline,
	});
	const dictionary = CONTEXT.obj({
		Subtype: 'Form',
		BBox: [0, 0, size.width, size.height],
		Resources: { Font: { V: FONT } },
	});
	return PDFRawStream.of(dictionary, Buffer.from(content, 'latin1'));
}

/** An entry of a field, or of its nearest ancestor that has it. */
function inherited(table: Resolver, widget: PDFDict, key: string): PDFObject | undefined {
	let field: PDFObject | undefined = widget;
	for (let depth = 0; field instanceof PDFDict && depth < MOST_PARENTS; depth++) {
		const value = table.resolve(field.get(PDFName.of(key)));
		if (value) return value;
		field = table.resolve(field.get(PDFName.of('Parent')));
	}
	return undefined;
}

/** The text of the selected option: an option may have one that differs from its value (ISO 32000-1, table 231). */
function optionText(
	table: Resolver,
	options: PDFObject | undefined,
	chosen: PDFObject | undefined,
): string | undefined {
	const value = textOf(chosen);
	if (!(options instanceof PDFArray)) return value;
	const pairs = options.asArray().map((option) => table.resolve(option));
	for (const pair of pairs) {
		if (!(pair instanceof PDFArray) || pair.size() < 2) continue;
		const [written, shown] = [0, 1].map((index) => textOf(table.resolve(pair.get(index))));
		if (written === value) return shown;
	}
	return value;
}

function contentOf(
	value: string,
	{ width, height }: FieldSize,
	style: { readonly size: number; readonly align: number; readonly isMultiline: boolean },
): string {
	const fitting = style.isMultiline ? LARGEST_SIZE : Math.min(height / LEADING, LARGEST_SIZE);
	const size = style.size > 0 ? style.size : Math.max(fitting, 1);
	const room = (width - 2 * MARGIN) / size;
	const lines = style.isMultiline
		? value.split(/\r\n?|\n/).flatMap((line) => wrapped(line, room, widthOf))
		: [value.replace(/\s+/g, ' ')];
	const first = style.isMultiline ? height - MARGIN - size : (height - 0.7 * size) / 2;
	return lines
		.map((line, index) => {
			const left = room - widthOf(line);
			const x = MARGIN + size * (style.align === 1 ? left / 2 : style.align === 2 ? left : 0);
			const y = first - index * size * LEADING;
			const shown = [...line].map((one) => `<${hexadecimal(one)}> ${1000 * (1 - widthOf(one))}`);
			return `BT /V ${size} Tf 1 0 0 1 ${x} ${y} Tm [${shown.join(' ')}] TJ ET`;
		})
		.join('\n');
}

/** Approximate, as a fraction of the font's size. */
function widthOf(text: string): number {
	return [...text].reduce((sum, one) => sum + (one < '\u2e80' ? 0.5 : 1), 0);
}

function hexadecimal(text: string): string {
	return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

function textOf(object: PDFObject | undefined): string | undefined {
	const isString = object instanceof PDFString || object instanceof PDFHexString;
	return isString ? object.decodeText() : undefined;
}

function numberIn(object: PDFObject | undefined): number | undefined {
	return object instanceof PDFNumber ? object.asNumber() : undefined;
}
