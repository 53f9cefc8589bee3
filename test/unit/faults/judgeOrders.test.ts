import { createHash } from 'node:crypto';
import { judgeOrders } from '../../faults/judgeOrders';
import type { OrdersRecord } from '../../faults/ordersRecord';

const DOCUMENT = Buffer.from('a document');
const SHA256 = createHash('sha256').update(DOCUMENT).digest('hex');
const ORDER = { orderNumber: 'o', signid: 's' };

const push = {
	...ORDER,
	attempt: 1,
	httpStatus: 200,
	answer: '1',
	accepted: true,
	startedAt: 100,
	milliseconds: 100,
};
const delivery = {
	orderNumber: 'o',
	executionId: '1',
	sentAt: 120,
	sha256: SHA256,
	size: DOCUMENT.length,
	succeeded: true,
	receivedAt: 130,
	answeredAt: 140,
};
const item = { json: { orderNumber: 'o', hash: SHA256, hashAlgorithm: 'sha256' } };
const execution = {
	id: '1',
	status: 'success',
	mode: 'webhook',
	createdAt: 110,
	startedAt: 110,
	stoppedAt: 150,
	outputs: [[item]],
	nodes: [],
};

/** A run of one order, which was delivered and then answered `1`. */
const SOUND: OrdersRecord = {
	mode: 'workflowFinished',
	expected: ['o'],
	orders: [
		{
			...ORDER,
			state: 'signed',
			signers: [],
			document: DOCUMENT,
			fileFormat: 'pdf',
			signedDocument: DOCUMENT,
			sha256: SHA256,
		},
	],
	pushes: [push],
	deliveries: [delivery],
	executions: [execution],
	deaths: [],
};

describe('the judge of orders', () => {
	it('finds nothing where the document was delivered before the 1', () => {
		expect(judgeOrders(SOUND).violations).toEqual([]);
		expect(judgeOrders(SOUND).accounts).toMatchObject([{ answeredAt: 200, waited: 100 }]);
	});

	it.each<[string, Partial<OrdersRecord>]>([
		['never signed', { orders: [], deliveries: [], executions: [] }],
		['never answered 1', { pushes: [{ ...push, httpStatus: 500, accepted: false }] }],
		['answered 1 with no execution recorded', { executions: [] }],
		['answered 1 before its document was delivered', { deliveries: [] }],
		[
			'answered 1 before its document was delivered',
			{ deliveries: [{ ...delivery, answeredAt: 210 }] },
		],
		[
			'answered 1 before its document was delivered',
			{ deliveries: [{ ...delivery, succeeded: false }] },
		],
		[
			'answered 1 with no execution that succeeded',
			{ executions: [{ ...execution, status: 'error' }] },
		],
		[
			'a wrong document of 3 bytes came out',
			{ deliveries: [delivery, { ...delivery, sha256: 'other', size: 3 }] },
		],
		[
			'a wrong document on Signed',
			{
				executions: [
					execution,
					{ ...execution, outputs: [[{ json: { ...item.json, hash: 'other' } }]] },
				],
			},
		],
		['is on Failed', { executions: [execution, { ...execution, outputs: [[], [item]] }] }],
		['answered 1 with "wrongHash"', { pushes: [push, { ...push, fault: 'wrongHash' }] }],
	])('finds an order that was wronged: %s', (words, changes) => {
		expect(judgeOrders({ ...SOUND, ...changes }).violations).toEqual([
			expect.stringContaining(words),
		]);
	});

	it('asks for no delivery before the 1 where a push is answered as received', () => {
		const late: OrdersRecord = { ...SOUND, mode: 'received', deliveries: [] };
		expect(judgeOrders(late).violations).toEqual([]);
	});

	it('counts a document that was delivered twice', () => {
		const twice = { ...SOUND, deliveries: [delivery, { ...delivery, sentAt: 145 }] };
		expect(judgeOrders(twice).repeats).toMatchObject({ total: 1, unexplained: ['o'] });
	});
});
