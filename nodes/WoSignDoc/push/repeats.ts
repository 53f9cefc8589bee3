import { createHash } from 'node:crypto';
import type { ReadPush } from './pushReader';
import { PushRefusal } from './refusal';

/** Pushes remembered in the process; the oldest go first. */
const MOST_REMEMBERED = 10_000;
/** What a push is to whoever takes it on: to be told how it ended. */
export interface Claim {
	/** It was answered `1`: a repeat needs nothing more. */
	settle(): void;
	/** It failed: a repeat starts anew. */
	release(): void;
	/**
	 * The platform waits no longer, and n8n has not answered. It may still be at work; or it has lost the run, as it does
	 * when its database is away at the moment of the answer. So a repeat has to wait, but not for ever.
	 */
	hangUp(): void;
}

/** A push that was answered `1` before: it is answered so again, and starts nothing. */
export class RepeatedPush extends Error {
	constructor() {
		super('this push was answered before');
		this.name = 'RepeatedPush';
	}
}

type Entry = { readonly state: 'working'; hungUpAt?: number } | { readonly state: 'answered' };

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
 *
 * @param longestRun milliseconds after the platform hung up for which the first is held to be at work
 */
export function claimPush(key: string, longestRun: number): Claim {
	const known = entries.get(key);
	if (known?.state === 'answered') throw new RepeatedPush();
	if (known && Date.now() - (known.hungUpAt ?? Infinity) < longestRun) {
		throw new PushRefusal('stillProcessing', 'this push is being worked on');
	}
	const entry: Entry = { state: 'working' };
	remember(key, entry);
	return {
		settle: () => remember(key, { state: 'answered' }),
		// One that was given up has nothing to release: the push is somebody else's by now.
		release: () => void (entries.get(key) === entry && entries.delete(key)),
		hangUp: () => void (entry.hungUpAt ??= Date.now()),
	};
}

function remember(key: string, entry: Entry): void {
	entries.delete(key);
	entries.set(key, entry);
	const [oldest] = entries.keys();
	if (entries.size > MOST_REMEMBERED && oldest !== undefined) entries.delete(oldest);
}
