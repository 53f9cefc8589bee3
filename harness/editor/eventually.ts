import { setTimeout as delay } from 'node:timers/promises';
import { PATIENCE_MS } from '../n8n/waitFor';

const POLL_INTERVAL_MS = 100;

/** Repeats a check until it passes, because the editor renders and saves asynchronously. */
export async function eventually(check: () => Promise<void>): Promise<void> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() > deadline) throw error;
		}
		await delay(POLL_INTERVAL_MS);
	}
}
