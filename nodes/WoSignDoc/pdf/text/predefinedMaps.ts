import { codeOf } from './codeMap';

/** How a predefined CMap (ISO 32000-1, table 118) encodes characters. */
export interface PredefinedMap {
	readonly isVertical: boolean;
	/** The length in bytes of the first code in the bytes. */
	readonly lengthAt: (bytes: Uint8Array) => number;
	readonly textOf: (code: Uint8Array) => string;
	/** The collection that its glyphs are from. */
	readonly ordering: Ordering;
	/** The glyph number (CID) of the space; those of the other ASCII characters follow. */
	readonly firstCid: number;
}

type Ordering = 'GB1' | 'CNS1' | 'Japan1' | 'Korea1' | 'KR';

type LengthAt = PredefinedMap['lengthAt'];

const byte = (bytes: Uint8Array, at: number) => bytes[at] ?? 0;
const isWithin = (value: number, first: number, last: number) => value >= first && value <= last;

const utf16Length: LengthAt = (bytes) => (isWithin(byte(bytes, 0), 0xd8, 0xdb) ? 4 : 2);
const utf8Length: LengthAt = (bytes) => {
	const lead = byte(bytes, 0);
	return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
};
const twoByteLength: LengthAt = (bytes) => (isWithin(byte(bytes, 0), 0x81, 0xfe) ? 2 : 1);
const gb18030Length: LengthAt = (bytes) =>
	twoByteLength(bytes) === 2 && isWithin(byte(bytes, 1), 0x30, 0x39) ? 4 : twoByteLength(bytes);
const shiftJisLength: LengthAt = (bytes) => {
	const lead = byte(bytes, 0);
	return isWithin(lead, 0x81, 0x9f) || isWithin(lead, 0xe0, 0xfc) ? 2 : 1;
};
const eucJapanLength: LengthAt = (bytes) =>
	byte(bytes, 0) === 0x8f ? 3 : byte(bytes, 0) >= 0x80 ? 2 : 1;

/** Characters of the encoding with this label (Encoding Standard); missing ones aren't guessed from their last byte. */
function encodedAs(label: string): PredefinedMap['textOf'] {
	const decoder = new TextDecoder(label);
	return (code) => {
		const text = decoder.decode(code);
		// Some decoders turn a byte that begins no character into a control character.
		return /[\ufffd\x80-\x9f]/.test(text) ? '' : text;
	};
}

const utf16 = encodedAs('utf-16be');
const utf8 = encodedAs('utf-8');
const utf32: PredefinedMap['textOf'] = (code) => {
	const point = codeOf(code);
	return point <= 0x10ffff ? String.fromCodePoint(point) : '';
};
const eucJapan = encodedAs('euc-jp');
/** JIS X 0208 in seven bits. */
const jis: PredefinedMap['textOf'] = (code) => eucJapan(code.map((part) => part | 0x80));

/** Encodings of the same characters, by CMap name without \`-H\` and \`-V\`. */
interface Family extends Omit<PredefinedMap, 'isVertical'> {
	readonly names: RegExp;
}

function family(
	names: RegExp,
	ordering: Ordering,
	textOf: PredefinedMap['textOf'],
	lengthAt: LengthAt,
	firstCid = 1,
): Family {
	return { names, ordering, textOf, lengthAt, firstCid };
}

const UNICODE: readonly (readonly [prefix: string, Ordering])[] = [
	['UniGB', 'GB1'],
	['UniCNS', 'CNS1'],
	['UniJIS(?:2004|X0213|X02132004|Pro)?', 'Japan1'],
	['UniKS', 'Korea1'],
	['UniAKR', 'KR'],
];

const FAMILIES: readonly Family[] = [
	family(/^UniJIS(?:Pro)?-UCS2-HW$/, 'Japan1', utf16, utf16Length, 231),
	...UNICODE.flatMap(([prefix, ordering]) => [
		family(new RegExp(`^${prefix}-(?:UCS2|UTF16)$`), ordering, utf16, utf16Length),
		family(new RegExp(`^${prefix}-UTF8$`), ordering, utf8, utf8Length),
		family(new RegExp(`^${prefix}-UTF32$`), ordering, utf32, () => 4),
	]),
	family(/^(?:GBK|GB)-EUC$/, 'GB1', encodedAs('gbk'), twoByteLength, 814),
	family(/^(?:GBKp|GBpc)-EUC$/, 'GB1', encodedAs('gbk'), twoByteLength),
	family(/^GBK2K$/, 'GB1', encodedAs('gb18030'), gb18030Length),
	family(/^ETen-B5$/, 'CNS1', encodedAs('big5'), twoByteLength, 13_648),
	family(/^(?:B5pc|ETenms-B5|HKscs-B5)$/, 'CNS1', encodedAs('big5'), twoByteLength),
	family(/^(?:90ms|Add|Ext)-RKSJ$/, 'Japan1', encodedAs('shift_jis'), shiftJisLength, 231),
	family(/^(?:90msp|90pv|83pv)-RKSJ$/, 'Japan1', encodedAs('shift_jis'), shiftJisLength),
	family(/^EUC$/, 'Japan1', eucJapan, eucJapanLength, 231),
	family(/^$/, 'Japan1', jis, () => 2),
	family(/^(?:KSC-EUC|KSCms-UHC-HW)$/, 'Korea1', encodedAs('euc-kr'), twoByteLength, 8_094),
	family(/^(?:KSCms-UHC|KSCpc-EUC)$/, 'Korea1', encodedAs('euc-kr'), twoByteLength),
];

/** A predefined CMap by name; undefined for `Identity`, which says nothing about characters, and for others. */
export function predefinedMap(name: string): PredefinedMap | undefined {
	const [, plainName = '', direction] = /^(?:(.+)-)?([HV])$/.exec(name) ?? [];
	const found = direction && FAMILIES.find(({ names }) => names.test(plainName));
	return found ? { ...found, isVertical: direction === 'V' } : undefined;
}
