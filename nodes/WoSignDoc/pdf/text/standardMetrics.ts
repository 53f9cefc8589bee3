import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

/** Metrics of a standard font, as fractions of its size. */
export interface StandardMetrics {
	readonly widthOf: (text: string) => number;
	readonly ascent: number;
	readonly descent: number;
}

/** Upright, bold, italic, and both; italic letters are as wide as upright ones except in Times. */
type Faces = readonly [StandardFonts, StandardFonts, StandardFonts, StandardFonts];
const {
	Courier,
	CourierBold,
	Helvetica,
	HelveticaBold,
	TimesRoman,
	TimesRomanBold,
	TimesRomanItalic,
	TimesRomanBoldItalic,
} = StandardFonts;
const SANS: Faces = [Helvetica, HelveticaBold, Helvetica, HelveticaBold];
const MONO: Faces = [Courier, CourierBold, Courier, CourierBold];
const SERIF: Faces = [TimesRoman, TimesRomanBold, TimesRomanItalic, TimesRomanBoldItalic];

const known = new Map<StandardFonts, Promise<StandardMetrics>>();

/** Metrics of the standard font (ISO 32000-1, 9.6.2.2) that a font's name matches or resembles. */
export async function standardMetrics(fontName: string): Promise<StandardMetrics> {
	const [upright, bold, slanted, both] = facesOf(fontName);
	const isBold = /bold|black|heavy/i.test(fontName);
	const isSlanted = /italic|oblique/i.test(fontName);
	const name = isBold ? (isSlanted ? both : bold) : isSlanted ? slanted : upright;
	const metrics = known.get(name) ?? readMetrics(name);
	known.set(name, metrics);
	return await metrics;
}

function facesOf(fontName: string): Faces {
	if (/courier|mono/i.test(fontName)) return MONO;
	return /times|serif|roman|georgia/i.test(fontName) ? SERIF : SANS;
}

async function readMetrics(name: StandardFonts): Promise<StandardMetrics> {
	const font = (await PDFDocument.create()).embedStandardFont(name);
	const ascent = font.heightAtSize(1, { descender: false });
	const widths = new Map<string, number>();
	return {
		widthOf: (text) => {
			const width = widths.get(text) ?? widthIn(font, text);
			widths.set(text, width);
			return width;
		},
		ascent,
		descent: ascent - font.heightAtSize(1),
	};
}

/** Zero for a character that the standard fonts lack. */
function widthIn(font: ReturnType<PDFDocument['embedStandardFont']>, text: string): number {
	try {
		return font.widthOfTextAtSize(text, 1);
	} catch {
		return 0;
	}
}
