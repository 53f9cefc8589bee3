/** The longest subject that the platform keeps, in Unicode code points (PROTOCOL.md, CreateSignOrder, Decided). */
export const SUBJECT_LENGTH = 256;

const ELLIPSIS = '…';

/**
 * Truncates a subject as the platform would: to at most 256 code points, including the added `…`; a surrogate pair is
 * never split (PROTOCOL.md, CreateSignOrder, Decided).
 */
export function cutSubject(subject: string): string {
	const codePoints = [...subject];
	return codePoints.length <= SUBJECT_LENGTH
		? subject
		: codePoints.slice(0, SUBJECT_LENGTH - 1).join('') + ELLIPSIS;
}
