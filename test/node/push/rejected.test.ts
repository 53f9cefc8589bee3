import type { INodeExecutionData } from 'n8n-workflow';
import { createHash, randomUUID } from 'node:crypto';
import { MOST_RUNS_A_MINUTE } from '../../../nodes/WoSignDoc/push/repeats/rejectedRuns';
import { bytesOf, startBinaryStorage, storageModes, storedFiles } from '../support/binaryStorage';
import type { ServedTrigger } from '../support/trigger';
import { contract, useTriggers } from '../support/trigger';
import { CALLBACK_TOKEN } from '../support/webhookServer';

const startTrigger = useTriggers();

const ID_NUMBER = '11010519491231002X';

const large = Buffer.concat([contract, Buffer.alloc(300_000, 'a large document ')]);
const shaOf = (bytes: Buffer, algorithm = 'sha256') =>
	createHash(algorithm).update(bytes).digest('hex');

function rejectedItems(trigger: ServedTrigger): INodeExecutionData[] {
	return trigger.results.flatMap(({ workflowData }) => workflowData?.[2] ?? []);
}

async function rejectedItem(trigger: ServedTrigger): Promise<INodeExecutionData> {
	await trigger.ended(1);
	const [item, ...more] = rejectedItems(trigger);
	if (!item || more.length > 0) throw new Error('not one item on Rejected');
	return item;
}

async function post(
	{ url }: ServedTrigger,
	body: string | Buffer,
	type = 'application/json',
): Promise<number> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': type },
		body: new Uint8Array(Buffer.from(body)),
	});
	return response.status;
}

function body(extendData: object = {}, document = contract): string {
	const push = {
		signid: randomUUID(),
		ordernumber: `ORDER-${randomUUID()}`,
		content: document.toString('base64'),
		hash: shaOf(Buffer.from('another document')),
		...extendData,
	};
	return JSON.stringify({ actiontype: 'PushSignedDoc', status: 1, extendData: push });
}

describe('the item of a push that was refused', () => {
	beforeAll(async () => await startBinaryStorage('default'));

	it.each([
		['a small document', contract],
		['a large document', large],
	])('reports the pushed hash and that of the received document: %s', async (_, document) => {
		const trigger = await startTrigger();
		const hash = shaOf(Buffer.from('another document'));
		expect(await post(trigger, body({ hash }, document), 'application/json; charset=UTF-8')).toBe(
			422,
		);
		const { json, binary } = await rejectedItem(trigger);
		expect(json).toMatchObject({
			event: 'rejected',
			code: 'hashMismatch',
			verified: false,
			hash,
			computedHash: shaOf(document),
			hashAlgorithm: 'sha256',
			size: document.length,
			mimeType: 'application/pdf',
			mediaType: 'application/json',
			charset: 'utf-8',
		});
		expect(json).not.toHaveProperty('excerpt');
		expect(binary).toBeUndefined();
	});

	it('reports the digest with the algorithm of the pushed hash', async () => {
		const trigger = await startTrigger();
		await post(trigger, body({ hash: shaOf(Buffer.from('x'), 'sha512') }));
		expect((await rejectedItem(trigger)).json).toMatchObject({
			computedHash: shaOf(contract, 'sha512'),
			hashAlgorithm: 'sha512',
		});
	});

	it('shows the beginning of what could not be read on one line, without secrets', async () => {
		const trigger = await startTrigger({
			node: { parameters: {} },
		});
		const text = `hello\nworld ${CALLBACK_TOKEN} ${ID_NUMBER} 110105194912310 ${'x'.repeat(500)}`;
		expect(await post(trigger, text, 'text/plain')).toBe(400);
		const { json } = await rejectedItem(trigger);
		expect(json).toMatchObject({ code: 'malformedJson', mediaType: 'text/plain', charset: '' });
		expect(json['excerpt']).toMatch(/^hello\\u\{a\}world ••• ••• ••• x+$/);
		expect(JSON.stringify(json['excerpt']).length).toBeLessThanOrEqual(220);
	});

	it('hides a number that its end has cut, which may be a part of a secret one', async () => {
		const trigger = await startTrigger();
		await post(trigger, 'hello 1101051949', 'text/plain');
		expect((await rejectedItem(trigger)).json['excerpt']).toBe('hello •••');
	});

	it('shows what was sent in the character set that it named', async () => {
		const trigger = await startTrigger();
		const gbk = Buffer.from([0xb2, 0xc9, 0xb9, 0xba]);
		await post(trigger, gbk, 'text/plain; charset="GBK"');
		expect((await rejectedItem(trigger)).json).toMatchObject({ excerpt: '采购', charset: 'gbk' });
	});

	it('shows bytes that are invalid in the charset as far as they are valid', async () => {
		const trigger = await startTrigger();
		await post(trigger, Buffer.from([0x7b, 0xff, 0xb2, 0xc9, 0x7d]), 'text/plain; charset=GBK');
		const { code, excerpt } = (await rejectedItem(trigger)).json;
		expect([code, excerpt]).toEqual(['malformedText', expect.stringContaining('采')]);
	});
});

