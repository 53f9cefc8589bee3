import { createCipheriv, createHash } from 'node:crypto';

/** Bytes that depend on their key alone, that nothing compresses and that no other key has. */
export function noise(key: string, size: number): Buffer {
	const digest = createHash('sha256').update(key).digest();
	return createCipheriv('aes-256-ctr', digest, Buffer.alloc(16)).update(Buffer.alloc(size));
}
