/** Doesn't include characters that stand for themselves after a backslash. */
const ESCAPES: ReadonlyMap<number, number> = new Map(
	['n\n', 'r\r', 't\t', 'b\b', 'f\f'].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
);
const BACKSLASH = 0x5c;
const RETURN = 0x0d;
const NEW_LINE = 0x0a;

/**
 * The bytes of a literal string (ISO 32000-1, 7.3.4.2), in one pass however many escapes it has.
 *
 * @param written the text between its parentheses; it doesn't end within an escape
 */
export function unescaped(written: Buffer): Buffer {
	const bytes = Buffer.alloc(written.length);
	let length = 0;
	for (let at = 0; at < written.length; at++) {
		let byte = written.readUInt8(at);
		if (byte === BACKSLASH) {
			const octal = octalAt(written, at + 1);
			at += octal.length || 1;
			const escaped = written.readUInt8(at);
			if (escaped === RETURN && written[at + 1] === NEW_LINE) at++;
			if (escaped === RETURN || escaped === NEW_LINE) continue;
			byte = octal.length > 0 ? octal.value : (ESCAPES.get(escaped) ?? escaped);
		} else if (byte === RETURN) {
			if (written[at + 1] === NEW_LINE) at++;
			byte = NEW_LINE;
		}
		bytes[length++] = byte;
	}
	return bytes.subarray(0, length);
}

function octalAt(
	written: Buffer,
	start: number,
): { readonly value: number; readonly length: number } {
	let value = 0;
	let length = 0;
	for (; length < 3; length++) {
		const digit = (written[start + length] ?? 0) - 0x30;
		if (digit < 0 || digit > 7) break;
		value = value * 8 + digit;
	}
	return { value: value & 0xff, length };
}
