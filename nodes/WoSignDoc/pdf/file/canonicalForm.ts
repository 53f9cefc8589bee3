import { KINDS, REGULAR } from './characterKinds';

// Syntax that every reader interprets the same way, whatever library it uses: the canonical form of docs/TRUST.md, byte
// by byte.

/** No plus sign, no exponent, nothing beyond 32 bits. */
const NUMBER = /^-?(?:\d{1,10}(?:\.\d{0,15})?|\.\d{1,15})$/;
const LARGEST = 0x7fffffff;
/** Some readers truncate longer names. */
const LONGEST_NAME = 127;
/** Escapes in a string that every reader knows, such as an escaped line end, which is dropped. */
const ESCAPES = /\\(?:[nrtbf()\\]|[0-3][0-7]{2}|\r\n|\r|\n)/g;
/** More would take too long to process; no string that an update needs is as long. */
const LONGEST_STRING = 100_000;
const NUL = 0x00;
const FORM_FEED = 0x0c;

/** Whether every reader treats the PDF white-space byte as white space. */
export function isPlainSpace(byte: number): boolean {
	return byte !== NUL && byte !== FORM_FEED;
}

export function isPlainNumber(word: string): boolean {
	return NUMBER.test(word) && Math.abs(Number(word)) <= LARGEST;
}

/**
 * Whether a name, as written, has no escapes except for characters that can't be written otherwise (ISO 32000-1,
 * 7.3.5).
 */
export function isPlainName(written: string): boolean {
	const escapes = written.match(/#(?:[0-9A-Fa-f]{2})?/g) ?? [];
	return written.length > 0 && written.length <= LONGEST_NAME && escapes.every(isNeeded);
}

function isNeeded(escape: string): boolean {
	const code = escape.length === 3 ? parseInt(escape.slice(1), 16) : NUL;
	return code !== NUL && (code < 0x21 || code > 0x7e || code === 0x23 || KINDS[code] !== REGULAR);
}

/**
 * Whether every reader decodes a literal string, as written, to the same bytes: some distinguish two kinds of line
 * ends.
 */
export function isPlainString(written: string): boolean {
	return written.length <= LONGEST_STRING && !/[\r\\]/.test(written.replace(ESCAPES, ''));
}

/** The parts of an incremental update, each matched where the previous one ended; `likeStructure` matches anywhere. */
export const UPDATE = {
	object: /([1-9]\d{0,6}) 0 obj(?=[ \t\r\n<[(/])/y,
	stream: /stream(?:\r\n|\n)/y,
	endOfStream: /(?:\r\n|\n|\r)?endstream[ \t\r\n]+endobj(?=[ \t\r\n])/y,
	/**
	 * What a reader that repairs a file finds in a stream or a string: an end, an object, or a trailer on its own line.
	 */
	likeStructure:
		/endstream|endobj|startxref|\d[\0\t\n\v\f\r ]+\d+[\0\t\n\v\f\r ]+obj|(?:^|[\r\n])[\0\t\n\v\f\r ]*(?:trailer|xref)/,
	endOfObject: /endobj(?=[ \t\r\n])/y,
	/**
	 * A table in which every line has the format and length that readers rely on (ISO 32000-1, 7.5.4). An empty line may
	 * follow them.
	 */
	table:
		/xref(?:\r\n|\n|\r)(?:\d{1,7} \d{1,6} ?(?:\r\n|\n|\r)(?:\d{10} \d{5} [nf](?: \n| \r|\r\n))+)+(?:\r\n|\n|\r)?trailer(?=[ \t\r\n<])/y,
	startXref: /startxref ?(?:\r\n|\n|\r)(\d{1,10}) ?(?:\r\n|\n|\r)%%EOF(?=[\r\n]|$)/y,
	/** White space, and comments in which no reader can find part of a document. */
	between:
		/(?:[ \t\r\n]+|%(?!PDF-|%EOF)(?:(?!obj|stream|xref|trailer)[\t -\xff]){0,200}(?=[\r\n]))*/y,
	whiteSpace: /[ \t\r\n]*/y,
} as const;

/** White space at the file's end; more of it hides `startxref` from readers, who look for it among the last bytes. */
export const LONGEST_END = 512;

/** Whether a text is white space, and short enough that every reader finds what comes before it. */
export function isShortEnd(text: string): boolean {
	return text.length <= LONGEST_END && /^[\0\t\n\f\r ]*$/.test(text);
}
