import type { NodeParameterValue } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { startTlsServer } from '../../../harness/tlsServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { failureOf } from '../support/orderFailure';
import { inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

function orderWith(timeout: NodeParameterValue): NodeRunOptions {
	const options = { timeout };
	return {
		credential: credentialFor(sandbox),
		node: { parameters: orderParameters('form', { orderNumber: randomUUID(), options }) },
		items: [{ json: {}, binary: inlineBinaryOf() }],
	};
}

describe('the option Timeout', () => {
	it.each([0, 0.5, -1, 3_601, 1e12, 'soon', '={{ NaN }}'])(
		'that is out of range is refused under its label, and nothing is sent: %s',
		async (timeout) => {
			const before = sandbox.requests.length;
			const error = await failureOf(orderWith(timeout));
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toContain(
				'Options › Timeout (Seconds): must be from 1 to 3600 seconds',
			);
			expect(sandbox.requests).toHaveLength(before);
		},
	);

	it.each([1, 3_600, '60', '', null, '={{ $json.none }}'])(
		'may be within its range, or empty: %s',
		async (timeout) => {
			const { items } = await runNode(orderWith(timeout));
			expect(items[0]?.json).toMatchObject({ status: 1 });
		},
	);
});

describe('n8n’s own limit, which counts from the start', () => {
	const require = createRequire(createRequire(__filename).resolve('n8n-core'));
	const { defaults } = require('axios') as { defaults: { timeout: number } };
	const usual = defaults.timeout;
	// 300 seconds where n8n runs.
	beforeEach(() => (defaults.timeout = 100));
	afterEach(() => (defaults.timeout = usual));

	it('does not end an order for which the option Timeout has more patience', async () => {
		const server = await startTlsServer({
			handle: (request, response) => {
				request.resume();
				setTimeout(() => response.end('{"status":1,"errorcode":0,"signid":"s-1"}'), 1_000);
			},
		});
		try {
			const { url: baseUrl, certificate: caCertificate } = server;
			const { items } = await runNode({
				...orderWith(60),
				credential: credentialFor(sandbox, { baseUrl, caCertificate }),
			});
			expect(items[0]?.json).toMatchObject({ status: 1, signid: 's-1' });
		} finally {
			await server.stop();
		}
	});
});
