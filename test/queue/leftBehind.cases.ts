import { z } from 'zod';
import { waitFor } from '../../harness/n8n/waitFor';
import { MARK, pushWorkflow, SKIP } from '../../harness/n8n/workflows';
import { readDocument } from '../support/markdown';
import { WARM } from './scale.cases';
import type { Stage } from './support/stage';
import { measureThroughput } from './support/throughput';

const countSchema = z.tuple([z.object({ count: z.number() })]);

/** Rows that n8n never deletes from its database, and the statements in docs/SCALING.md that do. */
export function testLeftBehind(stage: () => Stage): void {
	async function count(table: string): Promise<number> {
		const query = `SELECT count(*)::int AS count FROM ${table}`;
		return countSchema.parse(await stage().queue.postgres.query(query))[0].count;
	}

	/** Runs the statement for a table, as if this many days had passed. */
	async function removeAfter(table: string, days: number): Promise<void> {
		const { postgres } = stage().queue;
		const age = `UPDATE ${table} SET "createdAt" = "createdAt" - interval '${days} days'`;
		await postgres.execute(age);
		const statement = new RegExp(`DELETE FROM ${table}[^;]+;`).exec(
			readDocument('docs/SCALING.md'),
		);
		await postgres.execute(statement?.[0] ?? '');
	}

	/** An execution that has waited for this many days, such as for a signature. */
	async function startWaiting(workflowId: string, days: number): Promise<void> {
		await stage().queue.postgres.execute(
			`INSERT INTO execution_entity ("workflowId", mode, finished, status, "createdAt")
			VALUES ('${workflowId}', 'webhook', false, 'waiting', now() - interval '${days} days')`,
		);
	}

	async function stopWaiting(): Promise<void> {
		await stage().queue.postgres.execute("DELETE FROM execution_entity WHERE status = 'waiting'");
	}

	it('documents stay in the database when n8n deletes their executions, until the statement', async () => {
		await measureThroughput(stage(), { ...WARM, name: 'left' });
		const workflowId = await stage().workflowIdOf('Push left');
		const ids = (await stage().executions(workflowId)).map(({ id }) => id);
		expect(ids).toHaveLength(WARM.orders);
		const before = await count('binary_data');
		await stage().queue.session.call('POST', '/executions/delete', { ids });
		const none = async () => (await stage().executions(workflowId)).length === 0 || undefined;
		await waitFor('the executions to go', none);
		expect(await count('binary_data')).toBe(before);
		await removeAfter('binary_data', 1);
		expect(await count('binary_data')).toBe(before);
		await startWaiting(workflowId, 30);
		await removeAfter('binary_data', 3);
		expect(await count('binary_data')).toBe(before);
		await stopWaiting();
		await removeAfter('binary_data', 0);
		expect(await count('binary_data')).toBe(0);
	});

	it('what was processed is remembered until the statement', async () => {
		await stage().createWorkflow(pushWorkflow('left-skip', 'workflowFinished', [SKIP, MARK]));
		await stage().push('left-skip', 'LEFT');
		const before = await count('processed_data');
		expect(before).toBeGreaterThan(0);
		await removeAfter('processed_data', 30);
		expect(await count('processed_data')).toBe(before);
		await removeAfter('processed_data', 60);
		expect(await count('processed_data')).toBe(0);
	});
}
