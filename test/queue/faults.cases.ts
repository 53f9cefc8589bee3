import { once } from 'node:events';
import type { PushAttempt } from '../../sandbox';
import { countBy, seconds } from '../faults/figures';
import { judgeOrders, type OrdersJudgment } from '../faults/judgeOrders';
import { runFault, type FaultRecord } from './support/faultRun';
import type { Stage } from './support/stage';
import type { Supervised } from './support/supervised';

/** Milliseconds for which a database is down. */
const AWAY = 2_000;
/** Maximum number of orders per mode whose history is printed if there are violations. */
const STORIES = 3;

/** What may break in queue mode, each in the midst of 300 orders a mode; each process is started again when it ends. */
export function testFaults(stage: () => Stage): void {
	const processes = () => {
		const { main, webhooks, workers } = stage().queue;
		return [main, ...webhooks, ...workers];
	};

	afterEach(async () => {
		for (const one of processes()) await one.ready();
	});

	async function survive(
		seed: string,
		strike: Parameters<typeof runFault>[2],
	): Promise<FaultRecord[]> {
		const before = new Map(processes().map((one) => [one, one.ends.length]));
		const records = await runFault(stage(), seed, strike);
		const violations = records.flatMap((record) => {
			const judgment = judgeOrders(record);
			process.stderr.write(reportOf(seed, record, judgment));
			return withStories(judgment);
		});
		process.stderr.write(`  ended: ${endsSince(before)}\n`);
		expect(violations).toEqual([]);
		return records;
	}

	it('no order is lost when a worker is killed in mid-workflow', async () => {
		const [worker] = stage().queue.workers;
		const before = worker.ends.length;
		const records = await survive('worker', async (events) => {
			await once(events, 'delivered');
			await worker.kill();
		});
		expect(worker.ends.length).toBe(before + 1);
		const unfinished = records.flatMap(({ executions }) =>
			executions.filter(({ status, nodes }) => status !== 'success' && !nodes.includes('Deliver')),
		);
		expect(unfinished.length).toBeGreaterThan(0);
	});

	it('no order is lost when a webhook processor is killed in mid-body', async () => {
		const [processor] = stage().queue.webhooks;
		const before = processor.ends.length;
		const records = await survive('webhook', async () => await processor.kill());
		expect(processor.ends.length).toBe(before + 1);
		const cut = records.flatMap(({ pushes, struckAt }) =>
			pushes.filter(
				({ fault, accepted, startedAt, milliseconds }) =>
					fault === 'slowBody' &&
					!accepted &&
					startedAt < struckAt &&
					struckAt <= startedAt + milliseconds,
			),
		);
		expect(cut.length).toBeGreaterThan(0);
	});

	it('no order is lost when Redis is restarted', async () => {
		await survive('redis', async () => await stage().queue.redis.restart(AWAY));
	});

	it('no order is lost when PostgreSQL is restarted', async () => {
		await survive('postgres', async () => await stage().queue.postgres.restart(AWAY));
	});
}

/** The violations of a run, with the history of the first affected orders. */
function withStories({ violations, accounts, storyOf }: OrdersJudgment): string[] {
	const stories = violations.slice(0, STORIES).flatMap((violation) => {
		const account = accounts.find(({ orderNumber }) => violation.includes(orderNumber));
		return account ? storyOf(account.orderNumber) : [];
	});
	return [...violations, ...stories];
}

/** A readable report of a run. */
function reportOf(
	seed: string,
	{ mode, pushes, executions }: FaultRecord,
	{ accounts, repeats }: OrdersJudgment,
): string {
	const answered = accounts.filter(({ answeredAt }) => answeredAt !== undefined).length;
	const waits = accounts.map(({ waited = Infinity }) => waited);
	return [
		`${seed}, ${mode}: ${answered} of ${accounts.length} orders answered 1`,
		`  ${pushes.length} pushes: ${countBy(pushes.map(outcomeOf))}`,
		`  executions: ${countBy(executions.map(({ status }) => status))}; delivered again: ${repeats.total}`,
		`  longest wait of an order: ${seconds(Math.max(...waits))}`,
		'',
	].join('\n');
}

function outcomeOf({ accepted, httpStatus, answer, error }: PushAttempt): string {
	if (accepted) return 'answered 1';
	if (httpStatus === undefined) return `without an answer (${error ?? ''})`;
	return `HTTP ${httpStatus} ${answer.startsWith('0 ') ? answer : '(not the trigger)'}`;
}

function endsSince(before: ReadonlyMap<Supervised, number>): string {
	const ends = [...before].flatMap(([{ name, ends }, count]) =>
		ends.slice(count).map(({ how }) => `${name} (${how})`),
	);
	return ends.join(', ') || 'no process';
}
