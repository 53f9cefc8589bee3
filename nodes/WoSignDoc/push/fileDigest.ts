import { createHash, timingSafeEqual } from 'node:crypto';
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
	/** The same bytes' SHA-256 in lower-case hexadecimal: what the document is known by, whatever `hash` it came with. */
	readonly sha256: string;
	/** Bytes hashed. */
	readonly size: number;
}

/**
 * Hashes a document's bytes as they pass. Which member of SHA-2 the platform means shows only in the length of
 * `hash`, which usually comes after the document, so all four are computed; and one push of a document may name
 * another member than the next, so its SHA-256 is always told.
 */
export class FileDigest {
	private readonly hashes = {
		sha224: createHash('sha224'),
		sha256: createHash('sha256'),
		sha384: createHash('sha384'),
		sha512: createHash('sha512'),
	};
	/** Bytes hashed so far. */
	size = 0;

	update(bytes: Buffer): void {
		this.size += bytes.length;
		for (const hash of Object.values(this.hashes)) hash.update(bytes);
	}

	/** Compares in constant time; throws the refusal when `hash` is no SHA-2 digest or another document's. */
	verify(hash: string): VerifiedDigest {
		const named = parseHash(hash);
		if (!named) {
			throw new PushRefusal('unknownHash', 'hash is not a SHA-2 digest in hexadecimal or base64');
		}
		const { algorithm } = named;
		const digest = this.hashes[algorithm].digest();
		if (!timingSafeEqual(digest, named.digest)) {
			throw new PushRefusal(
				'hashMismatch',
				`the document’s ${algorithm.toUpperCase()} is not the hash that was pushed with it`,
			);
		}
		const sha256 = algorithm === 'sha256' ? digest : this.hashes.sha256.digest();
		return {
			hashAlgorithm: algorithm,
			hash: digest.toString('hex'),
			sha256: sha256.toString('hex'),
			size: this.size,
		};
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
