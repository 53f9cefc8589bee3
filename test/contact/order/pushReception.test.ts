import { createHash } from 'node:crypto';
import http from 'node:http';
import fc from 'fast-check';
import { readPushedFile } from '../../../contact/push/pushedFile';
import { startReceiver, type Receiver, type ReceiverOptions } from '../../../contact/push/receiver';
import { startSandbox, type PushFault, type Sandbox } from '../../../sandbox';

const document = Buffer.from('%PDF-1.7 signed');
const orderNumber = 'CONTACT-1';
let sandbox: Sandbox;
let open: Receiver[] = [];

beforeAll(async () => {
	sandbox = await startSandbox({ pushIntervals: [50] });
});
afterEach(async () => {
	for (const receiver of open) await receiver.stop();
	open = [];
});
afterAll(() => sandbox.stop());

async function listen(options: Partial<ReceiverOptions> = {}) {
	const receiver = await startReceiver({
		port: 0,
		orderNumber,
		refusals: 0,
		...options,
	});
	open.push(receiver);
	return { receiver, url: `http://127.0.0.1:${receiver.port}/` };
}

/** The record of a push with this fault, which is answered `1`. */
async function noted(fault?: PushFault, options?: Partial<ReceiverOptions>) {
	const { receiver, url } = await listen(options);
	sandbox.setCallbackUrl(url);
	await sandbox.pushDocument({ orderNumber: options?.orderNumber ?? orderNumber, document, fault });
	const reception = await receiver.wait(AbortSignal.timeout(10_000));
	sandbox.setCallbackUrl(undefined);
	return reception;
}

async function post(url: string, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}) {
	const request = http.request(url, { method: 'POST', headers, agent: false });
	const response = new Promise<http.IncomingMessage>((resolve, reject) => {
		request.once('response', resolve);
		request.once('error', reject);
	});
	request.end(body);
	const answer = await response;
	const chunks: Buffer[] = [];
	for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
	return { status: answer.statusCode, text: Buffer.concat(chunks).toString() };
}

function bodyFor(number: string, more: object = {}): string {
	const hash = createHash('sha256').update(document).digest('hex');
	const extendData = { signid: 'S1', ordernumber: number, content: document.toString('base64') };
	const push = { actiontype: 'PushSignedDoc', status: 1, errorcode: '0' };
	return JSON.stringify({ ...push, extendData: { ...extendData, hash, ...more } });
}

const usual = {
	body: 'json',
	mediaType: 'application/json',
	charset: 'utf-8',
	keys: [
		'actiontype',
		'status',
		'errorcode',
		'extendData',
		'extendData.signid',
		'extendData.ordernumber',
		'extendData.content',
		'extendData.hash',
	],
	extendData: 'object',
	numbers: 'number',
	hash: { algorithm: 'SHA-256', spelling: 'lowerCaseHex' },
	headers: ['connection', 'content-length', 'content-type', 'host'],
};

describe('a push as documented', () => {
	it('is recorded by its form, without its contents', async () => {
		const { awaited, form, strangers, problems } = await noted();
		expect(form).toEqual(usual);
		expect(awaited).toMatchObject({ kind: 'signed', document });
		expect({ strangers, problems }).toEqual({ strangers: 0, problems: [] });
	});
});

describe('a push of another form', () => {
	it.each<[PushFault, object]>([
		['formField', { body: 'formField', mediaType: 'application/x-www-form-urlencoded' }],
		['extendDataString', { extendData: 'string' }],
		['sha512', { hash: { algorithm: 'SHA-512', spelling: 'lowerCaseHex' } }],
		['upperCaseHash', { hash: { algorithm: 'SHA-256', spelling: 'upperCaseHex' } }],
		['base64Hash', { hash: { algorithm: 'SHA-256', spelling: 'base64' } }],
		['gzip', { keys: usual.keys }],
		['bom', { keys: usual.keys }],
		[
			['keysReordered', 'extendDataString'],
			{
				extendData: 'string',
				keys: [
					'extenddata',
					'extenddata.HASH',
					'extenddata.Content',
					'extenddata.orderNumber',
					'extenddata.SignID',
					'errorCode',
					'Status',
					'ActionType',
				],
			},
		],
	])('is recorded: %j', async (fault, expected) => {
		const { form, awaited } = await noted(fault);
		expect(form).toMatchObject(expected);
		expect(awaited).toMatchObject({ kind: 'signed', document });
	});

	it('is recorded in GBK, with numbers as text, and without a type', async () => {
		const { receiver, url } = await listen();
		const body = Buffer.from(bodyFor(orderNumber).replace('"status":1', '"status":"1"'));
		await post(url, body, { 'content-type': 'text/plain; charset=GBK' });
		expect(receiver.reception.form).toMatchObject({
			charset: 'gbk',
			mediaType: 'text/plain',
			numbers: 'string',
		});
		await post(url, body);
		expect(receiver.reception.form).toMatchObject({ charset: 'none', mediaType: 'none' });
	});
});

