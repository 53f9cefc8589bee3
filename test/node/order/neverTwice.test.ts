import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { failureOf } from '../support/orderFailure';
import { inlineBinaryOf, orderParameters } from '../support/orders';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const binary = inlineBinaryOf();

function itemsWith(...orderNumbers: string[]): INodeExecutionData[] {
	return orderNumbers.map((orderNumber) => ({ json: { orderNumber }, binary }));
}

function run(
	items: INodeExecutionData[],
	options: INodeParameters = {},
	onError?: 'continueRegularOutput',
) {
	const parameters = orderParameters('form', { orderNumber: '={{ $json.orderNumber }}', options });
	return {
		credential: credentialFor(sandbox),
		node: { parameters, ...(onError && { onError }) },
		items,
	};
}

const ordersUnder = (orderNumber: string) =>
	sandbox.orders.filter((order) => order.orderNumber === orderNumber);

describe('two items of one run with the same order number', () => {
	it('are refused before anything is sent, whichever they are', async () => {
		const [first, twice] = [randomUUID(), randomUUID()];
		const before = sandbox.requests.length;
		const error = await failureOf(run(itemsWith(first, twice, ` ${twice} `)));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.context['itemIndex']).toBe(1);
		expect(error.message).toContain('the items 2 and 3 of this run have the same order number');
		expect(sandbox.requests).toHaveLength(before);
	});

	it('both fail, and the others are sent, if the workflow continues', async () => {
		const [first, twice] = [randomUUID(), randomUUID()];
		const { items } = await runNode(
			run(itemsWith(twice, first, twice), {}, 'continueRegularOutput'),
		);
		expect(items.map(({ json }) => json)).toEqual([
			{ error: expect.objectContaining({ code: 'invalidParameters' }) as unknown },
			expect.objectContaining({ status: 1, orderNumber: first }),
			{ error: expect.objectContaining({ code: 'invalidParameters' }) as unknown },
		]);
		expect(ordersUnder(twice)).toHaveLength(0);
	});
});

describe('an order that the platform has already', () => {
	it('is an output item where that is asked for, by its state', async () => {
		const orderNumber = randomUUID();
		await runNode(run(itemsWith(orderNumber)));
		const again = run(itemsWith(orderNumber), { onExisting: 'item' });
		const signing = await runNode(again);
		expect(signing.items).toEqual([
			{ json: { alreadyExists: true, state: 'signing', orderNumber }, pairedItem: { item: 0 } },
		]);
		await sandbox.sign(ordersUnder(orderNumber)[0]?.signid ?? '');
		const signed = await runNode(again);
		expect(signed.items[0]?.json).toEqual({ alreadyExists: true, state: 'signed', orderNumber });
	});

	it('is no excuse for another refusal', async () => {
		sandbox.failNextRequest(-69);
		const error = await failureOf(run(itemsWith(randomUUID()), { onExisting: 'item' }));
		expect(error).toMatchObject({ httpCode: '-69' });
	});

	it('makes running the node again after a lost answer safe: one order, and the run goes through', async () => {
		const numbers = [randomUUID(), randomUUID(), randomUUID()];
		const options = run(itemsWith(...numbers), { onExisting: 'item' });
		const answered = { status: 500, body: '' };
		sandbox.failNextRequest('lostAnswer');
		const failure = await failureOf(options);
		expect(failure).toMatchObject({ httpCode: 'outcomeUnknown' });
		sandbox.failNextRequest(answered);
		expect(await failureOf(options)).toMatchObject({ httpCode: '500' });
		const { items } = await runNode(options);
		expect(items.map(({ json }) => json['alreadyExists'] ?? json['status'])).toEqual([true, 1, 1]);
		expect(numbers.map((number) => ordersUnder(number).length)).toEqual([1, 1, 1]);
	});
});
