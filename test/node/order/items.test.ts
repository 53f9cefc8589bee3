import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage, storedFile } from '../support/binaryStorage';
import { errorItemOf, failureOf } from '../support/orderFailure';
import {
	binaryOf,
	FILES,
	inlineBinaryOf,
	ORGANIZATION,
	orderParameters,
	PERSON,
} from '../support/orders';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
let requestsBefore: number;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	requestsBefore = sandbox.requests.length;
});

function requestCount(): number {
	return sandbox.requests.length - requestsBefore;
}

const byItem = { orderNumber: '={{ $json.orderNumber }}' };
const binary = inlineBinaryOf();

function item(changes: Partial<INodeExecutionData> = {}): INodeExecutionData {
	return { json: { orderNumber: randomUUID() }, binary, ...changes };
}

function order(
	items: INodeExecutionData[],
	parameters: INodeParameters = orderParameters('form', byItem),
) {
	return { credential: credentialFor(sandbox), node: { parameters }, items };
}

describe('several items', () => {
	it('make an order each, and an item each that is paired with its own', async () => {
		const items = [item(), item(), item()];
		const run = await runNode(order(items));
		const created = sandbox.orders.slice(-3);
		expect(run.items).toEqual(
			items.map(({ json }, index) => ({
				json: { status: 1, signid: created[index]?.signid, orderNumber: json['orderNumber'] },
				pairedItem: { item: index },
			})),
		);
	});

	it('go on after one failed, when the node is set so, each error in its item', async () => {
		const again = item();
		await runNode(order([again]));
		const options = order([item(), item({ binary: {} }), again, item()]);
		const run = await runNode({
			...options,
			node: { ...options.node, onError: 'continueRegularOutput' },
		});
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((index) => ({ item: index })),
		);
		expect(run.items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ status: 1 }),
			{ error: expect.objectContaining({ code: 'invalidParameters' }) as object },
			{ error: expect.objectContaining({ code: -47 }) as object },
			expect.objectContaining({ status: 1 }),
		]);
	});

	it('stop at the one that failed, the error naming it and the orders that exist', async () => {
		const error = await failureOf(order([item(), item({ binary: {} }), item()]));
		expect(error.context['itemIndex']).toBe(1);
		expect(error.description).toContain('1 order of this run exists already.');
		expect(requestCount()).toBe(1);
	});
});

describe('an order that is wrong', () => {
	it('is reported with all its problems in one error, and nothing is sent', async () => {
		const wrong = orderParameters('form', { orderNumber: '', binaryPropertyName: 'contact' }, [
			{ ...ORGANIZATION, form: { ...ORGANIZATION.form, number: '', stampBinary: 'seal' } },
			{ ...PERSON, form: { ...PERSON.form, name: ' ', positions: {} } },
		]);
		const options = order([item()], wrong);
		const error = await failureOf(options);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.context['itemIndex']).toBe(0);
		expect(error.message).toBe('The order was not sent: 6 things must be corrected');
		const has = 'It has: contract, license, material, stamp';
		expect(error.description?.split('\n')).toEqual([
			`Input Data Field Name: the item has no binary field "contact". ${has}`,
			'Order Number: Order number is empty',
			'Signer 1 › License Number (orgNo): Business license number is empty',
			`Signer 1 › Stamp Image (stampbase): the item has no binary field "seal". ${has}`,
			'Signer 2 › Person’s Name (userName): Person’s name is empty',
			'Signer 2 › Positions (signlist): at least one position is needed when there is no template',
			'Correct these fields, or the expressions in them, and run the node again. This order was not sent.',
		]);
		expect(requestCount()).toBe(0);
	});

	it('is reported problem by problem to a workflow that continues', async () => {
		const error = await errorItemOf(
			order([item({ binary: {} })], orderParameters('form', byItem, [PERSON])),
		);
		const absent = 'It has no binary field at all';
		expect(error).toMatchObject({
			code: 'invalidParameters',
			problems: [
				{
					where: 'Input Data Field Name',
					message: `the item has no binary field "contract". ${absent}`,
				},
				{
					where: 'Signer 1 › Identity Card Image (pic)',
					message: `the item has no binary field "license". ${absent}`,
				},
				{ where: 'Signer 1 › Other Material Image (otherpic)' },
			],
		});
	});

	it.each([
		['[{"signType":', 'Signers: '],
		['', 'Signers: '],
		['[]', 'Signers: at least one signer is needed'],
		['[7]', 'Signer 1: '],
		['[{"signType":3}]', 'Signer 1 › Type (signType): must be 1 (organization) or 2 (person)'],
		['[{"signType":2,"userNmae":"张三"}]', '"userNmae" was ignored; it resembles "userName"'],
		['[{"signType":2,"userName":"张三","username":"李四"}]', '"userName" is given twice'],
		[
			'[{"signType":2,"userName":"张三","userNo":"1","pic":"not base64!"}]',
			'Signer 1 › Identity Card Image (pic): is not base64',
		],
		[
			'[{"signType":2,"userName":"张三","userNo":"1","pic":"AAAA","picBinary":"license"}]',
			'is given twice',
		],
		[
			'[{"signType":2,"userName":"张三","userNo":212125666868686888}]',
			'a number this long must be stored as text',
		],
	])('gets a hint where its signers’ JSON is: %s', async (signersJson, problem) => {
		const parameters = { ...orderParameters('json', byItem), signersJson };
		const error = await failureOf(order([item()], parameters));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(`${error.message}\n${error.description}`).toContain(problem);
		expect(requestCount()).toBe(0);
	});
});

