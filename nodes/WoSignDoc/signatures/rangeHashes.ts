import type { Hash } from 'node:crypto';
import { SIGNATURE_BOUNDS } from './bounds';
import type { DigestName } from './cms/digests';
import { copyHash, DIGEST_NAMES, startHash } from './cms/digests';

/** One signed range being hashed: the file from its start, but for a gap. */
interface OpenRange {
	readonly hash: Hash;
	readonly gapEnd: number;
	readonly end: number;
	readonly onDigest: (digest: Buffer) => void;
}

/**
 * Hashes signed ranges in one pass over the file. Which digest a signature takes shows in its own bytes, so all
 * run from the file's start, and one of them goes on as a copy where a signature stands.
 */
export class RangeHashes {
	private readonly whole = new Map<DigestName, Hash>(
		DIGEST_NAMES.map((name) => [name, startHash(name)]),
	);
	private readonly open = new Set<OpenRange>();

	/** Takes the file's bytes, each once and in their order. */
	update(bytes: Buffer, start: number): void {
		for (const hash of this.whole.values()) hash.update(bytes);
		for (const range of this.open) {
			const from = Math.max(0, range.gapEnd - start);
			if (from < bytes.length) range.hash.update(bytes.subarray(from, range.end - start));
			if (start + bytes.length >= range.end) this.finish(range);
		}
	}

	/**
	 * Starts a range whose gap begins where the bytes have got to. Whether there was room for it: a range ends
	 * before the next signature begins, so that few are open at once.
	 */
	startRange(
		name: DigestName,
		gapEnd: number,
		end: number,
		onDigest: (digest: Buffer) => void,
	): boolean {
		const hash = this.whole.get(name);
		if (!hash || this.open.size >= SIGNATURE_BOUNDS.openRanges) return false;
		this.open.add({ hash: copyHash(hash, name), gapEnd, end, onDigest });
		return true;
	}

	private finish(range: OpenRange): void {
		this.open.delete(range);
		range.onDigest(range.hash.digest());
	}
}