describe('the receiver', () => {
	it('rejects the given number of times, and records when the push is retried', async () => {
		const { form, awaited } = await noted(undefined, { refusals: 2 });
		expect(awaited?.kind).toBe('signed');
		expect(form?.retryIntervals).toHaveLength(2);
		for (const seconds of form?.retryIntervals ?? []) expect(seconds).toBeLessThan(10);
	});

	it('keeps the push that it rejected on purpose, in case it isn’t retried', async () => {
		const { receiver, url } = await listen({ refusals: 2 });
		expect(await post(url, bodyFor(orderNumber))).toMatchObject({ status: 503 });
		const { awaited, isAnswered } = await receiver.wait(AbortSignal.abort());
		expect(awaited).toMatchObject({ kind: 'signed', document });
		expect(isAnswered).toBe(false);
	});

	it('answers 1 only to the awaited push, whatever other senders send', async () => {
		const { receiver, url } = await listen();
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.string().map(bodyFor)), async (body) => {
				fc.pre(!body.includes(orderNumber));
				expect((await post(url, body)).text).not.toMatch(/^\s*1/);
			}),
			{ numRuns: 60 },
		);
		expect(receiver.reception).toMatchObject({ awaited: undefined, form: undefined });
		expect(receiver.reception.strangers).toBeGreaterThan(0);
	});

	it('rejects the awaited push if its hash is wrong, and accepts the correct retry', async () => {
		const { receiver, url } = await listen();
		const wrong = bodyFor(orderNumber, { hash: '0'.repeat(64) });
		expect(await post(url, wrong)).toMatchObject({ status: 422 });
		expect(receiver.reception).toMatchObject({ awaited: undefined, problems: ['hashMismatch'] });
		expect(receiver.reception.form?.hash).toBeUndefined();
		expect(await post(url, bodyFor(orderNumber))).toEqual({ status: 200, text: '1' });
	});

	it('reports a hash of the base64 text', async () => {
		const { receiver, url } = await listen();
		const hash = createHash('sha256').update(document.toString('base64')).digest('hex');
		await post(url, bodyFor(orderNumber, { hash }));
		expect(receiver.reception.problems).toEqual(['hashOfText']);
	});

	it('answers two simultaneous pushes', async () => {
		const { awaited } = await noted('duplicate');
		expect(awaited?.kind).toBe('signed');
	});

	it('also accepts a failed signing', async () => {
		const { awaited } = await noted('statusZero');
		expect(awaited).toMatchObject({ kind: 'failed', errorCodes: ['-50', '-57'] });
	});

	it('rejects what is too large', async () => {
		const { url } = await listen();
		const answer = await post(url, Buffer.alloc(33 * 1024 * 1024, ' ')).catch(() => ({
			status: 413,
		}));
		expect(answer.status).toBe(413);
	});

	it('tells a browser that it is waiting, and stops when the signal aborts', async () => {
		const { receiver, url } = await listen();
		expect(await (await fetch(url)).text()).toMatch(/^Waiting for a push/);
		expect((await receiver.wait(AbortSignal.abort())).awaited).toBeUndefined();
	});
});

describe('names of keys and headers', () => {
	it('are omitted if they contain a number, a secret, or a person’s name', async () => {
		const { receiver, url } = await listen();
		const extra = {
			'110101199003070773': 1,
			tokenGEHEIM: 1,
			张三: 1,
			'CONTACT-1': 1,
			S1: 1,
			remark: 1,
		};
		await post(url, bodyFor(orderNumber, extra), { 'X-Geheim': '1', 'X-Sign': '2' });
		const { keys = [], headers = [] } = receiver.reception.form ?? {};
		expect(keys.filter((key) => key === 'extendData.other')).toHaveLength(5);
		expect(headers).toEqual(['connection', 'content-length', 'host', 'other']);
		expect(JSON.stringify([keys, headers])).not.toMatch(/geheim|1101|张三|CONTACT/i);
	});
});

describe('a stored push', () => {
	it('is read from its body, JSON or form', async () => {
		const body = bodyFor(orderNumber);
		expect(await readPushedFile(Buffer.from(body))).toMatchObject({
			kind: 'signed',
			orderNumber,
			document,
			form: { body: 'json', extendData: 'object' },
		});
		const form = `data=${encodeURIComponent(body)}`;
		expect(await readPushedFile(Buffer.from(form))).toMatchObject({
			kind: 'signed',
			form: { body: 'formField' },
		});
	});

	it('may be only the signed document', async () => {
		expect(await readPushedFile(document)).toEqual({ kind: 'document', document });
	});

	it('is never an error, whatever its bytes are', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
				expect(await readPushedFile(Buffer.from(bytes))).toHaveProperty('kind');
			}),
		);
	});
});
