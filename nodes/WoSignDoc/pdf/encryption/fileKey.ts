import { createCipheriv, createHash } from 'node:crypto';
import { decryptBlocks } from './aes';
import { rc4 } from './rc4';

/** Padding for the bytes that a password lacks (ISO 32000-1, 7.6.3.3): here, for all of them. */
const EMPTY_PASSWORD = Buffer.from(
	'28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
	'hex',
);
const ZEROS = Buffer.alloc(16);

/** The password-related entries of an encryption dictionary, up to revision 4 (ISO 32000-1, table 21). */
export interface Md5Password {
	readonly revision: number;
	/** Bytes of the key. */
	readonly keyLength: number;
	/** /O, /U, and /P of the dictionary. */
	readonly owner: Buffer;
	readonly user: Buffer;
	readonly permissions: number;
	readonly encryptMetadata: boolean;
	/** The first part of the trailer's /ID. */
	readonly id: Buffer;
}

/** The key of a file that the empty user password opens (algorithms 2, 4, and 5); undefined if it doesn't. */
export function md5FileKey(password: Md5Password): Buffer | undefined {
	const { revision, keyLength, owner, user, id } = password;
	const permissions = Buffer.alloc(4);
	permissions.writeInt32LE(password.permissions | 0);
	const hidesNoMetadata = revision >= 4 && !password.encryptMetadata;
	const rest = hidesNoMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
	let hash = md5(EMPTY_PASSWORD, owner.subarray(0, 32), permissions, id, rest);
	if (revision >= 3) {
		for (let round = 0; round < 50; round++) hash = md5(hash.subarray(0, keyLength));
	}
	const key = hash.subarray(0, keyLength);
	if (revision < 3) return rc4(key, EMPTY_PASSWORD).equals(user.subarray(0, 32)) ? key : undefined;
	let check: Buffer = md5(EMPTY_PASSWORD, id);
	for (let round = 0; round < 20; round++) {
		check = rc4(
			key.map((byte) => byte ^ round),
			check,
		);
	}
	return check.equals(user.subarray(0, 16)) ? key : undefined;
}

/**
 * The key of a file of revision 5 or 6 (ISO 32000-2, algorithms 2.A and 11) that the empty user password opens;
 * undefined if it doesn't.
 *
 * @param user /U: a hash, and two salts
 * @param encryptedKey /UE
 */
export function sha2FileKey(
	revision: number,
	user: Buffer,
	encryptedKey: Buffer,
): Buffer | undefined {
	const hash = (salt: Buffer) => (revision === 5 ? sha2('sha256', salt) : hardenedHash(salt));
	if (!hash(user.subarray(32, 40)).equals(user.subarray(0, 32))) return undefined;
	return decryptBlocks(hash(user.subarray(40, 48)), ZEROS, encryptedKey.subarray(0, 32));
}

/** Algorithm 2.B, for the empty password. */
function hardenedHash(salt: Buffer): Buffer {
	let key = sha2('sha256', salt);
	// It always ends: each round ends it with increasing probability.
	for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
		const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
		cipher.setAutoPadding(false);
		const encrypted = cipher.update(Buffer.concat(Array<Buffer>(64).fill(key)));
		const sum = encrypted.subarray(0, 16).reduce((total, byte) => total + byte, 0);
		key = sha2((['sha256', 'sha384', 'sha512'] as const)[sum % 3] ?? 'sha256', encrypted);
		last = encrypted.at(-1) ?? 0;
	}
	return key.subarray(0, 32);
}

/** MD5 over all parts: required by the format, not for security. */
export function md5(...parts: readonly Uint8Array[]): Buffer {
	return createHash('md5').update(Buffer.concat(parts)).digest();
}

function sha2(algorithm: 'sha256' | 'sha384' | 'sha512', data: Buffer): Buffer {
	return createHash(algorithm).update(data).digest();
}
