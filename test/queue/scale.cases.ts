import type { Stage } from './support/stage';
import { AT_A_TIME, DOCUMENT, measureThroughput, type Load } from './support/throughput';

/** Duration of the step in slow workflows, in milliseconds. */
const SLOW = 4_000;
const SLOW_ORDERS = 50;
/** Concurrent executions per worker: few enough for two cores. */
const CONCURRENCY = 5;
const FAST_ORDERS = 200;
/** Minimum speedup of two workers over one. */
const GAIN = 1.6;

export const WARM: Omit<Load, 'name'> = { orders: 20, stepMilliseconds: 0 };

/** Orders per second with one worker and with two. Figures are printed; docs/SCALING.md has those of one machine. */
export function testScale(stage: () => Stage): void {
	it('two workers do twice the work of one, where the workflow is what takes the time', async () => {
		const { workers } = stage().queue;
		const slow = { orders: SLOW_ORDERS, stepMilliseconds: SLOW };
		const rate = async (name: string) => {
			await measureThroughput(stage(), { ...WARM, name: `${name}-warm` });
			return (await measureThroughput(stage(), { ...slow, name })).ordersPerSecond;
		};
		await Promise.all(workers.map((worker) => worker.stop()));
		const environment = { N8N_CONCURRENCY_PRODUCTION_LIMIT: String(CONCURRENCY) };
		await workers[0].start(environment);
		const one = await rate('one-worker');
		await workers[1].start(environment);
		const two = await rate('two-workers');
		process.stderr.write(
			`Orders a second, a step of ${SLOW} ms, ${CONCURRENCY} at a time a worker: ${one.toFixed(2)} with 1 worker, ${two.toFixed(2)} with 2\n`,
		);
		expect(two / one).toBeGreaterThan(GAIN);
	});
}

/**
 * Measures the cost of an order.
 *
 * @param how the setup of the processes, for the report
 */
export function testCost(
	stage: () => Stage,
	how: string,
	saved: readonly ('all' | 'none')[],
): void {
	it.each(saved)('an order costs so much, executions that succeeded kept: %s', async (kept) => {
		const name = `${how.replaceAll(/\W+/g, '-')}-${kept}`;
		await measureThroughput(stage(), { ...WARM, name: `${name}-warm` });
		const { postgres, webhooks } = stage().queue;
		const [webhook] = webhooks;
		// Otherwise space freed by earlier deletions could be returned to the disk meanwhile, and the database would shrink.
		await postgres.execute('VACUUM');
		const before = await webhook.memory();
		await webhook.resetPeakMemory();
		const { ordersPerSecond, cost, unanswered } = await measureThroughput(stage(), {
			name,
			orders: FAST_ORDERS,
			stepMilliseconds: 0,
			settings: { saveDataSuccessExecution: kept },
		});
		const grown = (await webhook.memory()).peak - before.resident;
		// Two processors share the pushes.
		const waiting = grown / (AT_A_TIME / 2) / 1_000_000;
		process.stderr.write(
			`${FAST_ORDERS} orders of ${DOCUMENT} bytes, ${AT_A_TIME} at a time, ${how}, executions kept: ${kept}: ${ordersPerSecond.toFixed(1)} a second; each costs ${cost.toString()}; ${waiting.toFixed(1)} MB of memory a waiting push; ${unanswered} unanswered\n`,
		);
		expect(ordersPerSecond).toBeGreaterThan(0);
	});
}
