import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

/** Measures of a standard font, as parts of its size. */
export interface StandardMetrics {
	readonly widthOf: (text: string) => number;
	readonly ascent: number;
	readonly descent: number;
}

/** The families of the standard 14 fonts that have Latin letters, by what a font's name says of its kind. */
const SANS = [StandardFonts.Helvetica, StandardFonts.HelveticaBold] as const;
const FAMILIES = [
	{ names: /courier|mono/i, fonts: [StandardFonts.Courier, StandardFonts.CourierBold] },
	{
		names: /times|serif|roman|georgia/i,
		fonts: [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold],
	},
] as const;

const known = new Map<StandardFonts, Promise<StandardMetrics>>();

/**
 * Measures of the standard font (ISO 32000-1, 9.6.2.2) that a font's name is one of or like; of slanted ones those of
 * their upright sisters, which are nearly the same.
 */
export async function standardMetrics(fontName: string): Promise<StandardMetrics> {
	const { fonts } = FAMILIES.find(({ names }) => names.test(fontName)) ?? { fonts: SANS };
	const name = /bold|black|heavy/i.test(fontName) ? fonts[1] : fonts[0];
	const metrics = known.get(name) ?? readMetrics(name);
	known.set(name, metrics);
	return await metrics;
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
