import { KINDS, REGULAR } from './file/characterKinds';

// What surrounds the keywords of a file, as a reader that rebuilds it takes it.

const SLASH = 0x2f;
/** White space and comments. */
const SPACE = String.raw`(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])`;
/** A character that ends a word (ISO 32000-1, 7.2.2). */
const NOT_REGULAR = String.raw`[\0\t\n\f\r ()<>[\]{}/%]`;
/**
 * What stands before `obj`: an object's two numbers. What follows `%%EOF` or `endobj` need not begin on a new line: some
 * programs append at once.
 */
export const OBJECT_NUMBERS = new RegExp(
	String.raw`(?<=^|(?!/)${NOT_REGULAR}|%%EOF|endobj)(\d{1,10})${SPACE}+(\d{1,10})${SPACE}+$`,
);
/** What stands before `stream`. */
export const END_OF_DICTIONARY = new RegExp(`>${SPACE}*$`);
/** What stands behind `startxref`. */
export const SECTION_PLACE = new RegExp(String.raw`^${SPACE}+(\d{1,10})(?:${NOT_REGULAR}|$)`);

/** Whether a keyword is a word of its own: no part of a longer one, nor of a name. */
export function isWordBetween(before = 0, after = 0): boolean {
	return KINDS[before] !== REGULAR && before !== SLASH && KINDS[after] !== REGULAR;
}
