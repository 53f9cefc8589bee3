import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL_MS = 100;

/** How long anything may take on a machine that has much else to do: less than Jest's limit for a test. */
export const PATIENCE_MS = 240_000;

/**
 * Asks again and again until there is an answer.
 *
 * @param what named in the error when the time is over
 * @param ask gives `undefined` as long as there is nothing yet
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
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`);
		await delay(POLL_INTERVAL_MS);
	}
}