describe.each(storageModes)('with Keep Rejected Document, binary data in mode %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));
	const options = (more = {}) => ({
		node: {
			parameters: { additionalOptions: { keepRejectedDocument: true, ...more } },
		},
	});

	it.each([
		['a small document', contract],
		['a large document', large],
	])('the document is kept with the item, marked: %s', async (_, document) => {
		const trigger = await startTrigger(options());
		expect(await post(trigger, body({ ordernumber: 'HT-1' }, document))).toBe(422);
		const { json, binary } = await rejectedItem(trigger);
		expect(json['verified']).toBe(false);
		expect(Object.keys(binary ?? {})).toEqual(['rejected']);
		expect(binary?.['rejected']).toMatchObject({ fileName: 'REJECTED-HT-1.pdf' });
		expect((await bytesOf(binary?.['rejected'])).equals(document)).toBe(true);
	});

	it('what came of a document that broke off is kept', async () => {
		const trigger = await startTrigger(options());
		const whole = body({ ordernumber: 'CUT' }, large);
		expect(await post(trigger, whole.slice(0, -200_000))).toBe(400);
		const { json, binary } = await rejectedItem(trigger);
		expect(json['code']).toBe('malformedJson');
		const kept = await bytesOf(binary?.['rejected']);
		// 200,000 characters of JSON are missing, and so at most as many bytes.
		expect(kept.length).toBeGreaterThan(large.length - 200_000);
		expect(kept.equals(large.subarray(0, kept.length))).toBe(true);
	});

	it('a repeat leaves no second file, and neither does a push that will be retried', async () => {
		const trigger = await startTrigger(options({ expectedOrders: 'HT-2' }));
		const bad = body({ ordernumber: 'HT-2' }, large);
		await post(trigger, bad);
		const before = storedFiles();
		expect(await post(trigger, bad)).toBe(422);
		const unexpected = body({ ordernumber: 'HT-3', hash: shaOf(large) }, large);
		expect(await post(trigger, unexpected)).toBe(403);
		await trigger.ended(3);
		expect(storedFiles()).toEqual(before);
		expect(rejectedItems(trigger)).toHaveLength(1);
	});
});

describe('a bad push that is repeated', () => {
	beforeAll(async () => await startBinaryStorage('default'));
	const hours = (repeatRejectedAfter: number) => ({
		node: { parameters: { additionalOptions: { repeatRejectedAfter } } },
	});

	it('is rejected each time and reported once; the next report counts the others', async () => {
		const trigger = await startTrigger();
		const bad = body();
		for (const again of Array(4).fill(bad)) expect(await post(trigger, String(again))).toBe(422);
		await trigger.ended(4);
		expect(rejectedItems(trigger)).toHaveLength(1);
		await post(trigger, body());
		await trigger.ended(5);
		expect(rejectedItems(trigger)[1]?.json['suppressed']).toBe(3);
	});

	it('is reported again if another document arrives', async () => {
		const trigger = await startTrigger();
		const names = { signid: 'S', ordernumber: 'O' };
		await post(trigger, body(names));
		await post(trigger, body(names, large));
		await trigger.ended(2);
		expect(rejectedItems(trigger)).toHaveLength(2);
	});

	it('is reported each time with Repeat Rejected After 0', async () => {
		const names = { signid: 'S', ordernumber: 'O' };
		const telling = await startTrigger(hours(0));
		await post(telling, body(names));
		await post(telling, body(names));
		await telling.ended(2);
		expect(rejectedItems(telling)).toHaveLength(2);
	});

	it('does not fill n8n’s executions, whatever strangers send', async () => {
		const trigger = await startTrigger();
		const count = MOST_RUNS_A_MINUTE + 5;
		for (let index = 0; index < count; index++) await post(trigger, `rubbish ${index}`);
		await trigger.ended(count);
		expect(rejectedItems(trigger)).toHaveLength(MOST_RUNS_A_MINUTE);
	});
});
