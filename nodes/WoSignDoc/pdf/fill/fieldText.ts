import type { FieldFonts } from './fieldFonts';

const LINE_ENDS = /\r\n|[\r\u2028\u2029\u0085\v\f]/g;
/** What has no glyph of its own, or turns what stands around it: nobody would see that it is there. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Mn}\p{Me}]/gu;
/** A letter with accents of its own. Nothing else is composed: that would change some Chinese characters. */
const ACCENTED = /\P{M}\p{M}+/gu;
const MOST_NAMED = 10;

/** A text with letters and accents composed, one kind of line ends, and spaces in place of tabs. */
export function plainText(text: string): string {
	return text
		.replace(ACCENTED, (one) => one.normalize('NFC'))
		.replace(LINE_ENDS, '\n')
		.replaceAll('\t', '    ');
}

/** Which characters of a text cannot be shown just as they are, in words; undefined where all can. */
export async function unshown(text: string, fonts: FieldFonts): Promise<string | undefined> {
	const invisible = [...text.replaceAll('\n', '').matchAll(INVISIBLE)].map(([one]) => one);
	if (invisible.length > 0) {
		return `${named(invisible)} can’t be seen or combines with its neighbors; remove it`;
	}
	const missing = await fonts.missing(text);
	return missing.length > 0
		? `${named(missing)} isn’t in the font that forms are filled in with (Noto Sans SC); fill the form in elsewhere, or use another character`
		: undefined;
}

function named(characters: readonly string[]): string {
	const different = [...new Set(characters)];
	const list = different.slice(0, MOST_NAMED).map(codePoint).join(', ');
	return different.length > MOST_NAMED ? `${list} and others` : list;
}

function codePoint(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return `U+${code}`;
}
