import { createHash } from 'node:crypto';
import type { Records } from './databaseRecords';

/** Minimum time slots that a claim is kept: at most a quarter more than Longest Run. */
const SLOTS = 4;

/** A push that one execution may process. */
export interface ClaimedPush {
	/** The name of the record that marks the push as processed. */
	readonly record: string;
	/** The time slot in which it was claimed; undefined if it already counts as processed, or needed no claim. */
	readonly slot?: number | undefined;
}

/** The name of a processed push's record, separate for each Skip Processed node. */
export function recordOf(nodeId: string, identity: string): string {
	return `${nodeId}:${createHash('sha256').update(identity).digest('base64url')}`;
}

/**
 * Claims a push for one execution, among any number of concurrent ones, unless it was processed or is claimed by
 * another. A claim that is never followed by `markProcessed` expires after `longestRun`, or up to a quarter of it
 * later.
 *
 * Records have no timestamps, so a claim consists of one record for each time slot in which it blocks others: the
 * current one and the four before it, the oldest first. Anyone who tries to claim within the next four slots needs one
 * of these. Between two executions whose clocks are on different sides of a slot boundary, the first record that both
 * need decides: the loser creates no further ones.
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
		// Another execution may have marked it and removed its claim since the first check.
		if (await records.exists(record)) return 'processed';
		// If the database took this long, the claim no longer blocked others.
		isClaimed = now() - startedAt < width;
		return isClaimed ? { record, slot } : 'claimed';
	} finally {
		if (!isClaimed) await removeAll(records, made);
	}
}

/** Claimed by another, or processed if its mark was set in the meantime. */
async function notClaimed(records: Records, record: string): Promise<'processed' | 'claimed'> {
	return (await records.exists(record)) ? 'processed' : 'claimed';
}

/** From now on the push counts as processed. Throws if the database didn't record it. */
export async function markProcessed(records: Records, push: ClaimedPush): Promise<void> {
	await records.make(push.record);
	await releaseClaim(records, push);
}

/** Others may claim the push. */
export async function releaseClaim(records: Records, push: ClaimedPush): Promise<void> {
	await removeAll(records, claimNames(push));
}

/** Records left behind by a database error have no effect once their time has passed. */
async function removeAll(records: Records, names: readonly string[]): Promise<void> {
	await Promise.allSettled(names.map(async (name) => await records.remove(name)));
}

function claimNames({ record, slot }: ClaimedPush): string[] {
	if (slot === undefined) return [];
	return Array.from({ length: SLOTS + 1 }, (_, index) => `${record}:${slot - SLOTS + index}`);
}
