/** A string in a content stream, and the offset of what follows it. */
interface ContentString {
	readonly text: Uint8Array;
	readonly end: number;
}

const BACKSLASH = 0x5c;
const OPEN = 0x28;
const CLOSE = 0x29;
const CLOSE_ANGLE = 0x3e;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;

const ESCAPES: ReadonlyMap<string, number> = new Map(
	Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12 }),
);

/**
 * The literal string (ISO 32000-1, 7.3.4.2) that begins with this parenthesis; without an end, it continues to the last
 * byte. Unlike in `file/literalString.ts`, which follows the standard, a line end in it is kept, as in poppler: some
 * programs write part of a code that way.
 */
export function literalStringAt(bytes: Uint8Array, start: number): ContentString {
	const text: number[] = [];
	let depth = 1;
	let at = start + 1;
	while (at < bytes.length) {
		const byte = bytes[at++] ?? 0;
		if (byte === BACKSLASH) {
			const escape = escapeAt(bytes, at);
			if (escape.byte !== undefined) text.push(escape.byte);
			at = escape.end;
			continue;
		}
		if (byte === OPEN) depth++;
		else if (byte === CLOSE && --depth === 0) break;
		text.push(byte);
	}
	return { text: Uint8Array.from(text), end: at };
}

/** The hexadecimal string (ISO 32000-1, 7.3.4.3) that begins with this bracket; non-digits in it are skipped. */
export function hexadecimalStringAt(bytes: Uint8Array, start: number): ContentString {
	const close = bytes.indexOf(CLOSE_ANGLE, start + 1);
	const end = close === -1 ? bytes.length : close;
	const written = Buffer.from(bytes.subarray(start + 1, end)).toString('latin1');
	const digits = written.replace(/[^0-9a-f]/gi, '');
	const text = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
	return { text, end: end + 1 };
}

/**
 * The byte of an escape, given the text after its backslash; undefined for a line continuation (ISO 32000-1, table 3).
 */
function escapeAt(bytes: Uint8Array, start: number): { byte: number | undefined; end: number } {
	const byte = bytes[start] ?? 0;
	let end = start + 1;
	if (byte === RETURN) return { byte: undefined, end: bytes[end] === NEW_LINE ? end + 1 : end };
	if (byte === NEW_LINE) return { byte: undefined, end };
	if (!isOctal(byte)) return { byte: ESCAPES.get(String.fromCharCode(byte)) ?? byte, end };
	let value = byte & 7;
	for (; end < start + 3 && isOctal(bytes[end]); end++) value = value * 8 + ((bytes[end] ?? 0) & 7);
	return { byte: value & 0xff, end };
}

function isOctal(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}
