import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL_MS = 100;

/** How long anything may take on a machine that has much else to do: less than Jest's limit for a test. */
export const PATIENCE_MS = 240_000;

/**
 * Polls until there is a result.
 *
 * @param what named in the timeout error
 * @param ask returns `undefined` while there is no result yet
 */
export async function waitFor<Answer>(
	what: string,
	ask: () => Promise<Answer | undefined> | Answer | undefined,
	timeoutMs = PATIENCE_MS,
): Promise<Answer> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline)
			throw new Error(`Timed out after ${timeoutMs} ms waiting for ${what}`);
		await delay(POLL_INTERVAL_MS);
	}
}
