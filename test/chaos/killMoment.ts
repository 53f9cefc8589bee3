import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunEvents } from '../faults/actors';
import { drawInteger, drawOne } from '../support/draw';

/** When n8n is killed: any time after its start, or soon after the n-th event of a kind since its start. */
export interface KillMoment {
	after: 'start' | 'delivered' | 'accepted';
	count: number;
	milliseconds: number;
}

/** Milliseconds after which n8n is killed in any case. */
const LONGEST_WAIT = 8_000;

/** The moment of a run's n-th kill. */
export function killMoment(seed: string, kill: number): KillMoment {
	const key = [seed, 'kill', kill] as const;
	const after = drawOne<KillMoment['after']>(['start', 'delivered', 'accepted'], ...key);
	if (after === 'start') return { after, count: 0, milliseconds: drawInteger(100, 5_000, ...key) };
	const milliseconds = drawInteger(0, 60, ...key, 'after');
	return { after, count: drawInteger(1, 15, ...key, 'count'), milliseconds };
}

/** Resolves at the moment. */
export async function reach(
	{ after, count, milliseconds }: KillMoment,
	events: RunEvents,
	signal: AbortSignal,
): Promise<void> {
	const tooLate = AbortSignal.timeout(LONGEST_WAIT);
	const either = AbortSignal.any([signal, tooLate]);
	for (let seen = 0; after !== 'start' && seen < count && !tooLate.aborted; seen++) {
		await once(events, after, { signal: either }).catch(() => signal.throwIfAborted());
	}
	await delay(milliseconds, undefined, { signal });
}
