import { KINDS, REGULAR } from './file/characterKinds';

// The bytes around a file's keywords, as a reader that rebuilds the file interprets them.

const SLASH = 0x2f;
/** White space and comments. */
const SPACE = String.raw`(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])`;
/** A character that ends a word (ISO 32000-1, 7.2.2). */
const NOT_REGULAR = String.raw`[\0\t\n\f\r ()<>[\]{}/%]`;
/**
 * The bytes before `obj`: an object's two numbers. `%%EOF` and `endobj` don't have to be followed by a new line: some
 * programs append immediately.
 */
export const OBJECT_NUMBERS = new RegExp(
	String.raw`(?<=^|(?!/)${NOT_REGULAR}|%%EOF|endobj)(\d{1,10})${SPACE}+(\d{1,10})${SPACE}+$`,
);
/** The bytes before `stream`. */
export const END_OF_DICTIONARY = new RegExp(`>${SPACE}*$`);
/** The bytes after `startxref`. */
export const SECTION_PLACE = new RegExp(String.raw`^${SPACE}+(\d{1,10})(?:${NOT_REGULAR}|$)`);

/** Whether a keyword is a separate word: not part of a longer one, nor of a name. */
export function isWordBetween(before = 0, after = 0): boolean {
	return KINDS[before] !== REGULAR && before !== SLASH && KINDS[after] !== REGULAR;
}
