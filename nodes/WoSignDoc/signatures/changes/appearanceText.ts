import { inflate } from '../../pdf/file/inflate';
import { unescaped } from '../../pdf/file/literalString';
import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { rectangleOf } from './appearance';
import type { Appearance } from './appearance';
import { currentValue } from './comparison';
import type { Comparison } from './comparison';
import type { Rectangle } from './documentChange';
import { PlainText } from './plainText';

/** Maximum bytes of an appearance that are read, decompressed. */
const LONGEST_CONTENT = 64 * 1_024;
/** Many fields may share an appearance: this many bytes of it count as one value. */
const BYTES_A_VALUE = 16;
/** The tokens of a content stream (ISO 32000-1, 7.8.2), each matched where the previous one ended. */
const TOKEN =
	/(?<space>[\0\t\n\f\r ]+|%[^\r\n]*)|\((?<literal>(?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*)\)|<(?<hex>[0-9A-Fa-f\s]*)>|\/(?<name>[^\0\t\n\f\r ()<>[\]{}/%]*)|(?<number>[-+]?[\d.]+)|(?<word>[A-Za-z'"*]+\d?)|<<|>>|\[|\]/y;
const SHOWS_TEXT = new Set(['Tj', 'TJ', "'", '"']);

/**
 * The text that an appearance shows, without white space; undefined if that depends on how a font maps its codes, or if
 * the appearance shows text where it can't be seen, or anything other than text. How far the text extends to the right
 * isn't computed.
 */
export async function appearanceText(
	comparison: Comparison,
	appearance: Appearance,
): Promise<string | undefined> {
	const content = await contentOf(appearance);
	comparison.budget.spend(Math.ceil((content?.length ?? LONGEST_CONTENT) / BYTES_A_VALUE));
	const box = rectangleOf(appearance.dictionary.entries.get('BBox'));
	const shown = content === undefined || !box ? undefined : textIn(content, box);
	if (!shown) return undefined;
	for (const font of shown.fonts) {
		if (!(await isPlainFont(comparison, appearance.dictionary, font))) return undefined;
	}
	return withoutSpace(new TextDecoder('windows-1252').decode(shown.bytes));
}

/** A text for comparison: white space is positioned, not shown. */
export function withoutSpace(text: string): string {
	return text.normalize('NFC').replace(/\s+/g, '');
}

async function contentOf({ dictionary, stream }: Appearance): Promise<string | undefined> {
	const { entries } = dictionary;
	if (['F', 'FFilter', 'DecodeParms'].some((key) => entries.has(key))) return undefined;
	const filter = entries.get('Filter');
	const names = filter?.kind === 'array' ? filter.items : [filter].flatMap((one) => one ?? []);
	if (names.length > 1 || names.some((one) => one.kind !== 'name' || one.value !== 'FlateDecode'))
		return undefined;
	try {
		const content = names.length === 0 ? stream : await inflate(stream, LONGEST_CONTENT, 'refuse');
		return content.length > LONGEST_CONTENT ? undefined : content.toString('latin1');
	} catch {
		return undefined;
	}
}

interface Shown {
	readonly bytes: Buffer;
	/** The names of the fonts that are selected. */
	readonly fonts: ReadonlySet<string>;
}

function textIn(content: string, box: Rectangle): Shown | undefined {
	const shown: Buffer[] = [];
	const fonts = new Set<string>();
	let strings: Buffer[] = [];
	let numbers: number[] = [];
	let name = '';
	const plain = new PlainText(box);
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < content.length) {
		const { literal, hex, word, ...rest } = TOKEN.exec(content)?.groups ?? { word: 'BI' };
		if (literal !== undefined) strings.push(unescaped(Buffer.from(literal, 'latin1')));
		else if (hex !== undefined) strings.push(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
		name = rest['name'] ?? name;
		if (rest['number'] !== undefined) numbers.push(Number(rest['number']));
		if (word === undefined) continue;
		plain.step(word, numbers);
		if (!plain.isPlain) return undefined;
		if (word === 'Tf') fonts.add(name);
		if (SHOWS_TEXT.has(word)) shown.push(...strings);
		strings = [];
		numbers = [];
	}
	return { bytes: Buffer.concat(shown), fonts };
}

/** Whether a font shows ASCII bytes as exactly these characters, as far as its dictionary says. */
async function isPlainFont(
	comparison: Comparison,
	{ entries }: PdfDictionary,
	name: string,
): Promise<boolean> {
	const resources = await currentValue(comparison, entries.get('Resources'));
	const fonts = await entryOf(comparison, resources, 'Font');
	const font = await entryOf(comparison, fonts, name);
	if (font?.kind !== 'dictionary') return false;
	if (!isNamed(font, 'Subtype', 'Type1') && !isNamed(font, 'Subtype', 'TrueType')) return false;
	const descriptor = await entryOf(comparison, font, 'FontDescriptor');
	const isEmbedded =
		descriptor?.kind === 'dictionary' &&
		[...descriptor.entries.keys()].some((key) => key.startsWith('FontFile'));
	const isSymbolic = /symbol|dingbat/i.test(nameOf(font.entries.get('BaseFont')));
	const encoding = await entryOf(comparison, font, 'Encoding');
	const differences = await entryOf(comparison, encoding, 'Differences');
	comparison.budget.spend(differences?.kind === 'array' ? differences.items.length : 0);
	return !isEmbedded && !isSymbolic && !(differences && changesAscii(differences));
}

async function entryOf(
	comparison: Comparison,
	value: PdfValue | undefined,
	key: string,
): Promise<PdfValue | undefined> {
	return value?.kind === 'dictionary'
		? await currentValue(comparison, value.entries.get(key))
		: undefined;
}

function nameOf(value: PdfValue | undefined): string {
	return value?.kind === 'name' ? value.value : '';
}

/** Whether an array of differences (ISO 32000-1, 9.6.6) names a code of ASCII. */
function changesAscii(differences: PdfValue): boolean {
	let code = 0;
	for (const item of differences.kind === 'array' ? differences.items : [differences]) {
		if (item.kind === 'number') code = item.value;
		else if (item.kind !== 'name' || (code >= 0x20 && code <= 0x7e)) return true;
		else code++;
	}
	return false;
}
