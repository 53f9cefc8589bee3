import type { Hash } from 'node:crypto';
import { ByteWindow } from '../pdf/file/byteWindow';
import { SIGNATURE_BOUNDS } from './bounds';
import type { DigestName } from './cms/digests';
import { copyHash, DIGEST_NAMES, startHash } from './cms/digests';

/** A signed range being hashed: the file from its start, except for a gap. */
interface OpenRange {
	readonly hash: Hash;
	readonly gapEnd: number;
	readonly end: number;
	readonly onDigest: (digest: Buffer) => void;
}

/** Bytes of the file after each of which one more digest is started, once too many are held for all to wait. */
const STEP = 64 * 1_024;

/**
 * Hashes signed ranges in one pass over the file. A range begins at the file's start, but which digest it uses is only
 * known from its signature, usually near the file's end. All digests together cost ten times as much as everything
 * else, so the file's first bytes are held, and a digest is computed when a signature needs it. If a file is too large
 * to be held, all of them are computed, started one after another so that none of them blocks for long.
 */
export class RangeHashes {
	/** Digests of the file up to the current position. */
	private readonly started = new Map<DigestName, Hash>();
	/** The file's bytes so far; empty once all digests are started. */
	private beginning = new ByteWindow();
	private readonly open = new Set<OpenRange>();

	/** Bytes of memory in use. */
	get size(): number {
		return this.allStarted ? 0 : this.beginning.size;
	}

	private get allStarted(): boolean {
		return this.started.size === DIGEST_NAMES.length;
	}

	/** Takes the file's bytes, each once and in order. */
	update(bytes: Buffer, start: number): void {
		for (const hash of this.started.values()) hash.update(bytes);
		this.hold(bytes);
		for (const range of this.open) {
			const from = Math.max(0, range.gapEnd - start);
			if (from < bytes.length) range.hash.update(bytes.subarray(from, range.end - start));
			if (start + bytes.length >= range.end) this.finish(range);
		}
	}

	/**
	 * Starts a range whose gap begins at the current position. Returns whether there was room for it: a range ends before
	 * the next signature begins, so few are open at once.
	 */
	startRange(
		name: DigestName,
		gapEnd: number,
		end: number,
		onDigest: (digest: Buffer) => void,
	): boolean {
		if (this.open.size >= SIGNATURE_BOUNDS.openRanges) return false;
		const hash = copyHash(this.hashOf(name), name);
		this.open.add({ hash, gapEnd, end, onDigest });
		return true;
	}

	private hold(bytes: Buffer): void {
		if (this.allStarted) return;
		this.beginning.append(bytes);
		const due = Math.ceil((this.beginning.end - SIGNATURE_BOUNDS.unhashedLength) / STEP);
		for (const name of DIGEST_NAMES.slice(0, Math.max(0, due))) this.hashOf(name);
	}

	/** The digest of the file so far, started if it hasn't been yet. */
	private hashOf(name: DigestName): Hash {
		const started = this.started.get(name);
		if (started) return started;
		const hash = startHash(name).update(this.beginning.view(0, this.beginning.end));
		this.started.set(name, hash);
		if (this.allStarted) this.beginning = new ByteWindow();
		return hash;
	}

	private finish(range: OpenRange): void {
		this.open.delete(range);
		range.onDigest(range.hash.digest());
	}
}
