/** Members of the SHA-2 family. */
export type HashAlgorithm = 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** The family by the length of the digest in bytes (PROTOCOL.md, PushSignedDoc, Decided: `hash`). */
const ALGORITHMS: ReadonlyMap<number, HashAlgorithm> = new Map([
	[28, 'sha224'],
	[32, 'sha256'],
	[48, 'sha384'],
	[64, 'sha512'],
]);

/** A digest as a push names it. */
interface NamedDigest {
	readonly algorithm: HashAlgorithm;
	readonly digest: Buffer;
}

/** Reads `hash`, hexadecimal or base64; undefined when it is no SHA-2 digest. */
export function parseHash(text: string): NamedDigest | undefined {
	const hash = text.trim();
	const isHex = /^(?:[0-9a-f]{2})+$/i.test(hash) && ALGORITHMS.has(hash.length / 2);
	const digest = Buffer.from(hash, isHex ? 'hex' : 'base64');
	const algorithm = ALGORITHMS.get(digest.length);
	const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(hash);
	return algorithm && (isHex || isBase64) ? { algorithm, digest } : undefined;
}

/**
 * The members that the platform has been seen to use. Each member costs as much as all other work on a document
 * together or more, so a document is hashed with those only; with all of them as long as none was seen.
 */
export class SeenAlgorithms {
	private readonly seen = new Set<HashAlgorithm>();

	add(algorithm: HashAlgorithm): void {
		this.seen.add(algorithm);
	}

	/** @param announced the member of a `hash` that stood before the document */
	expected(announced: HashAlgorithm | undefined): ReadonlySet<HashAlgorithm> {
		const isAnyone = announced === undefined && this.seen.size === 0;
		if (isAnyone) return new Set(ALGORITHMS.values());
		return new Set([...(announced ? [announced] : []), ...this.seen]);
	}
}

/** What this process has seen; another one learns it from its own first push. */
export const seenInThisProcess = new SeenAlgorithms();
