import type { RunningN8n } from '../../harness/n8n/runningN8n';
import type { Death } from '../faults/ordersRecord';
import type { KillMoment } from './killMoment';

/** After so many n8n is not tried again. */
const MOST_FAILED_STARTS = 2;

/** One life of n8n, from one start to the kill that ended it; the last one is not killed. */
export interface Life {
	/** Milliseconds from the kill before; undefined for the first. */
	startMilliseconds?: number | undefined;
	/** Times that n8n gave up before it started. */
	failedStarts: number;
	/** Bytes of memory when it had started. */
	resident: number;
	/** Bytes at most. */
	peak: number;
	killedAt?: number;
	moment?: KillMoment;
}

/** How it went with n8n, as far as it has gone. */
export interface Course {
	lives: Life[];
	/** Of all lives but the last, and of starts that failed; in order. */
	deaths: Death[];
}

/**
 * Starts n8n until it stays, as whatever supervises it does: n8n 2.41 gives up its first start when the crash came
 * between recording an execution and starting it, for its recovery then fails, and passes over that at the next.
 *
 * @returns the ends of those that did not stay
 */
export async function startAgain(n8n: RunningN8n): Promise<Death[]> {
	const failed: Death[] = [];
	for (;;) {
		try {
			await n8n.restart();
			return failed;
		} catch (error) {
			if (failed.length === MOST_FAILED_STARTS) throw error;
			// It may be running anyway and have accepted pushes.
			failed.push(await kill(n8n));
		}
	}
}

/** Ends n8n as a crash does. */
export async function kill(n8n: RunningN8n): Promise<Death> {
	const killedAt = Date.now();
	await n8n.kill();
	return { killedAt, deadAt: Date.now() };
}
