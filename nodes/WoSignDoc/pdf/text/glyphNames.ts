/** Accents at the end of a letter's glyph name, as combining characters. */
const MARKS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		acute: '\u0301',
		breve: '\u0306',
		caron: '\u030c',
		cedilla: '\u0327',
		circumflex: '\u0302',
		dieresis: '\u0308',
		dotaccent: '\u0307',
		grave: '\u0300',
		hungarumlaut: '\u030b',
		macron: '\u0304',
		ogonek: '\u0328',
		ring: '\u030a',
		tilde: '\u0303',
	}),
);

/** Glyph names of the Adobe Glyph List that fonts for Latin text use, each before its character. */
const NAMES = `space   exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' quoteright ’
quoteleft ‘ parenleft ( parenright ) asterisk * plus + comma , hyphen - minus − period . slash / zero 0 one 1 two 2
three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @
bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ grave \` braceleft { bar | braceright }
asciitilde ~ exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section § dieresis ¨ copyright ©
ordfeminine ª guillemotleft « logicalnot ¬ registered ® macron ¯ degree ° plusminus ± twosuperior ² threesuperior ³
acute ´ mu µ paragraph ¶ periodcentered · cedilla ¸ onesuperior ¹ ordmasculine º guillemotright » onequarter ¼
onehalf ½ threequarters ¾ questiondown ¿ multiply × divide ÷ AE Æ ae æ Eth Ð eth ð Oslash Ø oslash ø Thorn Þ thorn þ
germandbls ß dotlessi ı Lslash Ł lslash ł OE Œ oe œ florin ƒ circumflex ˆ caron ˇ breve ˘ dotaccent ˙ ring ˚ ogonek ˛
tilde ˜ hungarumlaut ˝ endash – emdash — quotesinglbase ‚ quotedblleft “ quotedblright ” quotedblbase „ dagger †
daggerdbl ‡ bullet • ellipsis … perthousand ‰ guilsinglleft ‹ guilsinglright › fraction ⁄ Euro € trademark ™ fi ﬁ
fl ﬂ ff ff ffi ffi ffl ffl sfthyphen - softhyphen -`;

const CHARACTERS: ReadonlyMap<string, string> = new Map(
	[...NAMES.matchAll(/([A-Za-z]+) (\S+| )(?:\s|$)/g)].map(([, name = '', text = '']) => [
		name,
		text,
	]),
);

/** The characters of a glyph name (Adobe Glyph List Specification, section 2); empty if unknown. */
export function textOfGlyph(name: string): string {
	const [base = ''] = name.split('.');
	return base.split('_').map(textOfComponent).join('');
}

function textOfComponent(name: string): string {
	const known = CHARACTERS.get(name);
	if (known !== undefined) return known;
	if (/^[A-Za-z]$/.test(name)) return name;
	const [, codes] = /^uni((?:[0-9A-F]{4})+)$/.exec(name) ?? [];
	if (codes !== undefined) return Buffer.from(codes, 'hex').swap16().toString('utf16le');
	const [, code] = /^u([0-9A-F]{4,6})$/.exec(name) ?? [];
	if (code !== undefined) return fromCodePoint(parseInt(code, 16));
	const [, letter, mark = ''] = /^([A-Za-z])([a-z]{4,12})$/.exec(name) ?? [];
	const combining = MARKS.get(mark);
	return letter !== undefined && combining !== undefined
		? `${letter}${combining}`.normalize('NFC')
		: '';
}

function fromCodePoint(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
