import iconv from 'iconv-lite';
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { order, orderFor, organization } from '../../../harness/sandbox/caller';
import { pdfWith } from '../../../harness/sandbox/documents';
import type { FirstContact, PushFault } from '../../../sandbox';
import { startReceiver } from '../../support/receiver';
import { sandboxes } from './sandboxLike';

const start = sandboxes();

/** The pushes of an order until one is answered `1`. */
async function pushed(
	push: FirstContact['push'],
	{ answers = ['1'], fault }: { answers?: string[]; fault?: PushFault } = {},
) {
	const receiver = await startReceiver();
	receiver.answers = answers.map((body) => ({ body }));
	const sandbox = await start({ push }, { autoSign: true, callbackUrl: receiver.url });
	const orderNumber = '合同-1';
	if (fault) sandbox.setFault(orderNumber, fault);
	const fields = { orderNumber, signerlist: [organization] };
	await order(sandbox, orderFor(sandbox, await pdfWith({}), fields));
	await receiver.received(answers.length);
	await receiver.stop();
	const [first] = receiver.pushes;
	if (!first) throw new Error('nothing was pushed');
	return {
		pushes: receiver.pushes,
		body: first.body,
		text: first.body.toString(),
		type: first.headers['content-type'],
		document: sandbox.orders[0]?.signedDocument ?? Buffer.alloc(0),
		headers: first.headers,
	};
}

const keys = [
	'extendData',
	'extendData.hash',
	'extendData.orderNumber',
	'extendData.Remark',
	'extendData.content',
	'Status',
	'ErrorCode',
	'time',
];

describe('a platform whose pushes', () => {
	it('have other keys in another order has these alone, each with its value', async () => {
		const { text, document } = await pushed({ keys });
		const hash = createHash('sha256').update(document).digest('hex');
		const content = document.toString('base64');
		expect(text).toBe(
			`{"extendData":{"hash":"${hash}","orderNumber":"合同-1","Remark":"沙箱",` +
				`"content":"${content}"},"Status":1,"ErrorCode":"0","time":"沙箱"}`,
		);
	});

	it('are GBK is so around the document, and says so', async () => {
		const { body, type, document } = await pushed({ charset: 'gbk' });
		expect(type).toBe('application/json; charset=gbk');
		expect(JSON.parse(iconv.decode(body, 'gbk'))).toMatchObject({
			extendData: { ordernumber: '合同-1', content: document.toString('base64') },
		});
		expect(isUtf8(body)).toBe(false);
	});

	it('are form fields writes them as forms do', async () => {
		const { text, type, document } = await pushed({ body: 'formField', extendData: 'string' });
		expect(type).toBe('application/x-www-form-urlencoded');
		const { extendData } = JSON.parse(new URLSearchParams(text).get('data') ?? '') as {
			extendData: string;
		};
		expect(JSON.parse(extendData)).toMatchObject({
			ordernumber: '合同-1',
			content: document.toString('base64'),
		});
	});

	it('are form fields in GBK percent-encodes GBK', async () => {
		const { text } = await pushed({ body: 'formField', charset: 'gbk' });
		expect(text).toContain('%ba%cf%cd%ac-1');
	});

	it('have numbers as text, or only numbers, has them so', async () => {
		expect((await pushed({ numbers: 'string' })).text).toContain('"status":"1","errorcode":"0"');
		expect((await pushed({ numbers: 'number' })).text).toContain('"status":1,"errorcode":0');
		const { text } = await pushed({ numbers: 'number' }, { fault: 'statusZero' });
		expect(text).toContain('"status":0,"errorcode":"-50&-57"');
	});

	it.each([
		['SHA-512', 'upperCaseHex', (hash: Buffer) => hash.toString('hex').toUpperCase()],
		['SHA-224', 'base64', (hash: Buffer) => hash.toString('base64')],
	] as const)('have a hash of %s in %s has just that', async (algorithm, spelling, written) => {
		const { text, document } = await pushed({ hash: { algorithm, spelling } });
		const hash = createHash(algorithm.replace('-', '')).update(document).digest();
		expect(text).toContain(`"hash":"${written(hash)}"`);
	});

	it('have other headers has those, and its own type', async () => {
		const { headers } = await pushed({
			mediaType: 'text/json',
			charset: 'none',
			headers: ['user-agent', 'expect', 'content-length', 'x-request-id'],
		});
		expect(headers).toMatchObject({
			'content-type': 'text/json',
			'user-agent': 'sandbox',
			'x-request-id': 'sandbox',
		});
	});

	it('are retried at certain intervals uses the same intervals', async () => {
		const { pushes } = await pushed({ retryIntervals: [0.05, 0.4] }, { answers: ['0', '0', '1'] });
		const [first = 0, second = 0, third = 0] = pushes.map(({ receivedAt }) => receivedAt);
		expect(second - first).toBeGreaterThanOrEqual(45);
		expect(second - first).toBeLessThan(third - second);
		expect(third - second).toBeGreaterThanOrEqual(390);
	});

	it('are otherwise still carries a fault as asked for', async () => {
		const { text } = await pushed({ body: 'formField', charset: 'gbk' }, { fault: 'missingHash' });
		const push: unknown = JSON.parse(new URLSearchParams(text).get('data') ?? '');
		expect(push).not.toHaveProperty(['extendData', 'hash']);
	});
});
