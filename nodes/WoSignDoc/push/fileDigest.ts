import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { PushRefusal } from './refusal';

/** The SHA-2 family by the length of the digest in bytes (PROTOCOL.md, PushSignedDoc, Decided: `hash`). */
const ALGORITHMS: ReadonlyMap<number, HashAlgorithm> = new Map([
	[28, 'sha224'],
	[32, 'sha256'],
	[48, 'sha384'],
	[64, 'sha512'],
]);

export type HashAlgorithm = 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** A digest as a push names it. */
interface NamedDigest {
	readonly algorithm: HashAlgorithm;
	readonly digest: Buffer;
}

/** A document's digest that was compared with the pushed one and found equal. */
export interface VerifiedDigest {
	readonly hashAlgorithm: HashAlgorithm;
	/** In lower-case hexadecimal. */
	readonly hash: string;
	/** Bytes hashed. */
	readonly size: number;
}

/**
 * Hashes a document's bytes as they pass. Which member of SHA-2 the platform means shows only in the length of
 * `hash`, which usually comes after the document, so all four are computed.
 */
export class FileDigest {
	private readonly hashes: ReadonlyMap<HashAlgorithm, Hash> = new Map(
		[...ALGORITHMS.values()].map((algorithm) => [algorithm, createHash(algorithm)]),
	);
	/** Bytes hashed so far. */
	size = 0;

	update(bytes: Buffer): void {
		this.size += bytes.length;
		for (const hash of this.hashes.values()) hash.update(bytes);
	}

	/** Compares in constant time; throws the refusal when `hash` is no SHA-2 digest or another document's. */
	verify(hash: string): VerifiedDigest {
		const named = parseHash(hash);
		if (!named) {
			throw new PushRefusal('unknownHash', 'hash is not a SHA-2 digest in hexadecimal or base64');
		}
		const digest = this.hashes.get(named.algorithm)?.digest();
		if (!digest || !timingSafeEqual(digest, named.digest)) {
			throw new PushRefusal(
				'hashMismatch',
				`the document’s ${named.algorithm.toUpperCase()} is not the hash that was pushed with it`,
			);
		}
		return { hashAlgorithm: named.algorithm, hash: digest.toString('hex'), size: this.size };
	}
}

function parseHash(text: string): NamedDigest | undefined {
	const hash = text.trim();
	const isHex = /^(?:[0-9a-f]{2})+$/i.test(hash) && ALGORITHMS.has(hash.length / 2);
	const digest = Buffer.from(hash, isHex ? 'hex' : 'base64');
	const algorithm = ALGORITHMS.get(digest.length);
	const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(hash);
	return algorithm && (isHex || isBase64) ? { algorithm, digest } : undefined;
}
