import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { waitFor } from '../../harness/n8n/waitFor';
import { ACKNOWLEDGE, pushWorkflow, TRIGGER_NODE } from '../../harness/n8n/workflows';
import { deliver } from '../faults/deliveryWorkflow';
import type { Stage } from './support/stage';
import type { Supervised } from './support/supervised';

const TRIGGER = 'n8n-nodes-wosigndoc.woSignDocTrigger';
const ACTION = 'n8n-nodes-wosigndoc.woSignDoc';

const nodeTypesSchema = z.array(z.object({ name: z.string() }));

/** The package, installed from its tarball, in each kind of process. */
export function testProcesses(stage: () => Stage): void {
	let workflowId: string;

	beforeAll(async () => {
		const steps = [deliver(stage().step.url), ACKNOWLEDGE];
		workflowId = await stage().createWorkflow(
			pushWorkflow('processes', 'acknowledgeOperation', steps),
		);
	});

	it('each answers the health check of the deployment', async () => {
		const { main, webhooks, workers } = stage().queue;
		const answers = [main, ...webhooks, ...workers].map(async ({ name, url }) => ({
			name,
			status: (await fetch(`${url}/healthz/readiness`)).status,
		}));
		for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ status: 200 });
	});

	it('the editor’s process knows both nodes', async () => {
		const response = await stage().queue.session.fetch('/types/nodes.json');
		const names = nodeTypesSchema.parse(await response.json()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([TRIGGER, ACTION]));
	});

	it.each([0, 1] as const)('webhook processor %i receives pushes', async (index) => {
		const { url } = stage().queue.webhooks[index];
		const attempt = await stage().push('processes', `PROCESS-${index}`, { via: url });
		expect(attempt).toMatchObject({ httpStatus: 200, answer: '1' });
	});

	it('each worker runs workflows with both nodes', async () => {
		const { workers } = stage().queue;
		let pushed = 0;
		await waitFor('both workers to have had an execution', async () => {
			await stage().push('processes', `WORKER-${++pushed}`);
			const executions = await Promise.all(workers.map(executionsOn));
			return executions.every((ids) => ids.length > 0) || undefined;
		});
		for (const { status, runData } of await stage().executions(workflowId)) {
			expect(status).toBe('success');
			expect(Object.keys(runData)).toEqual([TRIGGER_NODE, 'Deliver', 'Acknowledge']);
		}
	});

	it('the main process runs none of them', async () => {
		expect(await executionsOn(stage().queue.main)).toEqual([]);
	});
}

/** Ids of the executions that a process has run. */
async function executionsOn({ logFiles }: Supervised): Promise<string[]> {
	const logs = await Promise.all(logFiles.map((file) => readFile(file, 'utf8')));
	return [...logs.join('\n').matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
}
