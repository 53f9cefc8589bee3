import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { UnsupportedSignature } from './signatureErrors';

/** The digests that signatures use, by object identifier (RFC 5754, RFC 8702, GM/T 0006). */
const DIGESTS = {
	'1.3.14.3.2.26': 'sha1',
	'2.16.840.1.101.3.4.2.4': 'sha224',
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512',
	'2.16.840.1.101.3.4.2.7': 'sha3-224',
	'2.16.840.1.101.3.4.2.8': 'sha3-256',
	'2.16.840.1.101.3.4.2.9': 'sha3-384',
	'2.16.840.1.101.3.4.2.10': 'sha3-512',
	'2.16.840.1.101.3.4.2.12': 'shake256',
	'2.16.840.1.101.3.4.2.18': 'shake256',
	'1.2.156.10197.1.401': 'sm3',
	// Some old programs put the whole signature algorithm, RSA with a digest, where the digest belongs.
	'1.2.840.113549.1.1.5': 'sha1',
	'1.2.840.113549.1.1.11': 'sha256',
} as const;

export type DigestName = (typeof DIGESTS)[keyof typeof DIGESTS];

const BY_IDENTIFIER: ReadonlyMap<string, DigestName> = new Map(Object.entries(DIGESTS));
export const DIGEST_NAMES: readonly DigestName[] = [...new Set(Object.values(DIGESTS))];
/** RFC 8419, 2.3: Ed448 uses SHAKE256 with 512 bits. */
const SHAKE_LENGTH = 64;

/** The digest with this object identifier; undefined if it isn't supported. */
export function digestByIdentifier(identifier: string): DigestName | undefined {
	return BY_IDENTIFIER.get(identifier);
}

/** The digest with this object identifier; throws UnsupportedSignature if it isn't supported. */
export function digestNamed(identifier: string): DigestName {
	const digest = digestByIdentifier(identifier);
	if (!digest) throw new UnsupportedSignature(`its digest ${identifier} is not supported`);
	return digest;
}

/** A new hash; copy it with `copyHash`, which keeps its output length. */
export function startHash(name: DigestName): Hash {
	return createHash(name, lengthOf(name));
}

/** An independent copy of a hash. */
export function copyHash(hash: Hash, name: DigestName): Hash {
	return hash.copy(lengthOf(name));
}

/** The digest of the concatenated parts. */
export function digestOf(name: DigestName, ...parts: readonly Uint8Array[]): Buffer {
	const hash = startHash(name);
	for (const part of parts) hash.update(part);
	return hash.digest();
}

function lengthOf(name: DigestName): { outputLength: number } | undefined {
	return name === 'shake256' ? { outputLength: SHAKE_LENGTH } : undefined;
}
