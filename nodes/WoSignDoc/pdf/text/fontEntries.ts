import type { PDFDict } from '@cantoo/pdf-lib';
import { PDFArray, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import type { CodeMap } from './codeMap';
import { readCodeMap } from './codeMap';
import type { ContentSource } from './contentSource';
import type { ToUnicode } from './font';

/** A number that a dictionary has; undefined when it has none. */
export function numberOf(table: Resolver, dictionary: PDFDict, key: string): number | undefined {
	const value = table.resolve(dictionary.get(PDFName.of(key)));
	return value instanceof PDFNumber ? value.asNumber() : undefined;
}

/** The numbers of an array that a dictionary has; empty when it has none. */
export function numbersOf(
	table: Resolver,
	dictionary: PDFDict,
	key: string,
): (number | undefined)[] {
	const array = table.resolve(dictionary.get(PDFName.of(key)));
	if (!(array instanceof PDFArray)) return [];
	return array.asArray().map((entry) => {
		const value = table.resolve(entry);
		return value instanceof PDFNumber ? value.asNumber() : undefined;
	});
}

/** The names by which a font is known and read; undefined where it has none. */
export function namesOf(table: Resolver, font: PDFDict) {
	const name = (key: string) => {
		const value = table.resolve(font.get(PDFName.of(key)));
		return value instanceof PDFName ? value.decodeText() : undefined;
	};
	return {
		Subtype: name('Subtype'),
		BaseFont: name('BaseFont'),
		Encoding: name('Encoding'),
		BaseEncoding: name('BaseEncoding'),
		ToUnicode: name('ToUnicode'),
	};
}

/** The CMap that a font has as a stream; undefined when it has none. */
export async function codeMapOf(
	source: ContentSource,
	font: PDFDict,
	key: 'ToUnicode' | 'Encoding',
): Promise<CodeMap | undefined> {
	if (!(source.resolve(font.get(PDFName.of(key))) instanceof PDFRawStream)) return undefined;
	const content = await source.contentOf(font.get(PDFName.of(key)));
	return content && readCodeMap(content);
}

/** The characters of a font's codes, as its /ToUnicode has them (ISO 32000-1, 9.10.3). */
export async function toUnicodeOf(source: ContentSource, font: PDFDict): Promise<ToUnicode> {
	const { ToUnicode: name } = namesOf(source, font);
	// Not as the standard has it, but some programs say so that the codes are the characters.
	if (name !== undefined && /^Identity-[HV]$/.test(name)) return unitText;
	const map = await codeMapOf(source, font, 'ToUnicode');
	return (code) => map?.texts.get(code) ?? unitText(map?.cids.get(code) ?? 0);
}

/** The character of a UTF-16 unit, as some programs write it in sections that belong to CIDs (`begincidrange`). */
function unitText(unit: number): string | undefined {
	return unit > 0 && unit <= 0xffff ? String.fromCharCode(unit) : undefined;
}
