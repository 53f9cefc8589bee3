import type { FieldFonts } from './fieldFonts';

const LINE_ENDS = /\r\n|[\r\u2028\u2029\u0085\v\f]/g;
/** Characters without their own glyph, or that change the direction of those around them: they would go unnoticed. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Mn}\p{Me}]/gu;
/** A letter with its own accents. Nothing else is composed: that would change some Chinese characters. */
const ACCENTED = /\P{M}\p{M}+/gu;
const MOST_NAMED = 10;

/** A text with letters and accents composed, uniform line ends, and spaces instead of tabs. */
export function plainText(text: string): string {
	return text
		.replace(ACCENTED, (one) => one.normalize('NFC'))
		.replace(LINE_ENDS, '\n')
		.replaceAll('\t', '    ');
}

/** The characters of a text that can't be shown exactly, in words; undefined if all can. */
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
