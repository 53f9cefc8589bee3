import { createCipheriv, createHash } from 'node:crypto';

/** Incompressible bytes that depend only on the key and are different for every key. */
export function noise(key: string, size: number): Buffer {
	const digest = createHash('sha256').update(key).digest();
	return createCipheriv('aes-256-ctr', digest, Buffer.alloc(16)).update(Buffer.alloc(size));
}
