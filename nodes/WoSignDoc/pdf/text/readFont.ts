import { PDFArray, PDFDict, PDFName } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import { compositeFont } from './compositeFont';
import type { ContentSource } from './contentSource';
import type { Font } from './font';
import { namesOf, numberOf, numbersOf, toUnicodeOf } from './fontEntries';
import { simpleFont } from './simpleFont';
import { standardMetrics } from './standardMetrics';

/** The default height of a font, and the maximum that is accepted; as in poppler. */
const USUAL = { ascent: 0.95, descent: -0.35 };
const HIGHEST = 1.05;
const LOWEST = -0.4;

/** The font in a resource dictionary (ISO 32000-1, 9.5); undefined if it isn't one. */
export async function readFont(
	table: ContentSource,
	object: PDFObject | undefined,
): Promise<Font | undefined> {
	const font = table.resolve(object);
	if (!(font instanceof PDFDict)) return undefined;
	const toUnicode = await toUnicodeOf(table, font);
	const descendants = table.resolve(font.get(PDFName.of('DescendantFonts')));
	const descendant =
		descendants instanceof PDFArray && descendants.size() > 0
			? table.resolve(descendants.get(0))
			: undefined;
	if (namesOf(table, font).Subtype !== 'Type0') {
		return {
			...(await simpleFont(table, font, toUnicode)),
			isVertical: false,
			...(await heights(table, font)),
		};
	}
	if (!(descendant instanceof PDFDict)) return undefined;
	return {
		...(await compositeFont(table, font, descendant, toUnicode)),
		...(await heights(table, descendant)),
	};
}

async function heights(table: Resolver, font: PDFDict): Promise<Pick<Font, 'ascent' | 'descent'>> {
	const descriptor = table.resolve(font.get(PDFName.of('FontDescriptor')));
	if (!(descriptor instanceof PDFDict)) {
		const { Subtype, BaseFont } = namesOf(table, font);
		if (Subtype === 'Type3') return type3Heights(table, font) ?? USUAL;
		if (BaseFont === undefined) return USUAL;
		const { ascent, descent } = await standardMetrics(BaseFont);
		return { ascent, descent };
	}
	const ascent = Math.abs(numberOf(table, descriptor, 'Ascent') ?? 0) / 1000;
	const descent = -Math.abs(numberOf(table, descriptor, 'Descent') ?? 0) / 1000;
	return {
		ascent: ascent > 0 && ascent < 1.9 ? Math.min(ascent, HIGHEST) : USUAL.ascent,
		descent: descent < 0 && descent > -1.9 ? Math.max(descent, LOWEST) : USUAL.descent,
	};
}

function type3Heights(table: Resolver, font: PDFDict) {
	const [, bottom, , top] = numbersOf(table, font, 'FontBBox');
	const [, , , scale] = numbersOf(table, font, 'FontMatrix');
	if (bottom === undefined || top === undefined || scale === undefined) return undefined;
	const [descent, ascent] = [bottom * scale, top * scale];
	return ascent > descent ? { ascent, descent } : undefined;
}
