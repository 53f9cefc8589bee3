import type { INodeParameters } from 'n8n-workflow';
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { outputItems } from '../../harness/n8n/executions';
import {
	credentialData,
	startInstallation,
	type Installation,
} from '../../harness/n8n/installation';
import { testedIsAtLeast } from '../../harness/n8n/n8nVersions';
import { waitFor } from '../../harness/n8n/waitFor';
import {
	ACKNOWLEDGE,
	callDownstream,
	having,
	MARK,
	pushWorkflow,
	SKIP,
	TRIGGER_NODE,
} from '../../harness/n8n/workflows';
import { startDownstream, type Downstream } from './downstream';

const MEGABYTE = 1_024 * 1_024;
/** Whether n8n removes the file of a stream that broke. */
const REMOVES_PARTIAL_FILES = testedIsAtLeast('2.33.0');
const versionSchema = z.object({ versionId: z.string() });
const DOCUMENT = Buffer.from(`%PDF-1.4\n${'a document that is pushed\n'.repeat(2_000)}%%EOF`);
/** A hash of the document by another member of SHA-2 than the usual. */
const SHA512 = { hash: createHash('sha512').update(DOCUMENT).digest('hex') };

let installation: Installation;
let downstream: Downstream;

beforeAll(async () => {
	downstream = await startDownstream();
	installation = await startInstallation();
	const { n8n, sandbox } = installation;
	const credential = await n8n.createCredential({
		name: 'With callback token',
		type: 'woSignDocApi',
		data: credentialData(sandbox, { callbackToken: 'secret' }),
	});
	const step = callDownstream(downstream.url);
	const skipOrder = having(SKIP, { pushIdentity: '={{ $json.orderNumber }}' });
	await n8n.createWorkflow(pushWorkflow('open', 'workflowFinished', [step]));
	await n8n.createWorkflow(pushWorkflow('received', 'received', [step]));
	await n8n.createWorkflow(
		pushWorkflow('acknowledged', 'acknowledgeOperation', [step, ACKNOWLEDGE]),
	);
	await n8n.createWorkflow(pushWorkflow('skipping', 'received', [skipOrder, step, MARK]));
	await n8n.createWorkflow(pushWorkflow('skippingPushes', 'workflowFinished', [SKIP, step, MARK]));
	const shortly = having(SKIP, { longestRun: 0.5 });
	await n8n.createWorkflow(
		pushWorkflow('skippingFinished', 'workflowFinished', [shortly, step, MARK]),
	);
	await n8n.createWorkflow(
		pushWorkflow('skippingAcknowledged', 'acknowledgeOperation', [shortly, step, ACKNOWLEDGE]),
	);
	await n8n.createWorkflow(
		pushWorkflow('guarded', 'workflowFinished', [step], {
			credential,
			additionalOptions: { allowedIps: '127.0.0.0/8, ::1' },
		}),
	);
	await n8n.createWorkflow(options('elsewhere', { allowedIps: '203.0.113.0/24' }));
	await n8n.createWorkflow(options('expecting', { expectedOrders: '/^EXPECTED-/' }));
	await n8n.createWorkflow(options('small', { maxBodySize: 1 }));
	await n8n.createWorkflow(options('impatient', { idleTimeout: 1 }));
});

afterAll(async () => {
	await installation?.stop();
	await downstream?.stop();
});

function options(path: string, additionalOptions: INodeParameters) {
	return pushWorkflow(path, 'workflowFinished', undefined, { additionalOptions });
}

interface PushedFields {
	content?: string;
	hash?: string;
}

function body(orderNumber: string, fields: PushedFields = {}, document = DOCUMENT): string {
	const extendData = {
		signid: `signid of ${orderNumber}`,
		ordernumber: orderNumber,
		content: document.toString('base64'),
		hash: createHash('sha256').update(document).digest('hex'),
		...fields,
	};
	return JSON.stringify({ actiontype: 'PushSignedDoc', status: 1, errorcode: '0', extendData });
}

async function post(
	path: string,
	payload: string | Buffer,
	headers: Record<string, string> = {},
): Promise<{ status: number; answer: string; headers: Headers }> {
	const response = await fetch(installation.n8n.webhookUrl(path), {
		method: 'POST',
		// n8n may close a kept-alive connection just as it is reused.
		headers: { 'Content-Type': 'application/json', connection: 'close', ...headers },
		body: typeof payload === 'string' ? payload : new Uint8Array(payload),
	});
	return { status: response.status, answer: await response.text(), headers: response.headers };
}

async function itemsOf(orderNumber: string, output = 0) {
	return (await installation.n8n.executions())
		.flatMap((execution) => outputItems(execution, TRIGGER_NODE, output))
		.filter(({ json }) => json['orderNumber'] === orderNumber);
}

