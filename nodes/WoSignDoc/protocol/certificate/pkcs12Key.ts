import { createHash } from 'node:crypto';

/** What the derived bytes are for (RFC 7292, appendix B.3). */
export const PURPOSE = { key: 1, iv: 2 } as const;

/** The sizes of SHA-1's block and digest, in bytes. */
const BLOCK = 64;
const HASH = 20;

/**
 * Derives a key or an IV from a passphrase with SHA-1, as PKCS #12 does for its own encryption schemes (RFC 7292,
 * appendix B.2).
 *
 * @param password the passphrase as `bmpString` encodes it
 * @param length number of bytes to derive
 */
export function pkcs12Key(
	password: Buffer,
	salt: Buffer,
	iterations: number,
	purpose: (typeof PURPOSE)[keyof typeof PURPOSE],
	length: number,
): Buffer {
	const diversifier = Buffer.alloc(BLOCK, purpose);
	const input = Buffer.concat([repeated(salt), repeated(password)]);
	const derived: Buffer[] = [];
	for (let have = 0; have < length; have += HASH) {
		let hash = sha1(Buffer.concat([diversifier, input]));
		for (let round = 1; round < iterations; round++) hash = sha1(hash);
		derived.push(hash);
		const addend = Buffer.alloc(BLOCK, hash);
		for (let at = 0; at < input.length; at += BLOCK)
			increase(input.subarray(at, at + BLOCK), addend);
	}
	return Buffer.concat(derived).subarray(0, length);
}

/** A passphrase as a BMPString with its two zero bytes at the end (RFC 7292, appendix B.1). */
export function bmpString(passphrase: string): Buffer {
	return Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
}

/** The bytes repeated to fill whole blocks; empty if there are none. */
function repeated(bytes: Buffer): Buffer {
	return Buffer.alloc(Math.ceil(bytes.length / BLOCK) * BLOCK, bytes);
}

/** Adds `addend + 1` to a number of the same length, in place, modulo its size. */
function increase(number: Buffer, addend: Buffer): void {
	let carry = 1;
	for (let at = number.length - 1; at >= 0; at--) {
		carry += (number[at] ?? 0) + (addend[at] ?? 0);
		number[at] = carry & 0xff;
		carry >>= 8;
	}
}

function sha1(bytes: Buffer): Buffer {
	return createHash('sha1').update(bytes).digest();
}
