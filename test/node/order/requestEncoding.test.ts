import type { INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { firstContact, startSandbox } from '../../../sandbox';
import { tested } from '../support/credentialTest';
import { errorItemOf, failureOf } from '../support/orderFailure';
import { binaryOf, FILES, orderParameters } from '../support/orders';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

const sandboxes: Sandbox[] = [];
afterAll(async () => await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop())));

/** A platform that hasn't been called yet. */
async function platform(reads?: 'json' | 'percentEncoded'): Promise<Sandbox> {
	const sandbox = await startSandbox({
		autoSign: false,
		like: reads && firstContact({ requests: { encodings: [reads] } }),
	});
	sandboxes.push(sandbox);
	return sandbox;
}

async function orderTo(sandbox: Sandbox, options: INodeParameters = {}) {
	const orderNumber = randomUUID();
	return {
		credential: credentialFor(sandbox),
		node: { parameters: orderParameters('form', { orderNumber, options }) },
		items: [{ json: {}, binary: await binaryOf(FILES) }],
	};
}

const encodingsOf = ({ requests }: Sandbox) =>
	requests.map(({ contentType = '' }) => (contentType.includes('json') ? 'json' : 'form'));

describe('an order to a platform that reads percent-encoded requests only', () => {
	it('is sent as JSON, then percent-encoded, which is shown; the next goes so at once', async () => {
		const sandbox = await platform('percentEncoded');
		const first = await runNode(await orderTo(sandbox));
		expect(first.items[0]?.json).toMatchObject({
			status: 1,
			warnings: [{ code: 'otherEncoding', where: '' }],
		});
		const hint = 'WoSignDoc rejected JSON (-63) and read the same request percent-encoded';
		expect(first.hints.map(({ message }) => message)).toEqual([expect.stringContaining(hint)]);
		const second = await runNode(await orderTo(sandbox));
		expect(second.items[0]?.json).not.toHaveProperty('warnings');
		expect(second.hints).toEqual([]);
		expect(encodingsOf(sandbox)).toEqual(['json', 'form', 'form']);
		expect(sandbox.orders.map(({ document }) => document)).toEqual([
			FILES.contract.bytes,
			FILES.contract.bytes,
		]);
	});

	it('goes so at once after the credential was tested, which says so', async () => {
		const sandbox = await platform('percentEncoded');
		const { status, message } = await tested(credentialFor(sandbox));
		expect(status).toBe('OK');
		expect(message).toContain('WoSignDoc reads percent-encoded requests only');
		await runNode(await orderTo(sandbox));
		expect(encodingsOf(sandbox)).toEqual(['json', 'form', 'form']);
		expect(sandbox.orders).toHaveLength(1);
	});

	it('is rejected, sent once, where JSON is asked for', async () => {
		const sandbox = await platform('percentEncoded');
		const error = await failureOf(await orderTo(sandbox, { requestEncoding: 'json' }));
		expect(error.message).toContain('[-63]');
		expect(error.description).toContain("see the options 'Request Encoding'");
		expect(encodingsOf(sandbox)).toEqual(['json']);
	});
});

describe('an order that the platform could not read', () => {
	it('is sent in both encodings, never a third time', async () => {
		const sandbox = await platform();
		sandbox.failNextRequest(-63);
		sandbox.failNextRequest(-63);
		const error = await failureOf(await orderTo(sandbox));
		expect(error.message).toContain('[-63]');
		expect(error.description).toContain('as JSON and percent-encoded; neither was read');
		expect(encodingsOf(sandbox)).toEqual(['json', 'form']);
		expect(sandbox.orders).toEqual([]);
	});

	it('is not sent again when the second answer is lost', async () => {
		const sandbox = await platform();
		sandbox.failNextRequest(-63);
		sandbox.failNextRequest('lostAnswer');
		expect(await errorItemOf(await orderTo(sandbox))).toMatchObject({ code: 'outcomeUnknown' });
		expect(sandbox.orders).toHaveLength(1);
		expect(encodingsOf(sandbox)).toEqual(['json', 'form']);
	});

	it('is sent as JSON again when the platform reads that after all', async () => {
		const sandbox = await platform();
		sandbox.failNextRequest(-63);
		await runNode(await orderTo(sandbox));
		sandbox.failNextRequest(-63);
		const { hints } = await runNode(await orderTo(sandbox));
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('rejected the percent-encoded request (-63) and read'),
		]);
		expect(encodingsOf(sandbox)).toEqual(['json', 'form', 'form', 'json']);
	});

	it.each([-69, -79, -100, -80, 'http500', 'html', 'empty'] as const)(
		'is one with -63 alone: %s is not sent again',
		async (answer) => {
			const sandbox = await platform();
			sandbox.failNextRequest(answer);
			await failureOf(await orderTo(sandbox));
			expect(encodingsOf(sandbox)).toEqual(['json']);
		},
	);

	it.each([
		['has another code, too', { status: 0, errorcode: '-63&-57' }],
		['says that it was taken', { status: 1, errorcode: -63, signid: 'S' }],
	])('is not one whose answer %s', async (_, answer) => {
		const sandbox = await platform();
		sandbox.failNextRequest({ status: 200, body: JSON.stringify(answer) });
		await Promise.allSettled([runNode(await orderTo(sandbox))]);
		expect(encodingsOf(sandbox)).toEqual(['json']);
	});
});