const callsOf = (orderNumber: string) =>
	downstream.calls.filter((path) => path === `/${orderNumber}`).length;

describe('who may push', () => {
	it.each([
		['without a token', 'guarded/push', {}, 401],
		['with a wrong token', 'guarded/push?token=wrong', {}, 403],
		['with the token as a list', 'guarded/push?token=secret&token=secret', {}, 401],
		[
			'with a wrong password',
			'guarded/push',
			{ Authorization: `Basic ${Buffer.from('anyone:wrong').toString('base64')}` },
			403,
		],
		['from another address', 'elsewhere/push', {}, 403],
	])('is refused %s, and starts nothing', async (_, path, headers, status) => {
		const before = (await installation.n8n.executions()).length;
		const { answer, ...response } = await post(path, body('STRANGER'), headers);
		expect(response.status).toBe(status);
		expect(answer).toMatch(/^0 /);
		expect((await installation.n8n.executions()).length).toBe(before);
	});

	it.each<[string, string, Record<string, string>]>([
		['with the token in the address', 'guarded/push?token=secret', {}],
		[
			'with the token as password',
			'guarded/push',
			{ Authorization: `Basic ${Buffer.from('wosign:secret').toString('base64')}` },
		],
	])('is allowed %s', async (how, path, headers) => {
		expect(await post(path, body(`FRIEND ${how}`), headers)).toMatchObject({
			status: 200,
			answer: '1',
		});
	});

	it('is not read at all if not allowed: an endless body is answered immediately', async () => {
		const url = new URL(installation.n8n.webhookUrl('elsewhere/push'));
		const status = await new Promise((resolve, reject) => {
			const endless = request(url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
			});
			endless.once('response', (response) => {
				resolve(response.statusCode);
				endless.destroy();
			});
			endless.once('error', reject);
			endless.write('{');
		});
		expect(status).toBe(403);
	});

	it('pushes orders that are expected only; others leave no file and start nothing', async () => {
		const files = (await installation.n8n.binaryFiles()).length;
		expect(await post('expecting/push', body('OTHER-1'))).toMatchObject({ status: 403 });
		expect((await installation.n8n.binaryFiles()).length).toBe(files);
		expect(await itemsOf('OTHER-1')).toHaveLength(0);
		expect(await itemsOf('OTHER-1', 2)).toHaveLength(0);
		expect(await post('expecting/push', body('EXPECTED-1'))).toMatchObject({ answer: '1' });
	});
});

