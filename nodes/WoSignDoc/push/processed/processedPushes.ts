import { createHash } from 'node:crypto';
import type { Records } from './databaseRecords';

/** Slots of time that a claim is kept at least: a quarter more than Longest Run at most. */
const SLOTS = 4;

/** A push that one execution may work on. */
export interface ClaimedPush {
	/** The name of the record that says that the push was processed. */
	readonly record: string;
	/** The slot of time in which it was claimed; undefined where it counts as processed already, or needed no claim. */
	readonly slot?: number | undefined;
}

/** The name of the record of a processed push, of its own for each Skip Processed node. */
export function recordOf(nodeId: string, identity: string): string {
	return `${nodeId}:${createHash('sha256').update(identity).digest('base64url')}`;
}

/**
 * Claims a push for one execution, among any number of them at once, unless it was processed, or is claimed by another.
 * A claim that is never followed by `markProcessed` is free again after `longestRun`, or a quarter of it later.
 *
 * Records have no time of their own, so a claim is one for each slot of time for which it keeps others out: the present
 * one and the four before it, the oldest first. Whoever comes up to four slots later needs one of these, and of two
 * whose clocks stand at a slot's border the first record that both need decides: who loses it makes no later one.
 *
 * @param longestRun milliseconds
 */
export async function claimProcessing(
	records: Records,
	record: string,
	longestRun: number,
	now: () => number = Date.now,
): Promise<ClaimedPush | 'processed' | 'claimed'> {
	if (await records.exists(record)) return 'processed';
	const startedAt = now();
	const width = longestRun / SLOTS;
	const made: string[] = [];
	const slot = Math.floor(startedAt / width);
	let isClaimed = false;
	try {
		for (const name of claimNames({ record, slot })) {
			if (!(await records.make(name))) return await notClaimed(records, record);
			made.push(name);
		}
		// Another may have marked it and removed its claim since the first look.
		if (await records.exists(record)) return 'processed';
		// A database that took so long has kept nobody out meanwhile.
		isClaimed = now() - startedAt < width;
		return isClaimed ? { record, slot } : 'claimed';
	} finally {
		if (!isClaimed) await removeAll(records, made);
	}
}

/** The other's claim, or its mark if that has come meanwhile. */
async function notClaimed(records: Records, record: string): Promise<'processed' | 'claimed'> {
	return (await records.exists(record)) ? 'processed' : 'claimed';
}

/** From now on the push counts as processed. Throws if the database did not record it. */
export async function markProcessed(records: Records, push: ClaimedPush): Promise<void> {
	await records.make(push.record);
	await releaseClaim(records, push);
}

/** Others may claim the push. */
export async function releaseClaim(records: Records, push: ClaimedPush): Promise<void> {
	await removeAll(records, claimNames(push));
}

/** What stays, because the database failed, is of no use to anybody after its time. */
async function removeAll(records: Records, names: readonly string[]): Promise<void> {
	await Promise.allSettled(names.map(async (name) => await records.remove(name)));
}

function claimNames({ record, slot }: ClaimedPush): string[] {
	if (slot === undefined) return [];
	return Array.from({ length: SLOTS + 1 }, (_, index) => `${record}:${slot - SLOTS + index}`);
}
