import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import type { Resolver } from '../pageBox';
import type { CharacterCollection } from './characterCollection';
import { characterCollection } from './characterCollection';
import { codeOf, splitCodes } from './codeMap';
import type { CodeMap } from './codeMap';
import type { ContentSource } from './contentSource';
import type { Font, ToUnicode } from './font';
import { codeMapOf, namesOf, numberOf, numbersOf } from './fontEntries';
import { predefinedMap } from './predefinedMaps';
import type { PredefinedMap } from './predefinedMaps';

const ASCII = /^[ -~]$/;
const FULL_WIDTH = 1_000;
const IDENTITY_CODES = [{ length: 2, first: 0, last: 0xffff }];

/** A code of a string, its glyph number (CID), and its character as far as its CMap alone shows it. */
interface MappedCode {
	readonly code: number;
	readonly length: number;
	readonly cid: number | undefined;
	readonly text: string;
}

/** A font with codes of several bytes (ISO 32000-1, 9.7); `toUnicode` takes precedence over its own characters. */
export async function compositeFont(
	table: ContentSource,
	font: PDFDict,
	descendant: PDFDict,
	toUnicode: ToUnicode,
): Promise<Pick<Font, 'glyphs' | 'isVertical'>> {
	const { Encoding = 'Identity-H' } = namesOf(table, font);
	const predefined = predefinedMap(Encoding);
	const embedded = await codeMapOf(table, font, 'Encoding');
	const isVertical = predefined?.isVertical ?? embedded?.isVertical ?? Encoding.endsWith('-V');
	const advanceOf = isVertical ? verticalAdvance(table, descendant) : widths(table, descendant);
	const ordering = orderingOf(table, descendant);
	const collection =
		(await characterCollection(ordering)) ??
		(predefined && (await characterCollection(predefined.ordering)));
	const codesOf = predefined
		? predefinedCodes(predefined, collection)
		: mappedCodes(embedded, collection);
	return {
		isVertical,
		glyphs: (string) =>
			codesOf(string).map(({ code, length, cid, text }) => ({
				text: toUnicode(code) ?? text,
				advance: advanceOf(cid),
				isWordSpace: length === 1 && code === 0x20,
			})),
	};
}

/** The collection that a font's glyph numbers are from (ISO 32000-1, 9.7.3); empty if it names none. */
function orderingOf(table: Resolver, descendant: PDFDict): string {
	const info = table.resolve(descendant.get(PDFName.of('CIDSystemInfo')));
	const ordering = info instanceof PDFDict ? table.resolve(info.get(PDFName.of('Ordering'))) : '';
	const isText = ordering instanceof PDFString || ordering instanceof PDFHexString;
	return isText ? ordering.decodeText() : '';
}

function predefinedCodes(
	{ lengthAt, textOf, firstCid }: PredefinedMap,
	collection: CharacterCollection | undefined,
) {
	return (string: Uint8Array): MappedCode[] => {
		const codes: MappedCode[] = [];
		for (let at = 0; at < string.length;) {
			const length = lengthAt(string.subarray(at));
			const bytes = string.subarray(at, at + length);
			const text = textOf(bytes);
			const cid = ASCII.test(text) ? firstCid + text.charCodeAt(0) - 0x20 : collection?.cidOf(text);
			codes.push({ code: codeOf(bytes), length, cid, text });
			at += length;
		}
		return codes;
	};
}

function mappedCodes(embedded: CodeMap | undefined, collection: CharacterCollection | undefined) {
	const ranges = embedded && embedded.ranges.length > 0 ? embedded.ranges : IDENTITY_CODES;
	return (string: Uint8Array): MappedCode[] =>
		splitCodes(string, ranges).map(({ code, length }) => {
			const cid = embedded && embedded.cids.size > 0 ? (embedded.cids.get(code) ?? 0) : code;
			return { code, length, cid, text: collection?.textOf(cid) ?? '' };
		});
}

/** ISO 32000-1, 9.7.4.3: a glyph's number and a list of widths, or two numbers and the width of all between. */
function widths(table: Resolver, descendant: PDFDict) {
	const usual = numberOf(table, descendant, 'DW') ?? FULL_WIDTH;
	const found = new Map<number, number>();
	const array = table.resolve(descendant.get(PDFName.of('W')));
	const entries = array instanceof PDFArray ? array.asArray() : [];
	// Ranges may name the same glyphs over and over.
	let left: number = PDF_BOUNDS.fontCharacters;
	for (let at = 0; at + 1 < entries.length && left > 0;) {
		const first = numberIn(table, entries[at]);
		const next = table.resolve(entries[at + 1]);
		const list = next instanceof PDFArray ? next.asArray() : undefined;
		const count = list ? list.length : numberIn(table, next) - first + 1;
		for (let index = 0; index < count && left > 0; index++, left--) {
			found.set(first + index, numberIn(table, list ? list[index] : entries[at + 2]));
		}
		at += list ? 2 : 3;
	}
	return (cid: number | undefined) =>
		((cid === undefined ? undefined : found.get(cid)) ?? usual) / 1_000;
}

function numberIn(table: Resolver, object: PDFObject | undefined): number {
	const value = table.resolve(object);
	return value instanceof PDFNumber ? value.asNumber() : 0;
}

/** ISO 32000-1, 9.7.4.3: vertical writing; widths of single glyphs, /W2, are very rare. */
function verticalAdvance(table: Resolver, descendant: PDFDict) {
	const [, advance = -FULL_WIDTH] = numbersOf(table, descendant, 'DW2');
	return () => -advance / 1_000;
}
