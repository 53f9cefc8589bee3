/** Bytes between two objects that are looked at. */
export const LONGEST_BETWEEN = 2_048;
/** What may stand between objects, tables and `startxref`: white space and comments. `endobj` ends a stream's object. */
const BETWEEN = /^(?:[\0\t\n\f\r ]|endobj|%[^\r\n]*(?:[\r\n]|$))*$/;
/** A reader that repairs a file would find in a comment what others skip. */
const STRUCTURE_IN_COMMENT = /(?:^|[\r\n])[^%\r\n]*%[^\r\n]*?(?:obj|stream|xref|trailer)/;
/** Some readers count places from where it stands. */
const HEADER = '%PDF-';

/**
 * Whether nothing stands between two objects of a file in which a reader could find more than there is.
 *
 * @param start where in the file the text begins: the first begins with the header
 */
export function isOrderlyBetween(text: string, start: number): boolean {
	if (start === 0 && !text.startsWith(HEADER)) return false;
	return text.length <= LONGEST_BETWEEN && BETWEEN.test(text) && !STRUCTURE_IN_COMMENT.test(text);
}
