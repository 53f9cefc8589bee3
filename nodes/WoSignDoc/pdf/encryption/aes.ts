import { createDecipheriv } from 'node:crypto';

const BLOCK = 16;

/** AES-CBC without padding; `key` has 16 or 32 bytes. What is no whole block at the end is left out. */
export function decryptBlocks(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
	const decipher = createDecipheriv(key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc', key, iv);
	decipher.setAutoPadding(false);
	const whole = data.subarray(0, data.length - (data.length % BLOCK));
	return Buffer.concat([decipher.update(whole), decipher.final()]);
}

/**
 * A string or stream as a PDF encrypts it (ISO 32000-2, 7.6.3.1): behind its initialization vector, padded. Padding that
 * is none is left in place, as readers do: what it belongs to may have been cut off.
 */
export function decryptAes(key: Uint8Array, data: Uint8Array): Buffer {
	if (data.length < 2 * BLOCK) return Buffer.alloc(0);
	const padded = decryptBlocks(key, data.subarray(0, BLOCK), data.subarray(BLOCK));
	const padding = padded.at(-1) ?? 0;
	const isPadding = padding >= 1 && padding <= BLOCK;
	return isPadding ? padded.subarray(0, padded.length - padding) : padded;
}
