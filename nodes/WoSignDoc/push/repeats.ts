import { createHash } from 'node:crypto';
import type { ReadPush } from './pushReader';
import { PushRefusal } from './refusal';

/** Pushes remembered in the process; the oldest go first. */
const MOST_REMEMBERED = 10_000;
/** Milliseconds after which a push that was never brought to an end may be worked on again. */
const LONGEST_WORK = 24 * 60 * 60 * 1_000;

/** What a push is to whoever takes it on: to be told how it ended. */
export interface Claim {
	/** It was answered `1`: a repeat needs nothing more. */
	settle(): void;
	/** It failed: a repeat starts anew. */
	release(): void;
}

/** A push that was answered `1` before: it is answered so again, and starts nothing. */
export class RepeatedPush extends Error {
	constructor() {
		super('this push was answered before');
		this.name = 'RepeatedPush';
	}
}

type Entry = { readonly state: 'working'; readonly since: number } | { readonly state: 'answered' };

/** Entries in the order in which they came; in the process, because only what has ended may be remembered. */
const entries = new Map<string, Entry>();

/**
 * A push is the same push when workflow, node, order, status and document are the same; the platform repeats it
 * until it is answered `1` (PROTOCOL.md, PushSignedDoc). The document is known by its SHA-256: `hash` may name
 * another member of SHA-2 each time.
 */
export function pushKey(workflowId: string, nodeId: string, read: ReadPush): string {
	const { signid, orderNumber, status, errorCodes } = read.push;
	const content = read.kind === 'signed' ? read.digest.sha256 : errorCodes.join('&');
	const identity = [workflowId, nodeId, signid || orderNumber, status, content];
	return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}

/**
 * Takes a push on, or says that somebody has: throws a refusal while the first is being worked on, a
 * `RepeatedPush` once it was answered. Nothing can come between the look and the entry.
 */
export function claimPush(key: string): Claim {
	const known = entries.get(key);
	if (known?.state === 'answered') throw new RepeatedPush();
	if (known && Date.now() - known.since < LONGEST_WORK) {
		throw new PushRefusal('stillProcessing', 'this push is being worked on');
	}
	remember(key, { state: 'working', since: Date.now() });
	return {
		settle: () => remember(key, { state: 'answered' }),
		release: () => entries.delete(key),
	};
}

function remember(key: string, entry: Entry): void {
	entries.delete(key);
	entries.set(key, entry);
	const [oldest] = entries.keys();
	if (entries.size > MOST_REMEMBERED && oldest !== undefined) entries.delete(oldest);
}
