import { KINDS, REGULAR } from './characterKinds';

// What every reader takes for the same, whatever it reads with: the canonical form of docs/TRUST.md, byte by byte.

/** No plus sign, no exponent, nothing beyond 32 bits. */
const NUMBER = /^-?(?:\d{1,10}(?:\.\d{0,15})?|\.\d{1,15})$/;
const LARGEST = 0x7fffffff;
/** Some readers cut off longer names. */
const LONGEST_NAME = 127;
/** Escapes in a string that every reader knows. */
const ESCAPES = /\\(?:[nrtbf()\\]|[0-3][0-7]{2})/g;
/** More would take long to look at; no string that an update needs is as long. */
const LONGEST_STRING = 100_000;
const NUL = 0x00;
const FORM_FEED = 0x0c;

/** Whether every reader takes the byte of PDF's white space for white space. */
export function isPlainSpace(byte: number): boolean {
	return byte !== NUL && byte !== FORM_FEED;
}

export function isPlainNumber(word: string): boolean {
	return NUMBER.test(word) && Math.abs(Number(word)) <= LARGEST;
}

/** Whether a name, as written, has no escape but of what cannot stand in a name otherwise (ISO 32000-1, 7.3.5). */
export function isPlainName(written: string): boolean {
	const escapes = written.match(/#(?:[0-9A-Fa-f]{2})?/g) ?? [];
	return written.length > 0 && written.length <= LONGEST_NAME && escapes.every(isNeeded);
}

function isNeeded(escape: string): boolean {
	const code = escape.length === 3 ? parseInt(escape.slice(1), 16) : NUL;
	return code !== NUL && (code < 0x21 || code > 0x7e || code === 0x23 || KINDS[code] !== REGULAR);
}

/** Whether every reader takes a literal string, as written, for the same bytes: line ends are of two kinds to some. */
export function isPlainString(written: string): boolean {
	return written.length <= LONGEST_STRING && !/[\r\\]/.test(written.replace(ESCAPES, ''));
}
