import { createHash, randomBytes } from 'node:crypto';
import { outputItems, type Execution } from '../../harness/n8n/executions';
import { waitFor } from '../../harness/n8n/waitFor';
import { ACKNOWLEDGE, pushWorkflow, TRIGGER_NODE } from '../../harness/n8n/workflows';
import { deliver } from '../faults/deliveryWorkflow';
import type { Stage } from './support/stage';

const LARGE = 100 * 1_000_000;
const MEGABYTE = 1_000_000;

/**
 * The response when the workflow runs on a worker, and whether the worker has the document.
 *
 * @param store prefix of the binary data's ids
 * @param mostMemory maximum growth of a process, in bytes, for a document of 100 MB
 */
export function testAcknowledging(
	stage: () => Stage,
	store: 'database' | 'filesystem-v2',
	mostMemory: number,
): void {
	const ids: Record<string, string> = {};
	const named = (name: string) => `${store}-${name}`;

	beforeAll(async () => {
		const step = deliver(stage().step.url);
		const workflows = [
			pushWorkflow(named('finished'), 'workflowFinished', [step]),
			pushWorkflow(named('received'), 'received', [step]),
			pushWorkflow(named('acknowledged'), 'acknowledgeOperation', [ACKNOWLEDGE, step]),
			pushWorkflow(named('silent'), 'acknowledgeOperation', [step]),
			{
				...pushWorkflow(named('unsaved'), 'workflowFinished', [step]),
				settings: { saveDataSuccessExecution: 'none' as const },
			},
		];
		for (const workflow of workflows) ids[workflow.name] = await stage().createWorkflow(workflow);
	});

	async function ended(name: string, orderNumber: string): Promise<Execution> {
		const workflowId = ids[`Push ${named(name)}`] ?? '';
		return await waitFor('the execution to end', async () =>
			(await stage().executions(workflowId)).find(
				(execution) =>
					['success', 'error'].includes(execution.status) &&
					outputItems(execution, TRIGGER_NODE)[0]?.json['orderNumber'] === orderNumber,
			),
		);
	}

	it('is 1 only after the worker has finished the workflow', async () => {
		const orderNumber = named('FINISHED');
		stage().failFirst(orderNumber, 1);
		const first = await stage().push(named('finished'), orderNumber);
		expect(first).toMatchObject({ httpStatus: 500, answer: '0 the workflow failed' });
		const answered = await stage().sandbox.waitForAnswer(orderNumber);
		expect(answered).toMatchObject({ attempt: 2, httpStatus: 200, answer: '1' });
		const [failed, taken] = stage().deliveriesOf(orderNumber);
		expect([failed?.succeeded, taken?.succeeded]).toEqual([false, true]);
		expect(taken?.answeredAt).toBeLessThanOrEqual(answered.startedAt + answered.milliseconds + 2);
	});

	it('is 1 as soon as it was received, when so set, though the workflow takes long and fails', async () => {
		const orderNumber = named('RECEIVED');
		stage().failFirst(orderNumber, 1);
		stage().takeTime(orderNumber, 2_000);
		const attempt = await stage().push(named('received'), orderNumber);
		expect(attempt).toMatchObject({ attempt: 1, httpStatus: 200, answer: '1' });
		expect(stage().deliveriesOf(orderNumber)).toHaveLength(0);
		expect((await ended('received', orderNumber)).status).toBe('error');
	});

	it('is 1 when the worker runs the acknowledge operation, though the workflow takes long and fails', async () => {
		const orderNumber = named('ACKNOWLEDGED');
		stage().failFirst(orderNumber, 1);
		stage().takeTime(orderNumber, 2_000);
		const attempt = await stage().push(named('acknowledged'), orderNumber);
		expect(attempt).toMatchObject({ attempt: 1, httpStatus: 200, answer: '1' });
		expect(stage().deliveriesOf(orderNumber)).toHaveLength(0);
		expect((await ended('acknowledged', orderNumber)).status).toBe('error');
	});

	it.each([0, 1])(
		'is not 1 when the workflow ends without the acknowledge operation, %i steps failing',
		async (failures) => {
			const orderNumber = named(`SILENT-${failures}`);
			stage().failFirst(orderNumber, failures);
			const attempt = await stage().push(named('silent'), orderNumber);
			expect(attempt.httpStatus).toBe(500);
			expect(attempt.answer).toMatch(/^0 /);
			// It is retried until a workflow accepts it.
			stage().sandbox.setCallbackUrl(stage().pushUrl(named('unsaved')));
			await stage().sandbox.waitForAnswer(orderNumber);
		},
	);

	it('is 1, too, where n8n keeps no execution that succeeded', async () => {
		const orderNumber = named('UNSAVED');
		const attempt = await stage().push(named('unsaved'), orderNumber);
		expect(attempt).toMatchObject({ attempt: 1, httpStatus: 200, answer: '1' });
		expect(stage().deliveriesOf(orderNumber)).toHaveLength(1);
	});

	it('comes after the worker has got a document of 100 MB, whole', async () => {
		const orderNumber = named('LARGE');
		const document = randomBytes(LARGE);
		const { webhooks, workers } = stage().queue;
		const processes = [...webhooks, ...workers];
		await Promise.all(processes.map((one) => one.resetPeakMemory()));
		const before = await Promise.all(processes.map((one) => one.memory()));
		const attempt = await stage().push(named('finished'), orderNumber, { document });
		expect(attempt).toMatchObject({ attempt: 1, httpStatus: 200, answer: '1' });
		const [delivery] = stage().deliveriesOf(orderNumber);
		expect(delivery?.sha256).toBe(createHash('sha256').update(document).digest('hex'));
		const after = await Promise.all(processes.map((one) => one.memory()));
		const grown = processes.map(({ name }, index) => ({
			name,
			bytes: (after[index]?.peak ?? 0) - (before[index]?.resident ?? 0),
		}));
		process.stderr.write(
			`A push of 100 MB, binary data in ${store}: ${attempt.milliseconds} ms; memory grew by ${grown
				.map(({ name, bytes }) => `${Math.round(bytes / MEGABYTE)} MB in ${name}`)
				.join(', ')}\n`,
		);
		for (const { bytes } of grown) expect(bytes).toBeLessThan(mostMemory);
		const execution = await ended('finished', orderNumber);
		expect(outputItems(execution, TRIGGER_NODE)[0]?.binary?.['data']?.id).toMatch(`${store}:`);
	});
}
