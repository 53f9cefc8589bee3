import { createHash } from 'node:crypto';
import type { ReadPush } from '../wire/pushReader';
import { PushRefusal } from '../wire/refusal';

/** Acknowledged pushes of a trigger that the process remembers, about 1 MB; the oldest are dropped first. */
const MOST_ANSWERED = 10_000;
/**
 * Pushes that the process handles at the same time. None is ever dropped, because its repeat would start the workflow;
 * beyond the maximum, pushes are rejected.
 */
const MOST_AT_WORK = 10_000;

/** The exclusive right to process a push; its owner must report how that ended. */
export interface Claim {
	/** It was answered `1`: repeats are answered `1` again. */
	acknowledged(): void;
	/** It failed: a repeat starts the workflow again. */
	failed(): void;
	/**
	 * The platform closed the connection before n8n answered. The run may continue, or n8n may have lost it, for example
	 * because its database was unavailable at that moment. So a repeat has to wait, but not forever.
	 */
	connectionClosed(): void;
}

/** A push that was answered `1` before: it is answered `1` again, and doesn't start the workflow. */
export class RepeatedPush extends Error {
	constructor() {
		super('this push was answered before');
		this.name = 'RepeatedPush';
	}
}

interface Work {
	/** Milliseconds after the connection was closed for which it counts as running. */
	readonly longestRun: number;
	closedAt?: number;
}

/** Only in the process's memory: a run that ended in a crash must not block its repeats. */
const atWork = new Map<string, Work>();
/** By trigger, in the order in which they were answered: who may push to one trigger cannot flood another's memory. */
const answered = new Map<string, Set<string>>();

/**
 * Two pushes are the same if workflow, node, both of the order's identifiers, status, and document or error codes are
 * the same; the platform repeats a push until it is answered `1` (PROTOCOL.md, PushSignedDoc). Comparing less would let
 * a push with another order's `signid` or number pass for that order's. The document is identified by its SHA-256,
 * because `hash` may be from a different member of SHA-2 each time.
 */
export function pushKey(workflowId: string, nodeId: string, read: ReadPush): string {
	const { signid, orderNumber, status, errorCodes } = read.push;
	const content = read.kind === 'signed' ? read.digest.sha256 : errorCodes;
	// As JSON, in which different lists of texts are never equal.
	const identity = [workflowId, nodeId, signid, orderNumber, status, content];
	return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}

/**
 * Claims a push of a trigger. Throws a refusal while the first of its kind is being processed or if too many are, and a
 * `RepeatedPush` once it was answered. Synchronous, so no other push can come between the check and the entry.
 *
 * @param longestRun milliseconds after the connection was closed for which the first counts as running
 */
export function claimPush(trigger: string, key: string, longestRun: number): Claim {
	if (answered.get(trigger)?.has(key)) throw new RepeatedPush();
	const first = atWork.get(key);
	if (first && !isGivenUp(first, longestRun)) {
		throw new PushRefusal('stillProcessing', 'this push is being processed');
	}
	atWork.delete(key);
	makeRoom();
	const work: Work = { longestRun };
	atWork.set(key, work);
	// One that was given up may end late, after a repeat has claimed the push.
	const end = () => void (atWork.get(key) === work && atWork.delete(key));
	return {
		acknowledged: () => {
			end();
			rememberAnswered(trigger, key);
		},
		failed: end,
		connectionClosed: () => void (work.closedAt ??= Date.now()),
	};
}

function isGivenUp({ closedAt = Infinity }: Work, longestRun: number): boolean {
	return Date.now() - closedAt >= longestRun;
}

/** Drops lost runs whose push was never repeated, and nothing else. */
function makeRoom(): void {
	if (atWork.size < MOST_AT_WORK) return;
	for (const [key, work] of atWork) if (isGivenUp(work, work.longestRun)) atWork.delete(key);
	if (atWork.size < MOST_AT_WORK) return;
	throw new PushRefusal('tooManyAtWork', 'too many other pushes are being processed');
}

function rememberAnswered(trigger: string, key: string): void {
	const keys = answered.get(trigger) ?? new Set();
	answered.set(trigger, keys.add(key));
	const [oldest] = keys;
	if (keys.size > MOST_ANSWERED && oldest !== undefined) keys.delete(oldest);
}
