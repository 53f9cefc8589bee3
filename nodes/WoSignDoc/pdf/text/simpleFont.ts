import { PDFArray, PDFDict, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import type { Font, ToUnicode } from './font';
import { namesOf, numberOf, numbersOf } from './fontEntries';
import { textOfGlyph } from './glyphNames';
import type { SimpleEncoding } from './simpleEncodings';
import { simpleEncoding } from './simpleEncodings';
import { standardMetrics } from './standardMetrics';

const SPACE = 0x20;

/** A font with single-byte codes (ISO 32000-1, 9.6); `toUnicode` takes precedence over its own characters. */
export async function simpleFont(
	table: Resolver,
	font: PDFDict,
	toUnicode: ToUnicode,
): Promise<Pick<Font, 'glyphs'>> {
	const encoding = encodingOf(table, font);
	const widthOf = await widths(table, font, encoding);
	const glyphs = Array.from({ length: 256 }, (_, code) => ({
		text: toUnicode(code) ?? encoding[code] ?? '',
		advance: widthOf(code),
		isWordSpace: code === SPACE,
	}));
	return {
		glyphs: (string) => [...string].flatMap((code) => glyphs[code] ?? []),
	};
}

function encodingOf(table: Resolver, font: PDFDict): SimpleEncoding {
	const { Subtype, Encoding } = namesOf(table, font);
	const usual = Subtype === 'TrueType' ? 'WinAnsiEncoding' : 'StandardEncoding';
	const dictionary = table.resolve(font.get(PDFName.of('Encoding')));
	const name = dictionary instanceof PDFDict ? namesOf(table, dictionary).BaseEncoding : Encoding;
	const base = simpleEncoding(name ?? usual) ?? simpleEncoding(usual) ?? [];
	return dictionary instanceof PDFDict ? withDifferences(table, dictionary, base) : base;
}

/** ISO 32000-1, table 114: a code, then the glyph names for it and the codes after it. */
function withDifferences(
	table: Resolver,
	dictionary: PDFDict,
	base: SimpleEncoding,
): SimpleEncoding {
	const differences = table.resolve(dictionary.get(PDFName.of('Differences')));
	if (!(differences instanceof PDFArray)) return base;
	const encoding = [...base];
	let code = 0;
	for (const entry of differences.asArray().slice(0, 1_024)) {
		const value = table.resolve(entry);
		if (value instanceof PDFNumber) code = value.asNumber();
		else if (value instanceof PDFName) {
			if (code >= 0 && code < 256) encoding[code] = textOfGlyph(value.decodeText());
			code++;
		}
	}
	return encoding;
}

async function widths(table: Resolver, font: PDFDict, encoding: SimpleEncoding) {
	const { Subtype, BaseFont = '' } = namesOf(table, font);
	const standard = await standardMetrics(BaseFont);
	const given = numbersOf(table, font, 'Widths');
	const first = numberOf(table, font, 'FirstChar') ?? 0;
	const descriptor = table.resolve(font.get(PDFName.of('FontDescriptor')));
	const missing =
		descriptor instanceof PDFDict ? numberOf(table, descriptor, 'MissingWidth') : undefined;
	const [scale = 0.001] = Subtype === 'Type3' ? numbersOf(table, font, 'FontMatrix') : [];
	return (code: number): number => {
		const width = given[code - first];
		if (width !== undefined) return width * scale;
		if (given.length > 0 || missing !== undefined) return (missing ?? 0) * scale;
		return standard.widthOf(encoding[code] ?? '');
	};
}