describe('a repeated push', () => {
	it.each(['open', 'received', 'acknowledged'])(
		'starts one workflow when two come at the same instant: %s',
		async (path) => {
			const orderNumber = `TWIN-${path}`;
			const answers = await Promise.all(
				[1, 2].map(async () => await post(`${path}/push`, body(orderNumber))),
			);
			const statuses = answers.map(({ status }) => status).sort();
			expect([
				[200, 200],
				[200, 409],
			]).toContainEqual(statuses);
			expect(await post(`${path}/push`, body(orderNumber))).toMatchObject({ answer: '1' });
			await installation.n8n.waitForExecution(
				({ status, runData }) =>
					status === 'success' &&
					runData[TRIGGER_NODE]?.[0]?.data?.main?.[0]?.[0]?.json['orderNumber'] === orderNumber,
			);
			expect(await itemsOf(orderNumber)).toHaveLength(1);
			expect(callsOf(orderNumber)).toBe(1);
		},
	);

	it.each(['open', 'received', 'acknowledged'])(
		'is answered again without starting anything, when the first answer was lost: %s',
		async (path) => {
			const { n8n, sandbox } = installation;
			const orderNumber = `LOST-${path}`;
			sandbox.setCallbackUrl(n8n.webhookUrl(`${path}/push`));
			sandbox.faultNextPush('answerLost');
			const first = await sandbox.pushDocument({ orderNumber, document: DOCUMENT });
			expect(first).toMatchObject({ accepted: false, error: 'the response was lost' });
			await sandbox.waitForAnswer(orderNumber);
			await waitUntil(() => callsOf(orderNumber) === 1);
			expect(await itemsOf(orderNumber)).toHaveLength(1);
		},
	);

	it('starts again if the workflow failed the first time', async () => {
		downstream.failNext(1);
		expect(await post('open/push', body('AGAIN-1'))).toMatchObject({ status: 500 });
		expect(await post('open/push', body('AGAIN-1'))).toMatchObject({ status: 200, answer: '1' });
		expect(await itemsOf('AGAIN-1')).toHaveLength(2);
	});

	it('is another push when its document is another', async () => {
		await post('open/push', body('CHANGED-1'));
		await post('open/push', body('CHANGED-1', {}, Buffer.from('%PDF-1.4 another')));
		expect(await itemsOf('CHANGED-1')).toHaveLength(2);
	});

	it.each(['open', 'received', 'acknowledged'])(
		'is the same push when its hash is by another member of SHA-2: %s',
		async (path) => {
			const orderNumber = `MEMBER-${path}`;
			await post(`${path}/push`, body(orderNumber));
			expect(await post(`${path}/push`, body(orderNumber, SHA512))).toMatchObject({ answer: '1' });
			// The answer may come before n8n has recorded the end of the execution.
			await waitUntil(async () => (await itemsOf(orderNumber)).length > 0);
			expect(await itemsOf(orderNumber)).toHaveLength(1);
		},
	);

	it('is known after a restart, where it was acknowledged when received', async () => {
		const orders = ['RESTART-1', 'RESTART-2'];
		for (const order of orders) await post('received/push', body(order));
		await installation.n8n.restart();
		const before = (await installation.n8n.executions()).length;
		for (const order of orders) {
			expect(await post('received/push', body(order))).toMatchObject({ status: 200, answer: '1' });
		}
		// Those that run are counted, too.
		expect((await installation.n8n.executions()).length).toBe(before);
	});

	it('passes the skip operation once, even after a restart and with another hash', async () => {
		const { n8n } = installation;
		// Other documents, so that the trigger itself holds each push for a new one.
		const pushAnew = async (count: number) => {
			await post('skipping/push', body('SKIP-1', {}, Buffer.concat([DOCUMENT, randomBytes(8)])));
			await waitUntil(async () => {
				const ended = (await n8n.executions()).filter(({ status }) => status === 'success');
				return ended.flatMap((one) => outputItems(one, 'Skip', 1)).length === count;
			});
		};
		await pushAnew(0);
		await waitUntil(() => callsOf('SKIP-1') === 1);
		await pushAnew(1);
		await post('skippingPushes/push', body('SKIP-2'));
		await n8n.restart();
		await pushAnew(2);
		await post('skippingPushes/push', body('SKIP-2', SHA512));
		expect(await itemsOf('SKIP-1')).toHaveLength(3);
		expect(callsOf('SKIP-1')).toBe(1);
		expect(await itemsOf('SKIP-2')).toHaveLength(2);
		expect(callsOf('SKIP-2')).toBe(1);
	});
});

describe('a push whose run fails after Push: Skip Processed', () => {
	it.each(['skippingFinished', 'skippingAcknowledged'])(
		'is not answered 1 while it is claimed, then passes again and is processed once: %s',
		async (path) => {
			const { n8n } = installation;
			const orderNumber = `STEP-FAILS-${path}`;
			downstream.failNext(1);
			expect(await post(`${path}/push`, body(orderNumber))).toMatchObject({ status: 500 });
			expect(await post(`${path}/push`, body(orderNumber))).toMatchObject({ status: 500 });
			expect(callsOf(orderNumber)).toBe(1);
			const answered = async () =>
				(await post(`${path}/push`, body(orderNumber))).answer === '1' || undefined;
			await waitFor('the claim to be free', answered);
			expect(callsOf(orderNumber)).toBe(2);
			// The trigger itself has forgotten what it answered.
			await n8n.restart();
			await post(`${path}/push`, body(orderNumber));
			expect(callsOf(orderNumber)).toBe(2);
		},
	);
});

async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
	await waitFor('a condition', async () => (await condition()) || undefined);
}

describe('a workflow that was switched off', () => {
	it('loses nothing: what was pushed meanwhile comes when it is on again', async () => {
		const { n8n, sandbox } = installation;
		const id = await n8n.createWorkflow(pushWorkflow('switched', 'workflowFinished'));
		const { versionId } = versionSchema.parse(await n8n.session.call('GET', `/workflows/${id}`));
		await n8n.session.call('POST', `/workflows/${id}/deactivate`);
		sandbox.setCallbackUrl(n8n.webhookUrl('switched/push'));
		await waitFor(
			'the webhook to go',
			async () => (await post('switched/push', '{}')).status === 404 || undefined,
		);
		const first = await sandbox.pushDocument({ orderNumber: 'OFF-1', document: DOCUMENT });
		expect(first).toMatchObject({ httpStatus: 404, accepted: false });
		await n8n.session.call('POST', `/workflows/${id}/activate`, { versionId });
		await sandbox.waitForAnswer('OFF-1');
		expect(await itemsOf('OFF-1')).toHaveLength(1);
	});
});

