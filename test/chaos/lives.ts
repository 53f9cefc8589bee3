import type { RunningN8n } from '../../harness/n8n/runningN8n';
import type { Death } from '../faults/ordersRecord';
import type { KillMoment } from './killMoment';

/** Maximum number of failed starts. */
const MOST_FAILED_STARTS = 2;

/** One life of n8n, from its start to the kill that ended it; the last one is not killed. */
export interface Life {
	/** Milliseconds since the previous kill; undefined for the first. */
	startMilliseconds?: number | undefined;
	/** Number of failed starts before. */
	failedStarts: number;
	/** Bytes of memory after its start. */
	resident: number;
	/** Peak bytes of memory. */
	peak: number;
	killedAt?: number;
	moment?: KillMoment;
}

/** The lives of n8n so far. */
export interface Course {
	lives: Life[];
	/** The ends of all lives except the last, and of failed starts; in order. */
	deaths: Death[];
}

/**
 * Starts n8n until it stays up, like a supervisor: n8n 2.41 fails its first start if the crash happened between
 * recording an execution and starting it, because its recovery fails, but the next start succeeds.
 *
 * @returns the ends of failed starts
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

/** Kills n8n like a crash. */
export async function kill(n8n: RunningN8n): Promise<Death> {
	const killedAt = Date.now();
	await n8n.kill();
	return { killedAt, deadAt: Date.now() };
}
