import { once } from 'node:events';
import type { PushAttempt } from '../../sandbox';
import { accountsOf } from '../chaos/accounts';
import { countBy, seconds } from '../chaos/figures';
import { storyOf } from '../chaos/story';
import { orderViolations } from '../chaos/violations';
import { runFault, type FaultRecord } from './support/faultRun';
import type { Stage } from './support/stage';
import type { Supervised } from './support/supervised';

/** Milliseconds for which a database is away. */
const AWAY = 2_000;

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
		for (const record of records) process.stderr.write(reportOf(seed, record));
		process.stderr.write(`  ended: ${endsSince(before)}\n`);
		const violations = records.flatMap((record) => orderViolations(record, accountsOf(record)));
		const stories = violations.slice(0, 3).flatMap((violation) => {
			const record = records.find(({ expected }) =>
				expected.some((one) => violation.includes(one)),
			);
			const order = record?.expected.find((one) => violation.includes(one));
			return record && order ? storyOf({ ...record, deaths: [] }, order) : [];
		});
		expect([...violations, ...stories]).toEqual([]);
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

/** What became of a run, for people. */
function reportOf(seed: string, record: FaultRecord): string {
	const { settings, pushes, executions } = record;
	const accounts = accountsOf(record);
	const answered = accounts.filter(({ answeredAt }) => answeredAt !== undefined).length;
	const again = accounts.reduce((sum, { delivered }) => sum + Math.max(delivered.length - 1, 0), 0);
	const waits = accounts.map(({ orderNumber, answeredAt = Infinity }) => {
		const first = pushes.find((push) => push.orderNumber === orderNumber);
		return answeredAt - (first?.startedAt ?? 0);
	});
	return [
		`${seed}, ${settings.mode}: ${answered} of ${accounts.length} orders answered 1`,
		`  ${pushes.length} pushes: ${countBy(pushes.map(outcomeOf))}`,
		`  executions: ${countBy(executions.map(({ status }) => status))}; delivered again: ${again}`,
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