describe('a refusal that the form of a request may explain', () => {
	it.each([-63, -69, -79, -100])('%i names the options, until an order was taken', async (code) => {
		const sandbox = await platform();
		const refused = async () => {
			sandbox.failNextRequest(code);
			return await failureOf(await orderTo(sandbox, { requestEncoding: 'json' }));
		};
		const options = "see the options 'Request Encoding' and 'Platform Variations'";
		expect((await refused()).description).toContain(options);
		await runNode(await orderTo(sandbox));
		expect((await refused()).description).not.toContain(options);
	});

	it('is not one of -57', async () => {
		const sandbox = await platform();
		sandbox.failNextRequest(-57);
		expect((await failureOf(await orderTo(sandbox))).description).not.toContain('Platform');
	});
});

describe('what else the platform answers', () => {
	const answered = async (extra: Record<string, unknown>) => {
		const sandbox = await platform();
		const body = JSON.stringify({ status: 1, signid: 'S', ...extra });
		sandbox.failNextRequest({ status: 200, body });
		const { items } = await runNode(await orderTo(sandbox));
		return { json: items[0]?.json, tokenId: sandbox.tokenId };
	};

	it('is in the item, as it came', async () => {
		const { json } = await answered({ signUrl: 'https://x', extendData: { Expires: 3 } });
		expect(json).toMatchObject({
			signid: 'S',
			answer: { signUrl: 'https://x', extendData: { Expires: 3 } },
		});
	});

	it('is without the token and files that it may echo', async () => {
		const sandbox = await platform();
		const file = FILES.contract.bytes.toString('base64');
		const echo = { you: `token ${sandbox.tokenId}`, filebase: file };
		const body = JSON.stringify({ status: 1, signid: 'S', echo });
		sandbox.failNextRequest({ status: 200, body });
		const { items } = await runNode(await orderTo(sandbox));
		expect(items[0]?.json['answer']).toEqual({ echo: { you: 'token •••', filebase: '[base64]' } });
	});

	it('is left out when there is nothing, or far too much', async () => {
		expect((await answered({})).json).not.toHaveProperty('answer');
		expect((await answered({ x: 'word '.repeat(10_000) })).json).not.toHaveProperty('answer');
	});
});

describe('platform variations', () => {
	it('write the request otherwise, the stored file as well', async () => {
		const sandbox = await platform();
		const platformVariations = ['escapedPlusSigns', 'sortedKeys', 'signerTypeAsNumber'];
		await runNode(await orderTo(sandbox, { platformVariations, subject: '1 + 1' }));
		const text = sandbox.requests[0]?.body.toString() ?? '';
		expect(text).toMatch(/^\{"actiontype"/);
		expect(text).not.toContain('+');
		expect(text).toContain('"signType":1');
		expect(sandbox.orders).toMatchObject([{ subject: '1 + 1', document: FILES.contract.bytes }]);
	});

	it('that do not exist are a problem, and nothing is sent', async () => {
		const sandbox = await platform();
		const error = await failureOf(await orderTo(sandbox, { platformVariations: ['upsideDown'] }));
		expect(error.message + error.description).toContain('Options › Platform Variations');
		expect(sandbox.requests).toEqual([]);
	});
});
