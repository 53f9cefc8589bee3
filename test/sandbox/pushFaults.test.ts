import { createHash } from 'node:crypto';
import { gunzipSync, inflateSync } from 'node:zlib';
import { startSandbox, type PushFault, type Sandbox } from '../../sandbox';
import { startReceiver, type ReceivedPush, type Receiver } from '../support/receiver';

const document = Buffer.alloc(200_000, 'the signed document \u{ff}\n', 'latin1');
const hash = (algorithm: string, encoding: 'hex' | 'base64' = 'hex') =>
	createHash(algorithm).update(document).digest(encoding);

let sandbox: Sandbox;
let receiver: Receiver;
let number = 0;

beforeAll(async () => {
	receiver = await startReceiver();
	sandbox = await startSandbox({ callbackUrl: receiver.url, pushIntervals: [5] });
});
afterAll(async () => {
	await sandbox.stop();
	await receiver.stop();
});

interface Push {
	actiontype: string;
	status: number;
	errorcode: string;
	extendData: { signid: string; ordernumber: string; content?: string; hash?: string };
}

/** Pushes the document with a fault and returns what arrived. */
async function pushWith(fault: PushFault): Promise<ReceivedPush> {
	receiver.pushes.length = 0;
	sandbox.faultNextPush(fault);
	const orderNumber = `F-${(number += 1)}`;
	await sandbox.pushDocument({ orderNumber, document });
	await sandbox.waitForAnswer(orderNumber);
	await receiver.received(1);
	const [push] = receiver.pushes;
	if (!push) throw new Error('no push arrived');
	return push;
}

const decode = (text: Buffer | string) => JSON.parse(text.toString()) as Push;
const usual = () => ({
	actiontype: 'PushSignedDoc',
	status: 1,
	errorcode: '0',
	extendData: {
		signid: sandbox.orders.at(-1)?.signid,
		ordernumber: `F-${number}`,
		content: document.toString('base64'),
		hash: hash('sha256'),
	},
});

it.each<[PushFault, () => string]>([
	['sha224', () => hash('sha224')],
	['sha384', () => hash('sha384')],
	['sha512', () => hash('sha512')],
	['upperCaseHash', () => hash('sha256').toUpperCase()],
	['base64Hash', () => hash('sha256', 'base64')],
	[['sha384', 'base64Hash'], () => hash('sha384', 'base64')],
])('pushes the hash as %j', async (fault, expected) => {
	const { extendData } = decode((await pushWith(fault)).body);
	expect(extendData).toEqual({ ...usual().extendData, hash: expected() });
});

it('pushes a hash of other bytes', async () => {
	const { extendData } = decode((await pushWith('wrongHash')).body);
	expect(extendData.hash).toMatch(/^[0-9a-f]{64}$/);
	expect(extendData.hash).not.toBe(hash('sha256'));
	expect(extendData.content).toBe(document.toString('base64'));
});

it.each(['hash', 'content'] as const)('pushes no %s', async (key) => {
	const { extendData } = decode(
		(await pushWith(key === 'hash' ? 'missingHash' : 'missingContent')).body,
	);
	expect(extendData).not.toHaveProperty(key);
	expect({ ...usual().extendData, ...extendData }).toEqual(usual().extendData);
	expect(Object.keys(extendData)).toHaveLength(3);
});

it('pushes content with one bad character, of the right length', async () => {
	const { extendData } = decode((await pushWith('notBase64')).body);
	expect(extendData.content?.split('*')).toHaveLength(2);
	expect(extendData.content).toHaveLength(document.toString('base64').length);
});

it('cuts the JSON off in a request that is whole', async () => {
	const push = await pushWith('truncatedBody');
	expect(push.complete).toBe(true);
	expect(Number(push.headers['content-length'])).toBe(push.body.length);
	expect(() => decode(push.body)).toThrow(SyntaxError);
	expect(JSON.stringify(usual()).startsWith(push.body.toString())).toBe(true);
});

it('cuts the connection in the middle of the body', async () => {
	const push = await pushWith('connectionCut');
	expect(push.complete).toBe(false);
	const whole = JSON.stringify(usual());
	expect(Number(push.headers['content-length'])).toBe(whole.length);
	expect(push.body.length).toBe(Math.floor(whole.length / 2));
	expect(sandbox.pushes.findLast(({ fault }) => fault === 'connectionCut')).toMatchObject({
		accepted: false,
		error: 'the connection was cut in the middle of the body',
	});
});

it('lets the body trickle in', async () => {
	const push = await pushWith('slowBody');
	expect(decode(push.body)).toEqual(usual());
	expect(push.milliseconds).toBeGreaterThan(1500);
});

