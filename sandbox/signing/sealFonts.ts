import {
	beginText,
	endText,
	moveText,
	PDFHexString,
	setFillingRgbColor,
	setFontAndSize,
	showText,
	StandardFonts,
	type PDFDocument,
	type PDFFont,
	type PDFPage,
	type PDFRef,
} from '@cantoo/pdf-lib';

/** The two fonts of a seal. */
export interface SealFonts {
	latin: PDFFont;
	/** STSong-Light, a Chinese font that every PDF viewer provides, so it isn't embedded. */
	chinese: PDFRef;
}

/** Adds the fonts to a document. */
export async function sealFonts(pdf: PDFDocument): Promise<SealFonts> {
	const { context } = pdf;
	const descriptor = context.register(
		context.obj({
			Type: 'FontDescriptor',
			FontName: 'STSong-Light',
			Flags: 6,
			FontBBox: [-25, -254, 1000, 880],
			ItalicAngle: 0,
			Ascent: 752,
			Descent: -271,
			CapHeight: 737,
			StemV: 58,
		}),
	);
	const descendant = context.obj({
		Type: 'Font',
		Subtype: 'CIDFontType0',
		BaseFont: 'STSong-Light',
		CIDSystemInfo: {
			Registry: PDFHexString.of(Buffer.from('Adobe').toString('hex')),
			Ordering: PDFHexString.of(Buffer.from('GB1').toString('hex')),
			Supplement: 4,
		},
		FontDescriptor: descriptor,
		DW: 1000,
		W: [1, 95, 500],
	});
	const chinese = context.obj({
		Type: 'Font',
		Subtype: 'Type0',
		BaseFont: 'STSong-Light-UniGB-UTF16-H',
		Encoding: 'UniGB-UTF16-H',
		DescendantFonts: [context.register(descendant)],
	});
	return {
		latin: await pdf.embedFont(StandardFonts.HelveticaBold),
		chinese: context.register(chinese),
	};
}

/** A line of text centered on `x`. `width` and `size` are maximums. */
export interface Line {
	text: string;
	x: number;
	y: number;
	width: number;
	size: number;
	color: readonly [red: number, green: number, blue: number];
}

/** Draws a line in the font that covers its characters. */
export function drawLine(page: PDFPage, line: Line, fonts: SealFonts): void {
	const latin = /^[\x20-\x7e]*$/.test(line.text);
	const ems = latin ? fonts.latin.widthOfTextAtSize(line.text, 1) : chineseWidth(line.text);
	const size = Math.min(line.size, line.width / Math.max(ems, 0.1));
	const font = page.node.newFontDictionary('Seal', latin ? fonts.latin.ref : fonts.chinese);
	const text = latin ? fonts.latin.encodeText(line.text) : PDFHexString.of(utf16(line.text));
	page.pushOperators(
		beginText(),
		setFillingRgbColor(...line.color),
		setFontAndSize(font, size),
		moveText(line.x - (ems * size) / 2, line.y - size * 0.35),
		showText(text),
		endText(),
	);
}

function chineseWidth(text: string): number {
	return [...text].reduce((sum, character) => sum + (character < '\u{80}' ? 0.5 : 1), 0);
}

function utf16(text: string): string {
	return Buffer.from(text, 'utf16le').swap16().toString('hex');
}