describe('signers given as JSON', () => {
	it.each([
		['an array', [PERSON.json]],
		['one object', PERSON.json],
	])('may come from an expression as %s', async (_, signers) => {
		const parameters = { ...orderParameters('json', byItem), signersJson: '={{ $json.signers }}' };
		const json = { orderNumber: randomUUID(), signers };
		const { items } = await runNode(order([item({ json })], parameters));
		expect(items[0]?.json).toMatchObject({ status: 1, orderNumber: json.orderNumber });
	});
});

describe('missing material', () => {
	it('is said as a hint for each signer and picture, once for all items, when the platform takes it', async () => {
		const answer = { status: 200, body: '{"status":1,"errorcode":0,"signid":"1"}' };
		sandbox.failNextRequest(answer);
		sandbox.failNextRequest(answer);
		const bare = { ...PERSON, form: { ...PERSON.form, picBinary: '', otherpicBinary: '' } };
		const parameters = orderParameters('form', byItem, [ORGANIZATION, bare]);
		const { hints } = await runNode(order([item(), item()], parameters));
		expect(hints).toEqual([
			{
				type: 'warning',
				message: expect.stringMatching(
					/^Signer 2 › Identity Card Image \(pic\): is missing.*-57.*\(2 items\)$/,
				) as string,
			},
			{
				type: 'warning',
				message: expect.stringMatching(/^Signer 2 › Other Material.*is missing.*-57/) as string,
			},
		]);
	});

	it('is not said when nothing is missing', async () => {
		const { hints } = await runNode(order([item()]));
		expect(hints).toEqual([]);
	});
});

describe('a file that n8n no longer has in its storage', () => {
	it('fails its item alone, before anything is sent', async () => {
		await startBinaryStorage('filesystem');
		const stored = await binaryOf({ ...FILES });
		const id = stored['license']?.id ?? '';
		for (const path of [storedFile(id), `${storedFile(id)}.metadata`]) rmSync(path);
		const options = order([item({ binary: stored }), item()]);
		const error = await failureOf(options);
		expect(error.context['itemIndex']).toBe(0);
		expect(requestCount()).toBe(0);
		const problem = 'its file cannot be read from n8n’s storage: File not found';
		expect(error.description).toContain(`Signer 1 › Business License Image (pic): ${problem}`);
		expect(error.description).toContain(`Signer 2 › Identity Card Image (pic): ${problem}`);
		expect(await errorItemOf(options)).toMatchObject({ code: 'invalidParameters' });
	});
});
