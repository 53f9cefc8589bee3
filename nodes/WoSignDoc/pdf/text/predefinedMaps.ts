/** How a predefined CMap (ISO 32000-1, table 118) writes characters. */
export interface PredefinedMap {
	readonly isVertical: boolean;
	/** The length in bytes of the code that begins the bytes. */
	readonly lengthAt: (bytes: Uint8Array) => number;
	readonly textOf: (code: Uint8Array) => string;
	/** The number (CID) of the glyph of the space, after which those of the other ASCII characters follow. */
	readonly firstCid: number;
}

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

/** Each family of CMaps: its names without `-H` and `-V`, its characters' encoding, and where ASCII begins. */
const FAMILIES: readonly (readonly [
	names: RegExp,
	label: string,
	lengthAt: LengthAt,
	firstCid: number,
])[] = [
	[
		/^Uni(?:GB|CNS|JIS|JIS2004|JISX0213|JISX02132004|KS)-(?:UCS2|UTF16)$/,
		'utf-16be',
		utf16Length,
		1,
	],
	[/^UniJIS-UCS2-HW$/, 'utf-16be', utf16Length, 231],
	[/^Uni(?:GB|CNS|JIS|JIS2004|KS)-UTF8$/, 'utf-8', utf8Length, 1],
	[/^(?:GBK|GB)-EUC$/, 'gbk', twoByteLength, 814],
	[/^(?:GBKp|GBpc)-EUC$/, 'gbk', twoByteLength, 1],
	[/^GBK2K$/, 'gb18030', gb18030Length, 1],
	[/^ETen-B5$/, 'big5', twoByteLength, 13_648],
	[/^(?:B5pc|ETenms-B5|HKscs-B5)$/, 'big5', twoByteLength, 1],
	[/^(?:90ms|Add|Ext)-RKSJ$/, 'shift_jis', shiftJisLength, 231],
	[/^(?:90msp|90pv|83pv)-RKSJ$/, 'shift_jis', shiftJisLength, 1],
	[/^EUC$/, 'euc-jp', eucJapanLength, 231],
	[/^(?:KSC-EUC|KSCms-UHC-HW)$/, 'euc-kr', twoByteLength, 8_094],
	[/^(?:KSCms-UHC|KSCpc-EUC)$/, 'euc-kr', twoByteLength, 1],
];

/** A predefined CMap by its name; undefined for `Identity`, which says nothing of characters, and for others. */
export function predefinedMap(name: string): PredefinedMap | undefined {
	const [, plainName = '', direction] = /^(.*)-([HV])$/.exec(name) ?? [];
	const family = FAMILIES.find(([names]) => names.test(plainName));
	if (!family) return undefined;
	const [, label, lengthAt, firstCid] = family;
	const decoder = new TextDecoder(label);
	return {
		isVertical: direction === 'V',
		lengthAt,
		textOf: (code) => decoder.decode(code).replaceAll('\ufffd', ''),
		firstCid,
	};
}
