import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import type { Deduplicator } from '../support/deduplicator';
import { useDeduplicator } from '../support/deduplicator';
import { runNode } from '../support/runNode';

let database: Deduplicator;
beforeAll(async () => (database = await useDeduplicator()));
beforeEach(() => {
	database.records.clear();
	database.failure = undefined;
});

async function skip(...orders: string[]) {
	const run = await runNode({
		credential: {},
		node: {
			id: 'skip',
			parameters: {
				resource: 'push',
				operation: 'skipProcessed',
				record: 'whenPassed',
				pushIdentity: '={{ $json.order }}',
			},
			credentials: {},
		},
		items: orders.map((order) => ({ json: { order } })),
	});
	const [passed, repeated] = run.outputs.map((items) => items.map(({ json }) => json['order']));
	return { passed, repeated, id: run.node.id };
}

/** The numbers of the items that pass with the default Push Identity. */
async function passesByDefault(...pushes: IDataObject[]): Promise<number[]> {
	const { outputs } = await runNode({
		credential: {},
		node: {
			id: 'skip',
			parameters: { resource: 'push', operation: 'skipProcessed', record: 'whenPassed' },
			credentials: {},
		},
		items: pushes.map((json) => ({ json })),
	});
	return (outputs[0] ?? []).map(({ pairedItem }) => pairedItemSchema.parse(pairedItem).item);
}
const pairedItemSchema = z.object({ item: z.number() });

it('by default a push is the same when both names of the order, status and document or errors are', async () => {
	const signed = { signid: 'B', orderNumber: 'B-1', status: 1, sha256: 'aa', extendData: {} };
	const failed = { signid: 'B', orderNumber: 'B-1', status: 0, errors: [{ code: -50 }] };
	const pushes = [
		{ ...signed, orderNumber: 'A-1' },
		{ ...signed, signid: '' },
		{ ...signed, signid: 'B|1', orderNumber: '' },
		{ ...signed, signid: 'B', orderNumber: '1|' },
		signed,
		{ ...signed, sha256: 'bb' },
		failed,
		{ ...failed, orderNumber: 'A-1' },
		{ ...failed, errors: [{ code: -57 }] },
		{ ...failed, errors: [{ code: -50 }, { code: -57 }] },
		{ ...failed, errors: [{ code: '-50,-57' }] },
	];
	expect(await passesByDefault(...pushes)).toEqual(pushes.map((_, index) => index));
	const repeats = [
		{ ...signed, receivedAt: 'later' },
		{ ...failed, receivedAt: 'later' },
	];
	expect(await passesByDefault(...repeats)).toEqual([]);
});

it.each<[string, IDataObject]>([
	['neither name of its order', { status: 1, sha256: 'aa' }],
	['neither its document nor errors', { signid: 'B', orderNumber: 'B-1' }],
	['only what somebody else wrote', { contract: 'A' }],
])('by default an item that says %s is an error and not treated as a push', async (_, json) => {
	await expect(passesByDefault(json)).rejects.toThrow(/Push Identity/);
});

it('of the same push in executions at once exactly one passes', async () => {
	const runs = await Promise.all(Array.from({ length: 10 }, () => skip('A')));
	expect(runs.flatMap(({ passed }) => passed)).toEqual(['A']);
	expect(runs.flatMap(({ repeated }) => repeated)).toHaveLength(9);
});

it('of different pushes in executions at once each passes, and is known from then on', async () => {
	const orders = ['A', 'B', 'C', 'D'];
	const runs = await Promise.all(orders.map((order) => skip(order)));
	expect(runs.flatMap(({ passed }) => passed).sort()).toEqual(orders);
	expect(await skip(...orders)).toMatchObject({ passed: [], repeated: orders });
});

it('of the same push twice in one execution the first passes', async () => {
	expect(await skip('A', 'A', 'B')).toMatchObject({ passed: ['A', 'B'], repeated: ['A'] });
});

it('the node has its own id again when it is done', async () => {
	expect((await skip('A')).id).toBe('skip');
});

it('a database that fails stops the workflow, and nothing passes', async () => {
	database.failure = new Error('the database is away');
	await expect(skip('A')).rejects.toThrow('the database is away');
	database.failure = undefined;
	expect(await skip('A')).toMatchObject({ passed: ['A'] });
});
