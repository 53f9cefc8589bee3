import { order, orderFor } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startReceiver, type Receiver } from '../support/receiver';

let sandbox: Sandbox;
let receiver: Receiver;
let document: Buffer;

beforeAll(async () => {
	document = await pdfWith({});
	receiver = await startReceiver();
	sandbox = await startSandbox({ pushIntervals: [20, 60, 180], answerTimeout: 500 });
});
beforeEach(() => {
	receiver.pushes.length = 0;
	receiver.answers = [{ body: '1' }];
	sandbox.setCallbackUrl(receiver.url);
});
afterAll(async () => {
	await sandbox.stop();
	await receiver.stop();
});

const place = async (orderNumber: string, at = sandbox) =>
	await order(at, orderFor(at, document, { orderNumber }));

const pushesOf = (orderNumber: string) =>
	sandbox.pushes.filter((push) => push.orderNumber === orderNumber);

/** Resolves when this many pushes of an order have ended. */
async function pushes(orderNumber: string, count: number): Promise<void> {
	await new Promise<void>((resolve) => {
		const look = () => {
			if (pushesOf(orderNumber).length < count) return;
			unsubscribe();
			resolve();
		};
		const unsubscribe = sandbox.observe({ push: look });
		look();
	});
}

it('pushes a signed order once when it is answered 1', async () => {
	const { signid } = await place('N-1');
	const attempt = await sandbox.waitForAnswer('N-1');
	expect(attempt).toMatchObject({
		signid,
		orderNumber: 'N-1',
		attempt: 1,
		httpStatus: 200,
		answer: '1',
		accepted: true,
	});
	const [push] = receiver.pushes;
	const stored = sandbox.orders.at(-1);
	expect(push?.headers['content-type']).toBe('application/json; charset=utf-8');
	expect(push?.body.toString()).toBe(
		'{"actiontype":"PushSignedDoc","status":1,"errorcode":"0","extendData":' +
			`{"signid":"${signid}","ordernumber":"N-1","content":"${stored?.signedDocument?.toString('base64')}",` +
			`"hash":"${stored?.sha256}"}}`,
	);
	expect(stored?.state).toBe('signed');
});

it.each([
	['text', { body: 'success' }],
	['1 with a line feed', { body: '1\n' }],
	['1 with a byte order mark', { body: '\u{feff}1' }],
	['"1" in quotes', { body: '"1"' }],
	['nothing', { body: '' }],
	['1 with HTTP 500', { status: 500, body: '1' }],
	['a redirect', { status: 302, body: '', headers: { location: '/elsewhere' } }],
	['no answer', 'hang' as const],
])('pushes again when the answer is %s', async (text, answer) => {
	receiver.answers = [answer, { body: '1' }];
	await place(text);
	expect(await sandbox.waitForAnswer(text)).toMatchObject({ attempt: 2 });
	expect(pushesOf(text)).toMatchObject([{ accepted: false }, { accepted: true }]);
	expect(receiver.pushes).toHaveLength(2);
});

it('retries if nothing listens, and says so', async () => {
	const unheard = await startReceiver();
	await unheard.stop();
	sandbox.setCallbackUrl(unheard.url);
	await place('N-3');
	await pushes('N-3', 1);
	sandbox.setCallbackUrl(receiver.url);
	await sandbox.waitForAnswer('N-3');
	expect(pushesOf('N-3')[0]).toMatchObject({ accepted: false, answer: '' });
	expect(pushesOf('N-3')[0]?.error).toMatch(/ECONNREFUSED/);
});

