import type { PDFDict } from '@cantoo/pdf-lib';
import { PDFArray, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import type { CodeMap } from './codeMap';
import { readCodeMap } from './codeMap';
import type { ContentSource } from './contentSource';
import type { ToUnicode } from './font';

/** A number in a dictionary; undefined if there is none. */
export function numberOf(table: Resolver, dictionary: PDFDict, key: string): number | undefined {
	const value = table.resolve(dictionary.get(PDFName.of(key)));
	return value instanceof PDFNumber ? value.asNumber() : undefined;
}

/** The numbers of an array in a dictionary; empty if there is none. */
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

/** The names that identify a font; undefined if it has none. */
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

/** The CMap that a font contains as a stream; undefined if there is none. */
export async function codeMapOf(
	source: ContentSource,
	font: PDFDict,
	key: 'ToUnicode' | 'Encoding',
): Promise<CodeMap | undefined> {
	if (!(source.resolve(font.get(PDFName.of(key))) instanceof PDFRawStream)) return undefined;
	const content = await source.contentOf(font.get(PDFName.of(key)));
	return content && readCodeMap(content);
}

/** The characters of a font's codes, according to its /ToUnicode (ISO 32000-1, 9.10.3). */
export async function toUnicodeOf(source: ContentSource, font: PDFDict): Promise<ToUnicode> {
	const { ToUnicode: name } = namesOf(source, font);
	// Nonstandard, but some programs use it to say that the codes are the characters.
	if (name !== undefined && /^Identity-[HV]$/.test(name)) return unitText;
	const map = await codeMapOf(source, font, 'ToUnicode');
	return (code) => map?.texts.get(code) ?? unitText(map?.cids.get(code) ?? 0);
}

/** The character of a UTF-16 unit, as some programs write it in sections that are meant for CIDs (`begincidrange`). */
function unitText(unit: number): string | undefined {
	return unit > 0 && unit <= 0xffff ? String.fromCharCode(unit) : undefined;
}
