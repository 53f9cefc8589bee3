import type { PDFDict } from '@cantoo/pdf-lib';
import { PDFArray, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import type { CodeMap } from './codeMap';
import { readCodeMap } from './codeMap';
import type { ContentSource } from './contentSource';

const NO_MAP = { texts: new Map<number, string>(), cids: new Map<number, number>() };

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

/** The characters of a font's codes, as its /ToUnicode has them (ISO 32000-1, 9.10.3); empty when it has none. */
export async function toUnicodeOf(
	source: ContentSource,
	font: PDFDict,
): Promise<ReadonlyMap<number, string>> {
	const { texts, cids } = (await codeMapOf(source, font, 'ToUnicode')) ?? NO_MAP;
	// Some programs write a character as its number, in the sections that belong to CIDs (`begincidrange`).
	const numbered = [...cids].filter(([, number]) => number > 0 && number <= 0xffff);
	if (numbered.length === 0) return texts;
	return new Map([
		...numbered.map(([code, number]) => [code, String.fromCharCode(number)] as const),
		...texts,
	]);
}
