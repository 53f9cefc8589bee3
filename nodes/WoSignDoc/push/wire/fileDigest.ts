import type { Hash } from 'node:crypto';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { HashAlgorithm, SeenAlgorithms } from './hashAlgorithms';
import { parseHash } from './hashAlgorithms';
import { PushRefusal } from './refusal';

/** Maximum bytes of a document that is kept, to hash it again if its `hash` uses an unexpected algorithm. */
const KEPT_SIZE = 1_024 * 1_024;

/** The digests of a document's bytes. */
export interface DocumentDigest {
	readonly hashAlgorithm: HashAlgorithm;
	/** With that algorithm, in lower-case hexadecimal. */
	readonly hash: string;
	/** The SHA-256 of the same bytes in lower-case hexadecimal, which identifies the document, whatever its `hash`. */
	readonly sha256: string;
	/** Bytes hashed. */
	readonly size: number;
}

/**
 * Hashes a document's bytes as they arrive. Only the length of `hash` shows which member of SHA-2 it uses, and it
 * usually follows the document, so all expected members are computed. SHA-256 always is, because pushes of one document
 * may have hashes of different members.
 */
export class FileDigest {
	private readonly hashes = new Map<HashAlgorithm, Hash>();
	/** The whole document while it is small, otherwise undefined. */
	private kept: Buffer[] | undefined = [];
	/** Bytes of memory in use. */
	held = 0;
	/** Bytes hashed so far. */
	size = 0;

	/**
	 * @param announced `hash`, if it came before the document
	 * @param order the order's `signid` or number, if it came before the document
	 */
	constructor(
		private readonly seen: SeenAlgorithms,
		announced = '',
		private readonly order = '',
	) {
		const expected = seen.expected(parseHash(announced)?.algorithm, order);
		for (const algorithm of new Set<HashAlgorithm>(['sha256', ...expected])) {
			this.hashes.set(algorithm, createHash(algorithm));
		}
	}

	update(bytes: Buffer): void {
		this.size += bytes.length;
		if (this.size <= KEPT_SIZE) this.keep(bytes);
		else this.forget();
		for (const hash of this.hashes.values()) hash.update(bytes);
	}

	/**
	 * The pushed digest, if it is the document's; compared in constant time. Throws a `PushRefusal` if `hash` isn't a
	 * SHA-2 digest, or isn't this document's.
	 */
	verify(hash: string): DocumentDigest {
		const named = parseHash(hash);
		if (!named) throw unknownHash(hash);
		const { algorithm } = named;
		if (!timingSafeEqual(this.digestBy(algorithm), named.digest)) {
			if (named.lacksZeros) throw unknownHash(hash);
			throw new PushRefusal(
				'hashMismatch',
				`the document’s ${algorithm.toUpperCase()} is not the hash that was pushed with it`,
			);
		}
		return this.digestsBy(algorithm);
	}

	/**
	 * The digest of the bytes so far, not verified, to show next to a rejected `hash`: with the algorithm of `hash` if
	 * that is computed, otherwise SHA-256.
	 */
	computedFor(hash: string): DocumentDigest {
		const named = parseHash(hash)?.algorithm ?? 'sha256';
		return this.digestsBy(this.hashes.has(named) ? named : 'sha256');
	}

	private digestsBy(hashAlgorithm: HashAlgorithm): DocumentDigest {
		const hex = (algorithm: HashAlgorithm) => this.digestBy(algorithm).toString('hex');
		return { hashAlgorithm, hash: hex(hashAlgorithm), sha256: hex('sha256'), size: this.size };
	}

	private keep(bytes: Buffer): void {
		// A copy, because a small part of a large buffer would keep all of it in memory.
		const piece = bytes.length * 2 < bytes.buffer.byteLength ? Buffer.from(bytes) : bytes;
		this.kept?.push(piece);
		this.held += piece.buffer.byteLength;
	}

	private forget(): void {
		this.kept = undefined;
		this.held = 0;
	}

	private digestBy(algorithm: HashAlgorithm): Buffer {
		const hash = this.hashes.get(algorithm);
		// A copy, because a digest can be finalized only once, and a rejected push shows it, too.
		if (hash) return hash.copy().digest();
		if (!this.kept) {
			this.seen.await(algorithm, this.order);
			throw new PushRefusal(
				'unexpectedHash',
				`hash is by ${algorithm.toUpperCase()}, which was not expected; it is when this order is pushed again`,
			);
		}
		return createHash(algorithm).update(Buffer.concat(this.kept)).digest();
	}
}

/** Characters of a `hash` that a refusal shows: more than the longest digest has. */
const MOST_SHOWN = 140;

function unknownHash(hash: string): PushRefusal {
	const shown = JSON.stringify(hash.slice(0, MOST_SHOWN));
	return new PushRefusal(
		'unknownHash',
		`hash is not a SHA-2 digest in hexadecimal or base64: ${shown} (${hash.length} characters)`,
	);
}
