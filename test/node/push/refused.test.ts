import type { INodeExecutionData } from 'n8n-workflow';
import type { PushFault } from '../../../sandbox';
import { startBinaryStorage, storageModes, storedFiles } from '../support/binaryStorage';
import type { ServedTrigger } from '../support/trigger';
import { contract, useTriggers } from '../support/trigger';

const startTrigger = useTriggers();

function rejectedItem(trigger: ServedTrigger, call = 0): INodeExecutionData {
	const [signed, failed, [item] = []] = trigger.outputs(call);
	expect([signed, failed]).toEqual([[], []]);
	if (!item) throw new Error('no item on Rejected');
	return item;
}

/** A document so large that n8n has started storing it when its fault is detected. */
const large = Buffer.concat([contract, Buffer.alloc(2_000_000, 'a large document ')]);

const faults: ReadonlyArray<[PushFault, httpStatus: number, code: string]> = [
	['wrongHash', 422, 'hashMismatch'],
	[['wrongHash', 'keysReordered', 'gzip'], 422, 'hashMismatch'],
	[['wrongHash', 'formField'], 422, 'hashMismatch'],
	['truncatedBody', 400, 'malformedJson'],
	['notBase64', 400, 'notBase64'],
	['missingHash', 400, 'missingHash'],
	['missingContent', 400, 'missingContent'],
	['otherAction', 400, 'unsupportedAction'],
];

describe.each(storageModes)('with binary data kept in mode %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	describe.each([
		['a small document', contract],
		['a large document', large],
	])('%s', (_, document) => {
		it.each(faults)(
			'pushed with %j is rejected, output on Rejected, and leaves no file',
			async (fault, httpStatus, code) => {
				const trigger = await startTrigger();
				const before = storedFiles();
				const push = await trigger.push({ fault, document });
				expect(push).toMatchObject({ accepted: false, httpStatus });
				expect(push.answer).toMatch(/^0 \S/);
				await trigger.ended(1);
				const { json, binary } = rejectedItem(trigger);
				expect(json).toMatchObject({
					event: 'rejected',
					code,
					httpStatus,
					reason: push.answer.slice(2),
				});
				expect(binary).toBeUndefined();
				expect(storedFiles()).toEqual(before);
			},
		);

		it('whose connection is cut starts nothing and leaves no file', async () => {
			const trigger = await startTrigger();
			const before = storedFiles();
			const push = await trigger.push({ fault: 'connectionCut', document });
			expect(push).toMatchObject({ accepted: false, answer: '' });
			await trigger.ended(1);
			expect(trigger.results).toEqual([{ noWebhookResponse: true }]);
			expect(storedFiles()).toEqual(before);
		});
	});

	it('a push that n8n has already read is also rejected', async () => {
		const trigger = await startTrigger({ readBody: true });
		const before = storedFiles();
		const push = await trigger.push({ fault: 'wrongHash' });
		expect(push).toMatchObject({ accepted: false, httpStatus: 422 });
		await trigger.ended(1);
		expect(rejectedItem(trigger).json['code']).toBe('hashMismatch');
		expect(storedFiles()).toEqual(before);
	});

	it('a failed signing arrives on Failed, an error for each code', async () => {
		const trigger = await startTrigger();
		const before = storedFiles();
		const push = await trigger.push({ fault: { statusZero: [-50, -57, -999] } });
		expect(push).toMatchObject({ accepted: true, answer: '1' });
		const [signed, [failed, ...more] = [], rejected] = trigger.outputs();
		expect([signed, more, rejected]).toEqual([[], [], []]);
		expect(failed?.json).toMatchObject({
			event: 'failed',
			status: 0,
			signid: push.signid,
			orderNumber: push.orderNumber,
			errors: [
				{ code: -50, messageZh: '公司名称和营业执照号匹配失败', kind: 'request' },
				{ code: -57, messageZh: '材料为空', kind: 'request' },
				{ code: '-999', message: 'Unknown code', kind: 'unknown' },
			],
		});
		expect(failed?.binary).toBeUndefined();
		expect(storedFiles()).toEqual(before);
	});
});

it('a refused push names its order as far as it was read', async () => {
	const trigger = await startTrigger();
	const { signid, orderNumber } = await trigger.push({ fault: 'wrongHash' });
	await trigger.ended(1);
	expect(rejectedItem(trigger).json).toMatchObject({ signid, orderNumber });
});

it.each([
	['POST of another kind', 'multipart/form-data; boundary=x', '--x--', 415],
	['XML', 'application/xml', '<push/>', 415],
	['an empty body', 'application/json', '', 400],
	['JSON that isn’t a push', 'application/json', '{"hello":1}', 400],
	['a form without the field', 'application/x-www-form-urlencoded', 'x=1', 400],
	['text that is not JSON', 'text/plain', 'hello', 400],
])('a sender of %s gets a response that begins with 0', async (_, contentType, body, status) => {
	const trigger = await startTrigger();
	const response = await fetch(trigger.url, {
		method: 'POST',
		headers: { 'content-type': contentType },
		body,
	});
	expect(response.status).toBe(status);
	expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
	expect(await response.text()).toMatch(/^0 \S/);
	await trigger.ended(1);
	expect(rejectedItem(trigger).json['httpStatus']).toBe(status);
});

it('a body in a coding that is not known is refused', async () => {
	const trigger = await startTrigger();
	const headers = { 'content-type': 'application/json', 'content-encoding': 'br' };
	const response = await fetch(trigger.url, { method: 'POST', headers, body: 'x' });
	expect([response.status, (await response.text()).slice(0, 2)]).toEqual([415, '0 ']);
	await trigger.ended(1);
	expect(rejectedItem(trigger).json['code']).toBe('unsupportedEncoding');
});