describe('the test URL', () => {
	it('runs the workflow once for each click on Listen, every push as if it were new', async () => {
		const { n8n } = installation;
		const workflow = pushWorkflow('tried', 'workflowFinished');
		const id = await n8n.createWorkflow(workflow);
		const url = n8n.webhookUrl('tried/push').replace('/webhook/', '/webhook-test/');
		for (const run of [1, 2]) {
			const listening = await n8n.session.call('POST', `/workflows/${id}/run`, {
				workflowData: { ...workflow, id, active: true, settings: { executionOrder: 'v1' } },
				triggerToStartFrom: { name: TRIGGER_NODE },
				destinationNode: { nodeName: 'Done', mode: 'inclusive' },
			});
			expect(listening).toEqual({ waitingForWebhook: true });
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: body('TRIED-1'),
			});
			expect([response.status, await response.text()]).toEqual([200, '1']);
			await waitUntil(async () => (await itemsOf('TRIED-1')).length === run);
		}
	});
});

describe('a sender who sends too much, or nothing', () => {
	it('is answered 413, when it says beforehand that the body is too large', async () => {
		const { status, answer } = await post('small/push', Buffer.alloc(MEGABYTE + 1, ' '));
		expect(status).toBe(413);
		expect(answer).toMatch(/^0 /);
	});

	it('is answered 413 for a body that becomes too large when decompressed', async () => {
		const bomb = gzipSync(Buffer.alloc(20 * MEGABYTE, ' '));
		expect(await post('small/push', bomb, { 'Content-Encoding': 'gzip' })).toMatchObject({
			status: 413,
		});
	});

	it('is cut off after the idle time, and leaves nothing behind', async () => {
		const { n8n } = installation;
		const files = (await n8n.binaryFiles()).length;
		const whole = body('STALLED-1', {}, randomBytes(MEGABYTE));
		const status = await new Promise((resolve, reject) => {
			const stalled = request(n8n.webhookUrl('impatient/push'), {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', 'Content-Length': whole.length },
			});
			stalled.once('response', (response) => {
				resolve(response.statusCode);
				response.resume();
			});
			stalled.once('error', reject);
			stalled.write(whole.slice(0, whole.length / 2));
		});
		expect(status).toBe(408);
		if (REMOVES_PARTIAL_FILES) {
			await waitFor(
				'the files to go',
				async () => (await n8n.binaryFiles()).length === files || undefined,
			);
		}
		expect(await itemsOf('STALLED-1', 0)).toHaveLength(0);
		expect(await itemsOf('STALLED-1', 2)).toHaveLength(0);
	});
});

describe('bad pushes', () => {
	it('leave no file and nothing on Signed, a thousand of them', async () => {
		const { n8n } = installation;
		const before = (await n8n.binaryFiles()).length;
		const badItems = async (output: number) =>
			(await n8n.executions())
				.flatMap((execution) => outputItems(execution, TRIGGER_NODE, output))
				.filter(({ json }) => String(json['orderNumber']).startsWith('BAD-'));
		const startedAt = Date.now();
		const large = randomBytes(200_000);
		const bad = [
			(number: string) => body(number, { hash: createHash('sha256').digest('hex') }, large),
			(number: string) => body(number, {}, large).slice(0, -20_000),
			(number: string) => body(number, { content: `${large.toString('base64')}*` }, large),
			(number: string) => body(number, { hash: '' }, large),
		];
		const statuses = new Map<number, number>();
		const pushBad = async (index: number) => {
			const payload = bad[index % bad.length]?.(`BAD-${index}`) ?? '';
			// A busy n8n responds that its database isn't ready before it calls the node; senders retry.
			const { status, answer } = await waitFor('n8n’s database', async () => {
				const response = await post('open/push', payload);
				return response.answer.includes('Database is not ready') ? undefined : response;
			});
			expect(answer).toMatch(/^0 /);
			statuses.set(status, (statuses.get(status) ?? 0) + 1);
		};
		for (let sent = 0; sent < 1_000; sent += 50) {
			await Promise.all(
				Array.from({ length: 50 }, async (_, index) => await pushBad(sent + index)),
			);
		}
		const reported = async () => (await badItems(2)).length > 0 || undefined;
		await waitFor('the first to be reported', reported);
		// Only this many per minute are reported, whatever unknown callers send.
		const minutes = Math.ceil((Date.now() - startedAt) / 60_000);
		expect((await badItems(2)).length).toBeLessThanOrEqual(20 * (minutes + 1));
		expect(Object.fromEntries(statuses)).toEqual({ 400: 750, 422: 250 });
		if (REMOVES_PARTIAL_FILES) expect((await n8n.binaryFiles()).length).toBe(before);
		expect(await badItems(0)).toHaveLength(0);
	}, 600_000);
});