it('lets the intervals grow, and repeats the last', async () => {
	receiver.answers = [{ body: '0 no' }];
	await place('N-4');
	await pushes('N-4', 5);
	const five = pushesOf('N-4').slice(0, 5);
	const starts = five.map(({ startedAt }) => startedAt);
	const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
	// Timers fire late, never early, except for the clock's resolution of a millisecond.
	[20, 60, 180, 180].forEach((least, index) => {
		expect(gaps[index]).toBeGreaterThanOrEqual(least - 2);
	});
	expect(five.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
	receiver.answers = [{ body: '1' }];
	await sandbox.waitForAnswer('N-4');
});

it('keeps the first 200 characters of an answer', async () => {
	receiver.answers = [{ body: 'é'.repeat(300) }];
	await place('N-5');
	await pushes('N-5', 1);
	expect(pushesOf('N-5')[0]?.answer).toBe('é'.repeat(200));
	receiver.answers = [{ body: '1' }];
	await sandbox.waitForAnswer('N-5');
});

it('holds a signed order back until a callback address is set', async () => {
	sandbox.setCallbackUrl(undefined);
	await place('N-6');
	expect(pushesOf('N-6')).toHaveLength(0);
	sandbox.setCallbackUrl(receiver.url);
	expect(await sandbox.waitForAnswer('N-6')).toMatchObject({ attempt: 1 });
});

it('starts no push after it was stopped, and cuts the one under way', async () => {
	const other = await startSandbox({ callbackUrl: receiver.url, pushIntervals: [1] });
	receiver.answers = ['hang'];
	await place('N-7', other);
	await receiver.received(1);
	await other.stop();
	expect(other.pushes).toMatchObject([{ accepted: false }]);
	await expect(other.pushAgain(other.orders[0]?.signid ?? '')).rejects.toThrow(/stopped/);
	await expect(other.waitForAnswer('N-7')).rejects.toThrow(/stopped/);
	expect(receiver.pushes).toHaveLength(1);
});

it('reports a timeout if no push got the response 1', async () => {
	await expect(sandbox.waitForAnswer('unknown', 20)).rejects.toThrow(
		'no push of order unknown got the response 1 within 20 ms',
	);
});

it('pushes once more when asked', async () => {
	const { signid } = await place('N-8');
	await sandbox.waitForAnswer('N-8');
	expect(await sandbox.pushAgain(signid)).toMatchObject({ attempt: 2, accepted: true });
	expect(receiver.pushes[1]?.body).toEqual(receiver.pushes[0]?.body);
});

it('pushes a refused order with status 0 and its codes, again and again', async () => {
	const manual = await startSandbox({
		callbackUrl: receiver.url,
		pushIntervals: [10],
		autoSign: false,
	});
	try {
		receiver.answers = [{ body: 'no' }, { body: '1' }];
		const { signid } = await place('N-9', manual);
		await manual.refuse(signid, [-50, -61]);
		await manual.waitForAnswer('N-9');
		expect(receiver.pushes).toHaveLength(2);
		expect(JSON.parse(String(receiver.pushes[1]?.body))).toEqual({
			actiontype: 'PushSignedDoc',
			status: 0,
			errorcode: '-50&-61',
			extendData: { signid, ordernumber: 'N-9' },
		});
		expect(manual.orders[0]).toMatchObject({ state: 'failed', errorCodes: [-50, -61] });
		await expect(manual.sign(signid)).rejects.toThrow('already failed');
	} finally {
		await manual.stop();
	}
});

it('waits before signing if configured to', async () => {
	const manual = await startSandbox({ callbackUrl: receiver.url, autoSign: false });
	try {
		const { signid } = await place('N-10', manual);
		expect(manual.orders[0]?.state).toBe('signing');
		await manual.sign(signid);
		expect(manual.orders[0]?.state).toBe('signed');
		expect(await manual.waitForAnswer('N-10')).toMatchObject({ signid, attempt: 1 });
	} finally {
		await manual.stop();
	}
});

it('pushes any bytes as a signed document, until they are answered 1', async () => {
	receiver.answers = [{ body: 'no' }, { body: '1' }];
	const bytes = Buffer.alloc(1_000_001, 'any bytes, ');
	const attempt = await sandbox.pushDocument({ orderNumber: 'bytes', document: bytes });
	expect(attempt).toMatchObject({ orderNumber: 'bytes', attempt: 1, accepted: false });
	await sandbox.waitForAnswer('bytes');
	const push = JSON.parse(String(receiver.pushes[1]?.body)) as { extendData: { content: string } };
	expect(Buffer.from(push.extendData.content, 'base64').equals(bytes)).toBe(true);
});
