import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { startWatchdog } from '../../../nodes/WoSignDoc/shared/watchdog';

setFlagsFromString('--expose-gc');
const collectGarbage = z.function().parse(runInNewContext('gc'));

/** Watches an exchange that holds something, and ends it. */
function watchAndEnd(): WeakRef<object> {
	const held = { bytes: Buffer.alloc(1_000) };
	const watchdog = startWatchdog(() => held.bytes.length * 1_000);
	watchdog.signal.addEventListener('abort', () => held.bytes.fill(1));
	watchdog.stop();
	return new WeakRef(held);
}

describe('a watchdog', () => {
	it('is over once no time is left, however often there was more before', async () => {
		const left = [1, 1, 1, 0];
		const { signal } = startWatchdog(() => left.shift() ?? 0);
		while (!signal.aborted) await delay(1);
		expect(left).toHaveLength(0);
	});

	it('accepts any time, even longer than a timer’s maximum or with fractional milliseconds', () => {
		for (const long of [1e12, Infinity, 1.5]) {
			const watchdog = startWatchdog(() => long);
			expect(watchdog.signal.aborted).toBe(false);
			watchdog.stop();
		}
	});

	it('keeps nothing of an exchange that has ended, although its timer still runs', async () => {
		const held = watchAndEnd();
		await delay(1);
		collectGarbage();
		expect(held.deref()).toBeUndefined();
	});
});
