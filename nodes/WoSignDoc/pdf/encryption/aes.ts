import { createDecipheriv } from 'node:crypto';

const BLOCK = 16;

/** AES-CBC without padding; `key` has 16 or 32 bytes. An incomplete block at the end is dropped. */
export function decryptBlocks(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
	const decipher = createDecipheriv(key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc', key, iv);
	decipher.setAutoPadding(false);
	const whole = data.subarray(0, data.length - (data.length % BLOCK));
	return Buffer.concat([decipher.update(whole), decipher.final()]);
}

/**
 * Decrypts an encrypted string or stream (ISO 32000-2, 7.6.3.1): its initialization vector, then padded data. Invalid
 * padding is left in place, as in readers: the data may have been truncated.
 */
export function decryptAes(key: Uint8Array, data: Uint8Array): Buffer {
	if (data.length < 2 * BLOCK) return Buffer.alloc(0);
	const padded = decryptBlocks(key, data.subarray(0, BLOCK), data.subarray(BLOCK));
	const padding = padded.at(-1) ?? 0;
	const isPadding = padding >= 1 && padding <= BLOCK;
	return isPadding ? padded.subarray(0, padded.length - padding) : padded;
}