it('pushes twice at the same instant', async () => {
	receiver.pushes.length = 0;
	const before = sandbox.pushes.length;
	sandbox.faultNextPush('duplicate');
	const twins = new Promise<void>((resolve) => {
		sandbox.observe({ push: () => sandbox.pushes.length === before + 2 && resolve() });
	});
	await sandbox.pushDocument({ orderNumber: `F-${(number += 1)}`, document });
	await receiver.received(2);
	const [one, two] = receiver.pushes;
	expect(receiver.pushes).toHaveLength(2);
	expect(one?.body.equals(two?.body ?? Buffer.alloc(0))).toBe(true);
	await twins;
	expect(Math.abs((one?.receivedAt ?? 0) - (two?.receivedAt ?? 0))).toBeLessThan(100);
	expect(sandbox.pushes.slice(before)).toMatchObject([{ attempt: 1 }, { attempt: 1 }]);
});

it('pushes the keys in another order and case', async () => {
	const { body } = await pushWith('keysReordered');
	const push = JSON.parse(body.toString()) as Record<string, unknown>;
	const { signid, ordernumber, content, hash: digest } = usual().extendData;
	expect(Object.entries(push)).toEqual([
		['extenddata', { HASH: digest, Content: content, orderNumber: ordernumber, SignID: signid }],
		['errorCode', '0'],
		['Status', 1],
		['ActionType', 'PushSignedDoc'],
	]);
	expect(body.indexOf('"HASH"')).toBeLessThan(body.indexOf('"Content"'));
});

it('pushes extendData as a string that holds JSON', async () => {
	const push = decode((await pushWith('extendDataString')).body) as { extendData: unknown };
	expect(push.extendData).toBe(JSON.stringify(usual().extendData));
});

it('pushes the JSON in the field data of a form', async () => {
	const push = await pushWith('formField');
	expect(push.headers['content-type']).toBe('application/x-www-form-urlencoded');
	expect(Number(push.headers['content-length'])).toBe(push.body.length);
	const fields = new URLSearchParams(push.body.toString());
	expect([...fields.keys()]).toEqual(['data']);
	expect(decode(fields.get('data') ?? '')).toEqual(usual());
});

it.each([
	['gzip', gunzipSync],
	['deflate', inflateSync],
] as const)('pushes the body %s coded', async (coding, decompress) => {
	const push = await pushWith(coding);
	expect(push.headers['content-encoding']).toBe(coding);
	expect(decode(decompress(push.body))).toEqual(usual());
});

it('pushes a byte order mark in front', async () => {
	const { body } = await pushWith('bom');
	expect(body.subarray(0, 3).toString('hex')).toBe('efbbbf');
	expect(decode(body.subarray(3))).toEqual(usual());
});

it.each<[PushFault, string]>([
	['statusZero', '-50&-57'],
	[{ statusZero: [-43] }, '-43'],
])('pushes status 0 for %j', async (fault, errorcode) => {
	const push = decode((await pushWith(fault)).body);
	const { signid, ordernumber } = usual().extendData;
	expect(push).toEqual({ ...usual(), status: 0, errorcode, extendData: { signid, ordernumber } });
});

it('pushes the action PushValidation', async () => {
	const push = decode((await pushWith('otherAction')).body);
	expect(push).toEqual({ ...usual(), actiontype: 'PushValidation' });
});

it('combines faults', async () => {
	const push = await pushWith(['gzip', 'bom', 'extendDataString', 'truncatedBody']);
	const text = gunzipSync(push.body).toString();
	const whole = { ...usual(), extendData: JSON.stringify(usual().extendData) };
	expect(text.length).toBeGreaterThan(100_000);
	expect(`\u{feff}${JSON.stringify(whole)}`.startsWith(text)).toBe(true);
});

it('applies the fault to the given number of pushes, of any order', async () => {
	sandbox.faultNextPush('bom', 2);
	const first = await sandbox.pushDocument({ orderNumber: `F-${(number += 1)}`, document });
	const second = await sandbox.pushDocument({ orderNumber: `F-${(number += 1)}`, document });
	const third = await sandbox.pushDocument({ orderNumber: `F-${(number += 1)}`, document });
	expect([first.fault, second.fault, third.fault]).toEqual(['bom', 'bom', undefined]);
});

it('faults every push of an order until that is lifted', async () => {
	receiver.pushes.length = 0;
	receiver.answers = [{ body: 'no' }];
	const orderNumber = `F-${(number += 1)}`;
	const { signid } = await sandbox.pushDocument({ orderNumber, document, fault: 'missingHash' });
	expect(await sandbox.pushAgain(signid)).toMatchObject({ fault: 'missingHash' });
	sandbox.setFault(orderNumber, undefined);
	// A push in progress may still have the fault.
	const hasHash = ({ body }: ReceivedPush) => decode(body).extendData.hash !== undefined;
	while (!receiver.pushes.some(hasHash)) await receiver.received(receiver.pushes.length + 1);
	receiver.answers = [{ body: '1' }];
	expect((await sandbox.waitForAnswer(orderNumber)).fault).toBeUndefined();
	const bodies = receiver.pushes.map(({ body }) => decode(body).extendData.hash);
	expect(bodies[0]).toBeUndefined();
	expect(bodies.at(-1)).toBe(hash('sha256'));
});
