import { createHash } from 'node:crypto';
import type { ReadPush } from '../wire/pushReader';
import { PushRefusal } from '../wire/refusal';

/** Answered pushes remembered in the process; the oldest go first. */
const MOST_ANSWERED = 10_000;
/** Pushes at work in the process. None of them is ever forgotten, so that no repeat of it starts: more are not taken on. */
const MOST_AT_WORK = 10_000;

/** What a push is to whoever takes it on: to be told how it ended. */
export interface Claim {
	/** It was answered `1`: a repeat needs nothing more. */
	acknowledged(): void;
	/** It failed: a repeat starts anew. */
	failed(): void;
	/**
	 * The platform waits no longer, and n8n has not answered. It may still be at work; or it has lost the run, as it does
	 * when its database is away at the moment of the answer. So a repeat has to wait, but not for ever.
	 */
	connectionClosed(): void;
}

/** A push that was answered `1` before: it is answered so again, and starts nothing. */
export class RepeatedPush extends Error {
	constructor() {
		super('this push was answered before');
		this.name = 'RepeatedPush';
	}
}

interface Work {
	/** Milliseconds after hanging up for which it is held to be at work. */
	readonly longestRun: number;
	hungUpAt?: number;
}

/** In the process, because only what has ended may be remembered. */
const atWork = new Map<string, Work>();
/** In the order in which they were answered. */
const answered = new Set<string>();

/**
 * A push is the same push when workflow, node, both names of the order, status and document or error codes are the
 * same; the platform repeats it until it is answered `1` (PROTOCOL.md, PushSignedDoc). Less would let a push with
 * another order's `signid` or number pass for that order's. The document is known by its SHA-256: `hash` may name
 * another member of SHA-2 each time.
 */
export function pushKey(workflowId: string, nodeId: string, read: ReadPush): string {
	const { signid, orderNumber, status, errorCodes } = read.push;
	const content = read.kind === 'signed' ? read.digest.sha256 : errorCodes;
	// As JSON, in which no two lists of texts look alike.
	const identity = [workflowId, nodeId, signid, orderNumber, status, content];
	return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}

/**
 * Takes a push on, or says that somebody has: throws a refusal while the first is being worked on, or where too many
 * are, a `RepeatedPush` once it was answered. Nothing can come between the look and the entry.
 *
 * @param longestRun milliseconds after the platform hung up for which the first is held to be at work
 */
export function claimPush(key: string, longestRun: number): Claim {
	if (answered.has(key)) throw new RepeatedPush();
	const first = atWork.get(key);
	if (first && !isGivenUp(first, longestRun)) {
		throw new PushRefusal('stillProcessing', 'this push is being worked on');
	}
	atWork.delete(key);
	makeRoom();
	const work: Work = { longestRun };
	atWork.set(key, work);
	// One that was given up has nothing to end: the push is somebody else's by now.
	const end = () => void (atWork.get(key) === work && atWork.delete(key));
	return {
		acknowledged: () => {
			end();
			rememberAnswered(key);
		},
		failed: end,
		connectionClosed: () => void (work.hungUpAt ??= Date.now()),
	};
}

function isGivenUp({ hungUpAt = Infinity }: Work, longestRun: number): boolean {
	return Date.now() - hungUpAt >= longestRun;
}

/** Runs that n8n has lost, and that were never pushed again, make room; nothing else does. */
function makeRoom(): void {
	if (atWork.size < MOST_AT_WORK) return;
	for (const [key, work] of atWork) if (isGivenUp(work, work.longestRun)) atWork.delete(key);
	if (atWork.size < MOST_AT_WORK) return;
	throw new PushRefusal('tooManyAtWork', 'too many other pushes are being worked on');
}

function rememberAnswered(key: string): void {
	answered.add(key);
	const [oldest] = answered;
	if (answered.size > MOST_ANSWERED && oldest !== undefined) answered.delete(oldest);
}
