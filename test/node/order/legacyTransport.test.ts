import { startTlsServer } from '../../../harness/tlsServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import { withoutAgentOptions } from '../support/legacyHelpers';
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
	])('still sends the same order with the certificate: %s files', async (kept, binary) => {
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
	] as const)('reports %s like any other', async (failure, httpCode) => {
		sandbox.failNextRequest(failure);
		const items = [{ json: {}, binary: inlineBinaryOf() }];
		expect(await failureOf({ ...orderWith('FAILS'), items })).toMatchObject({ httpCode });
	});

	it.each([
		['TLSv1.2', 'requestNotSent', /Nothing was sent\.$/],
		['TLSv1.3', 'outcomeUnknown', /^The server refused the client certificate[^]*Unknown outcome/],
	] as const)(
		'determines by the connection whether a server that rejects the certificate may have the order: %s',
		async (version, httpCode, description) => {
			const server = await startTlsServer({ version, refusesCertificate: true });
			try {
				const { url: baseUrl, certificate: caCertificate } = server;
				const error = await failureOf({
					...orderWith('ALERT'),
					credential: credentialFor(sandbox, { baseUrl, caCertificate }),
					items: [{ json: {}, binary: inlineBinaryOf() }],
				});
				expect(error).toMatchObject({ httpCode });
				expect(error.description).toMatch(description);
				expect(server.requests()).toBe(0);
			} finally {
				await server.stop();
			}
		},
	);

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
