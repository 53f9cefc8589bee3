import { ExecutionLifecycleHooks } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { PushFault } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import { runNode } from '../support/runNode';
import { useTriggers } from '../support/trigger';
import type { Ending } from '../support/webhookServer';

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('default'));

type Acknowledge = 'workflowFinished' | 'received' | 'acknowledgeOperation';

function set(acknowledge: Acknowledge) {
	return { parameters: { acknowledge } };
}

/** Runs the action node's operation Acknowledge with n8n's own hooks, and returns what it sends. */
async function runAcknowledge(items: INodeExecutionData[] = [{ json: {} }]) {
	const answers: unknown[] = [];
	const workflowData = {
		id: 'workflow',
		name: 'W',
		active: true,
		isArchived: false,
		nodes: [],
		connections: {},
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
	};
	const hooks = new ExecutionLifecycleHooks('webhook', '1', workflowData);
	hooks.addHandler('sendResponse', (response) => void answers.push(response));
	const run = await runNode({
		credential: {},
		node: { parameters: { resource: 'push', operation: 'acknowledge' }, credentials: {} },
		items,
		given: { hooks },
	});
	return { ...run, answers };
}

async function acknowledged(outputs: INodeExecutionData[][]): Promise<Ending> {
	const { answers } = await runAcknowledge(outputs[0]);
	return { answer: answers[0] };
}

describe('the operation Push: Acknowledge', () => {
	it('passes its items on unchanged, answers 1 once, and needs no credential', async () => {
		const binary = { data: { data: 'AAAA', mimeType: 'image/png' } };
		const items = [{ json: { orderNumber: randomUUID() }, binary }, { json: {} }];
		const run = await runAcknowledge(items);
		expect(run.items).toEqual(items);
		expect(run.answers).toEqual([{ body: '1', headers: {}, statusCode: 200 }]);
	});
});

describe('the answer to a push', () => {
	it.each<[Acknowledge, (outputs: INodeExecutionData[][]) => Promise<Ending> | Ending]>([
		['workflowFinished', () => 'succeeded'],
		['received', () => 'failed'],
		['acknowledgeOperation', acknowledged],
	])('is the one byte 1 as text: %s', async (acknowledge, workflow) => {
		const trigger = await startTrigger({ node: set(acknowledge), workflow });
		const response = await fetch(trigger.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"actiontype":"PushSignedDoc","status":0,"errorcode":"-50","extendData":{"signid":"1"}}',
		});
		expect(response.status).toBe(200);
		expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x31]);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'content-type': 'text/plain; charset=utf-8',
			'content-length': '1',
		});
		expect(response.headers.get('etag')).toBeNull();
	});

	it.each<[Acknowledge, Ending]>([
		['workflowFinished', 'failed'],
		['acknowledgeOperation', 'failed'],
		['acknowledgeOperation', 'succeeded'],
		[
			'acknowledgeOperation',
			{ answer: { body: { message: 'saved' }, headers: {}, statusCode: 200 } },
		],
		['acknowledgeOperation', { answer: { body: '11', headers: {}, statusCode: 200 } }],
		['acknowledgeOperation', { answer: { body: '1', headers: {}, statusCode: 500 } }],
	])(
		'is an error that begins with 0 when the workflow of a trigger set to %s ended so: %j',
		async (acknowledge, ending) => {
			const trigger = await startTrigger({ node: set(acknowledge), workflow: () => ending });
			const push = await trigger.push();
			expect(push).toMatchObject({ accepted: false, httpStatus: 500 });
			expect(push.answer).toMatch(/^0 the workflow /);
		},
	);

	it('waits for the whole workflow when the trigger is set to workflowFinished', async () => {
		const order: string[] = [];
		const steps = new EventEmitter();
		const workflow = async () => {
			steps.emit('reached');
			await once(steps, 'finish');
			return 'succeeded' as const;
		};
		const trigger = await startTrigger({ node: set('workflowFinished'), workflow });
		const reached = once(steps, 'reached');
		const answered = trigger.push().finally(() => order.push('answered'));
		await reached;
		order.push('finished');
		setImmediate(() => steps.emit('finish'));
		expect(await answered).toMatchObject({ accepted: true });
		expect(order).toEqual(['finished', 'answered']);
	});

	it.each<[string, Acknowledge, PushFault, number]>([
		['to a trigger set to received', 'received', [], 200],
		['to a refused push', 'workflowFinished', 'wrongHash', 422],
	])('%s does not wait for the workflow', async (_, acknowledge, fault, httpStatus) => {
		const steps = new EventEmitter();
		const workflow = async () => {
			await once(steps, 'finish');
			return 'succeeded' as const;
		};
		const trigger = await startTrigger({ node: set(acknowledge), workflow });
		expect(await trigger.push({ fault })).toMatchObject({ httpStatus });
		expect(trigger.results).toEqual([]);
		steps.emit('finish');
		await trigger.ended(1);
	});
});
