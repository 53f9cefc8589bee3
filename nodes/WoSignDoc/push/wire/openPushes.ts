import { PushRefusal } from './refusal';

/** Maximum bytes of memory that all pushes being read by a process may hold together. */
export const MOST_HELD = 128 * 1_024 * 1_024;

/** The account of one push being read. */
export interface OpenPush {
	/** Reports how many bytes of memory it holds now. Throws a `PushRefusal` if it was cut off. */
	holds(bytes: number): void;
	/** It is verified: it still counts until it is done, but is no longer cut off. Throws like `holds`. */
	stays(): void;
	/** It is no longer read, and holds nothing. */
	leave(): void;
}

interface Entry {
	readonly openedAt: number;
	/** Bytes received of it. */
	readonly received: () => number;
	readonly cutOff: (refusal: PushRefusal) => void;
	held: number;
	refusal: PushRefusal | undefined;
	isVerified: boolean;
}

/**
 * The pushes being read, and the memory that they hold together. When that is too much, the one with the greatest
 * weight is cut off: bytes held, times time, divided by bytes received. A push that arrives at a normal speed weighs
 * little, so to crowd it out, an attacker needs enough connections to fill the memory, each faster than that push.
 */
export class OpenPushes {
	private readonly entries = new Set<Entry>();
	/** Bytes held by pushes that were not cut off. */
	private staying = 0;

	constructor(private readonly most: number) {}

	/** Bytes of memory that all hold together, including those just cut off. */
	get held(): number {
		return [...this.entries].reduce((sum, { held }) => sum + held, 0);
	}

	/** @param cutOff closes the connection to the sender */
	enter(received: () => number, cutOff: (refusal: PushRefusal) => void): OpenPush {
		const entry: Entry = {
			openedAt: Date.now(),
			received,
			cutOff,
			held: 0,
			refusal: undefined,
			isVerified: false,
		};
		this.entries.add(entry);
		return {
			holds: (bytes) => this.hold(entry, bytes),
			stays: () => {
				this.throwIfRefused(entry);
				entry.isVerified = true;
			},
			leave: () => this.leave(entry),
		};
	}

	private leave(entry: Entry): void {
		if (!this.entries.delete(entry)) return;
		if (!entry.refusal) this.staying -= entry.held;
		// Stops a consumer that continues, for example after a storage error.
		entry.refusal ??= new PushRefusal('connectionLost', 'the push is no longer read');
	}

	private hold(entry: Entry, bytes: number): void {
		this.throwIfRefused(entry);
		this.staying += bytes - entry.held;
		entry.held = bytes;
		while (this.staying > this.most && this.cutOffHeaviest());
		this.throwIfRefused(entry);
	}

	/** The push that reports its memory may be the one that was cut off. */
	private throwIfRefused({ refusal }: Entry): void {
		if (refusal) throw refusal;
	}

	/** Returns whether there was one to cut off. */
	private cutOffHeaviest(): boolean {
		const now = Date.now();
		const [heaviest] = [...this.entries]
			.filter(({ refusal, isVerified }) => !refusal && !isVerified)
			.sort((one, other) => weightOf(other, now) - weightOf(one, now));
		if (!heaviest) return false;
		this.staying -= heaviest.held;
		heaviest.refusal = new PushRefusal('overloaded', 'too much is being received at once');
		heaviest.cutOff(heaviest.refusal);
		return true;
	}
}

function weightOf({ held, openedAt, received }: Entry, now: number): number {
	return (held * Math.max(1, now - openedAt)) / Math.max(1, received());
}

export const openPushes = new OpenPushes(MOST_HELD);
