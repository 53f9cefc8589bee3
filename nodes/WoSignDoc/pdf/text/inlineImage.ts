import { KINDS, WHITE_SPACE } from '../file/characterKinds';

const [E, I] = [0x45, 0x49];
/**
 * Bytes after an `EI` that must look like operators for it to be the end: image data may contain these letters, too.
 */
const LOOKED_AT = 12;

/**
 * Where an inline image (ISO 32000-1, 8.9.7) ends whose data begins at `start`: after an `EI` between white space that
 * is followed by plain text. Readers do the same, since the data's length isn't given anywhere.
 */
export function endOfInlineImage(bytes: Uint8Array, start: number): number {
	for (let at = start + 1; at < bytes.length - 1; at++) {
		if (bytes[at] !== E || bytes[at + 1] !== I) continue;
		const after = bytes.subarray(at + 2, at + 2 + LOOKED_AT);
		const [next] = after;
		const isBetweenSpaces = isWhite(bytes[at - 1]) && (next === undefined || isWhite(next));
		if (isBetweenSpaces && after.every(isText)) return at + 2;
	}
	return bytes.length;
}

function isWhite(byte: number | undefined): boolean {
	return byte !== undefined && KINDS[byte] === WHITE_SPACE;
}

function isText(byte: number): boolean {
	return isWhite(byte) || (byte > 0x20 && byte < 0x7f);
}
