/** Members of the SHA-2 family. */
export type HashAlgorithm = 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** The family, by digest length in bytes (PROTOCOL.md, PushSignedDoc, Decided: `hash`). */
const ALGORITHMS: ReadonlyMap<number, HashAlgorithm> = new Map([
	[28, 'sha224'],
	[32, 'sha256'],
	[48, 'sha384'],
	[64, 'sha512'],
]);

/** A pushed digest, and the algorithm that its length implies. */
interface NamedDigest {
	readonly algorithm: HashAlgorithm;
	readonly digest: Buffer;
	/** It was sent with too few digits: only a document with exactly this digest shows that leading zeros were lost. */
	readonly lacksZeros: boolean;
}

/** Maximum length of a text that is parsed; the longest accepted form is shorter. */
const LONGEST_HASH = 512;
/** Prefixes that some write: the name of the family or the member, or a hexadecimal marker. */
const PREFIX = /^(?:sha-?(?:2|224|256|384|512)\s*[:=-]|0x)\s*/i;
/** Separators that some write between bytes, as .NET's `BitConverter` does, or line breaks. */
const SEPARATORS = /[-:\s]+/g;
/** Hexadecimal digits that a number with leading zeros may lose; more than two are too unlikely to be accepted. */
const MOST_LOST = 2;

/** Parses `hash`, hexadecimal or base64; undefined if it isn't a SHA-2 digest. */
export function parseHash(text: string): NamedDigest | undefined {
	if (text.length > LONGEST_HASH) return undefined;
	const hash = text.trim();
	const bare = hash.replace(PREFIX, '');
	return hexDigest(hash) ?? hexDigest(bare) ?? base64Digest(hash) ?? base64Digest(bare);
}

function hexDigest(text: string): NamedDigest | undefined {
	const digits = text.replace(SEPARATORS, '');
	if (!/^[0-9a-f]+$/i.test(digits)) return undefined;
	const [length, algorithm] =
		[...ALGORITHMS].find(([bytes]) => isWritten(digits.length, bytes * 2)) ?? [];
	if (length === undefined || algorithm === undefined) return undefined;
	const lacksZeros = digits.length < length * 2;
	return { algorithm, digest: Buffer.from(digits.padStart(length * 2, '0'), 'hex'), lacksZeros };
}

function isWritten(digits: number, whole: number): boolean {
	return digits <= whole && digits >= whole - MOST_LOST;
}

function base64Digest(text: string): NamedDigest | undefined {
	const digits = text.replace(/\s+/g, '');
	const digest = Buffer.from(digits, 'base64');
	const algorithm = ALGORITHMS.get(digest.length);
	const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(digits);
	return algorithm && isBase64 ? { algorithm, digest, lacksZeros: false } : undefined;
}

/** Maximum number of awaited hashes; the oldest are dropped first. */
const MOST_AWAITED = 1_000;

/**
 * The members of SHA-2 that the platform has used so far. Computing one costs at least as much as all other work on a
 * document, so only these are computed; all of them until one was seen.
 */
export class SeenAlgorithms {
	private readonly seen = new Set<HashAlgorithm>();
	/** Members that a document couldn't be verified with, each for its order only, because anyone can send any member. */
	private readonly awaited = new Set<string>();

	/** A push whose document was verified with this member was admitted. */
	add(algorithm: HashAlgorithm): void {
		this.seen.add(algorithm);
	}

	/** A document couldn't be verified with this member; it will be when the order is pushed again. */
	await(algorithm: HashAlgorithm, order: string): void {
		this.awaited.add(awaitedKey(algorithm, order));
		const [oldest] = this.awaited;
		if (this.awaited.size > MOST_AWAITED && oldest !== undefined) this.awaited.delete(oldest);
	}

	/**
	 * The members to compute for a document.
	 *
	 * @param announced the member of a `hash` that came before the document
	 * @param order the order's `signid` or number, if it came before the document, otherwise empty
	 */
	expected(announced: HashAlgorithm | undefined, order: string): ReadonlySet<HashAlgorithm> {
		const all = [...ALGORITHMS.values()];
		const isAnyone = announced === undefined && this.seen.size === 0;
		if (isAnyone) return new Set(all);
		const awaited = all.filter((one) => this.awaited.has(awaitedKey(one, order)));
		return new Set([...(announced ? [announced] : []), ...this.seen, ...awaited]);
	}
}

function awaitedKey(algorithm: HashAlgorithm, order: string): string {
	return `${algorithm} ${order}`;
}

/** What this process has seen; each process learns it from its own pushes. */
export const seenInThisProcess = new SeenAlgorithms();
