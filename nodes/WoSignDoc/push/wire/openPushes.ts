import { PushRefusal } from './refusal';

/** Bytes of memory that all pushes which a process is reading may hold together. */
export const MOST_HELD = 128 * 1_024 * 1_024;

/** One push being read, as it weighs on the process. */
export interface OpenPush {
	/** Says how many bytes of memory it holds now. Throws the refusal once it was cut off. */
	holds(bytes: number): void;
	/** It is verified: what it holds counts until it leaves, but it is no longer cut off. Throws as `holds` does. */
	stays(): void;
	/** It is no longer read, and holds nothing. */
	leave(): void;
}

interface Entry {
	readonly openedAt: number;
	/** Bytes that have come of it. */
	readonly received: () => number;
	readonly cutOff: (refusal: PushRefusal) => void;
	held: number;
	refusal: PushRefusal | undefined;
	isVerified: boolean;
}

/**
 * The pushes being read, and what they hold together. When that is too much, the one is cut off that has held most,
 * for the longest time, for what it brought: a push that is on its way at an honest speed weighs little, so whoever
 * wants to crowd it out has to send faster than it comes, times as many as it takes to fill the memory.
 */
export class OpenPushes {
	private readonly entries = new Set<Entry>();
	/** Bytes held by those that were not cut off. */
	private staying = 0;

	constructor(private readonly most: number) {}

	/** Bytes of memory that they hold together, those among them that were just cut off. */
	get held(): number {
		return [...this.entries].reduce((sum, { held }) => sum + held, 0);
	}

	/** @param cutOff ends the connection with the sender */
	enter(received: () => number, cutOff: (refusal: PushRefusal) => void): OpenPush {
		const entry: Entry = {
			...{ openedAt: Date.now(), received, cutOff },
			...{ held: 0, refusal: undefined, isVerified: false },
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
		// Whoever still reads it, as where the storage has failed, is to stop.
		entry.refusal ??= new PushRefusal('connectionLost', 'the push is no longer read');
	}

	private hold(entry: Entry, bytes: number): void {
		if (entry.refusal) throw entry.refusal;
		this.staying += bytes - entry.held;
		entry.held = bytes;
		while (this.staying > this.most && this.cutOffHeaviest());
		this.throwIfRefused(entry);
	}

	/** It may be the heaviest itself. */
	private throwIfRefused({ refusal }: Entry): void {
		if (refusal) throw refusal;
	}

	/** Tells whether there was one. */
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
