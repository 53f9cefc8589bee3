import type { IHttpRequestOptions } from 'n8n-workflow';
import type { ExecuteContext } from 'n8n-core';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import { binaryOf, inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	await startBinaryStorage('filesystem');
});
afterAll(async () => await sandbox.stop());

/** n8n before 2.20: `httpRequest` drops the client certificate without a word. */
function withoutAgentOptions({ helpers }: ExecuteContext): void {
	const httpRequest = helpers.httpRequest.bind(helpers);
	helpers.httpRequest = async (options: IHttpRequestOptions): Promise<unknown> =>
		await httpRequest({ ...options, agentOptions: {} });
	helpers.httpRequestWithAuthentication = async () =>
		await Promise.reject(new Error('would send no certificate'));
}

function orderWith(orderNumber: string): Omit<NodeRunOptions, 'items'> {
	return {
		credential: credentialFor(sandbox),
		node: { parameters: orderParameters('form', { orderNumber }) },
		adapt: withoutAgentOptions,
	};
}

describe('an n8n whose httpRequest drops the client certificate', () => {
	it.each([
		['inline', inlineBinaryOf],
		['stored', binaryOf],
	])('sends the same order with the certificate all the same: %s files', async (kept, binary) => {
		const run = await runNode({
			...orderWith(kept),
			items: [{ json: {}, binary: await binary() }],
		});
		expect(run.items[0]?.json).toMatchObject({ status: 1, orderNumber: kept });
		const request = sandbox.requests.at(-1);
		expect(request?.headers['content-length']).toBe(String(request?.body.length));
		expect(request?.headers['transfer-encoding']).toBeUndefined();
		expect(request?.contentType).toBe('application/json; charset=utf-8');
	});

	it.each([
		['http500', '500'],
		['redirect', '302'],
		['reset', 'outcomeUnknown'],
		[-50, '-50'],
	] as const)('tells of %s as any other', async (failure, httpCode) => {
		sandbox.failNextRequest(failure);
		const items = [{ json: {}, binary: inlineBinaryOf() }];
		expect(await failureOf({ ...orderWith('FAILS'), items })).toMatchObject({ httpCode });
	});

	it('says so when it has no older helper either, and sends nothing', async () => {
		const before = sandbox.requests.length;
		const error = await failureOf({
			...orderWith('NONE'),
			items: [{ json: {}, binary: inlineBinaryOf() }],
			adapt: (context) => {
				withoutAgentOptions(context);
				Reflect.deleteProperty(context.helpers, 'requestWithAuthentication');
			},
		});
		expect(error).toMatchObject({ httpCode: 'clientCertificateUnsupported' });
		expect(error.description).toContain('Nothing was sent.');
		expect(sandbox.requests).toHaveLength(before);
	});
});
