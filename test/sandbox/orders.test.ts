import { call, order, orderFor, organization, person } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type RequestFailure, type Sandbox } from '../../sandbox';

const form = 'application/x-www-form-urlencoded';
let sandbox: Sandbox;
let document: Buffer;

beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	document = await pdfWith({});
});
afterAll(() => sandbox.stop());

describe('an accepted order', () => {
	it('is answered with the keys of the vendor’s example', async () => {
		const { text } = await call(
			sandbox,
			JSON.stringify(orderFor(sandbox, document, { orderNumber: 'N-1' })),
		);
		const signid = sandbox.orders.at(-1)?.signid;
		expect(text).toBe(`{"status":1,"errorcode":0,"signid":"${signid}","ordernumber":"N-1"}`);
	});

	it('is remembered with its document, its signers in order and its request’s bytes', async () => {
		const fields = orderFor(sandbox, document, { subject: '合同', password: 'secret' });
		const { signid } = await order(sandbox, fields);
		expect(sandbox.orders.at(-1)).toMatchObject({
			signid,
			state: 'signing',
			subject: '合同',
			password: 'secret',
			fileFormat: 'pdf',
			document,
			signers: [
				{ signType: 1, name: organization.orgName, number: organization.orgNo, country: 'CN' },
				{ signType: 2, name: person.userName, places: [{ page: 1, x1: 0.3, y2: 0.69 }] },
			],
		});
		const request = sandbox.requests.at(-1);
		expect(request?.body.toString()).toBe(JSON.stringify(fields));
		expect(request?.json).toEqual(fields);
		expect(request?.contentType).toBe('application/json; charset=utf-8');
	});

	it('may be large', async () => {
		const large = Buffer.alloc(40 * 1024 * 1024, 'x');
		const changes = { fileformat: 'docx', orderNumber: 'large' };
		expect(await order(sandbox, orderFor(sandbox, large, changes))).toMatchObject({ status: 1 });
		expect(sandbox.orders.at(-1)?.document.equals(large)).toBe(true);
	});

	it('takes signType as a number too', async () => {
		const signerlist = [
			{ ...organization, signType: 1 },
			{ ...person, signType: 2 },
		];
		expect(await order(sandbox, orderFor(sandbox, document, { signerlist }))).toMatchObject({
			status: 1,
		});
	});

	it('has a subject of more than 256 characters cut, with … as the last', async () => {
		const exact = '😀'.repeat(256);
		await order(sandbox, orderFor(sandbox, document, { subject: exact }));
		expect(sandbox.orders.at(-1)?.subject).toBe(exact);
		await order(sandbox, orderFor(sandbox, document, { subject: `${exact}x` }));
		expect(sandbox.orders.at(-1)?.subject).toBe(`${'😀'.repeat(255)}…`);
	});
});

describe('the percent-encoded form', () => {
	it('is accepted with no field name', async () => {
		const json = JSON.stringify(orderFor(sandbox, document, { orderNumber: '百分 +%' }));
		const { text } = await call(sandbox, encodeURIComponent(json), { contentType: form });
		expect(JSON.parse(text)).toMatchObject({ status: 1, ordernumber: '百分 +%' });
		expect(sandbox.orders.at(-1)?.document).toEqual(document);
	});

	it('has plus signs for spaces, as Java’s URLEncoder writes it', async () => {
		const json = JSON.stringify(orderFor(sandbox, document, { orderNumber: 'a b' }));
		const body = encodeURIComponent(json).replaceAll('%20', '+');
		const { text } = await call(sandbox, body, { contentType: form });
		expect(JSON.parse(text)).toMatchObject({ status: 1, ordernumber: 'a b' });
	});

	it.each([
		['a field name', 'data=%7B%7D'],
		['a broken escape', '%7B%7'],
	])('is answered -63 with %s', async (_, body) => {
		const { text } = await call(sandbox, body, { contentType: form });
		expect(JSON.parse(text)).toMatchObject({ status: 0, errorcode: -63 });
	});
});

describe('malformed JSON', () => {
	it.each([
		['text', Buffer.from('hello')],
		['JSON cut off', Buffer.from('{"tokenid":"x"')],
		['an array', Buffer.from('[]')],
		['nothing', Buffer.alloc(0)],
		['a byte order mark', Buffer.from('\u{feff}{}')],
		['bytes that are not UTF-8', Buffer.from('{"tokenid":"\u{fc}"}', 'latin1')],
	])('is answered -63: %s', async (_, body) => {
		const { text } = await call(sandbox, body);
		expect(JSON.parse(text)).toMatchObject({ status: 0, errorcode: -63 });
		expect(sandbox.requests.at(-1)?.json).toBeUndefined();
	});
});

describe('failNextRequest', () => {
	const send = async (failure: RequestFailure) => {
		sandbox.failNextRequest(failure);
		return await call(sandbox, JSON.stringify(orderFor(sandbox, document, { orderNumber: 'N-2' })));
	};
	const failedAnswer = '{"status":0,"errorcode":-69,"signid":"","ordernumber":"N-2"}';

	it.each<[RequestFailure, { status: number; text: unknown; location?: string }]>([
		[-69, { status: 200, text: failedAnswer }],
		['http500', { status: 500, text: expect.stringContaining('<html>') }],
		['forbidden', { status: 403, text: expect.stringContaining('<html>') }],
		['html', { status: 200, text: expect.stringContaining('<html>') }],
		['empty', { status: 200, text: '' }],
		['redirect', { status: 302, text: '', location: '/elsewhere' }],
		[
			{ status: 418, body: 'tea' },
			{ status: 418, text: 'tea' },
		],
	])('answers %j once, and creates nothing', async (failure, expected) => {
		const before = sandbox.orders.length;
		expect(await send(failure)).toMatchObject(expected);
		expect(sandbox.orders).toHaveLength(before);
		expect(await order(sandbox, orderFor(sandbox, document))).toMatchObject({ status: 1 });
	});

	it('resets the connection', async () => {
		await expect(send('reset')).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	it('leaves the caller hanging until the sandbox stops', async () => {
		const other = await startSandbox({ autoSign: false });
		const answered = new Promise((resolve) => other.observe({ request: resolve }));
		other.failNextRequest('hang');
		const hanging = expect(call(other, '{}')).rejects.toMatchObject({ code: 'ECONNRESET' });
		await answered;
		await other.stop();
		await hanging;
	});

	it('creates the order and loses the answer', async () => {
		sandbox.failNextRequest('lostAnswer');
		const fields = orderFor(sandbox, document);
		await expect(order(sandbox, fields)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(await order(sandbox, fields)).toMatchObject({ errorcode: -47 });
	});

	it.each<[RequestFailure, RegExp]>([
		['jsonString', /^"\{\\"status\\":1,\\"errorcode\\":0,.*\}"$/],
		['bom', /^\u{feff}\{"status":1,/u],
		['numbersAsStrings', /^\{"status":"1","errorcode":"0",/],
		['camelCase', /"orderNumber":"[^"]+"\}$/],
	])('gives the answer the form %s', async (failure, form) => {
		sandbox.failNextRequest(failure);
		const { text } = await call(sandbox, JSON.stringify(orderFor(sandbox, document)));
		expect(text).toMatch(form);
	});
});
