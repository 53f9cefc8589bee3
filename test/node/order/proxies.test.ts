import { randomUUID } from 'node:crypto';
import type { TlsServer } from '../../../harness/tlsServer';
import { startTlsServer } from '../../../harness/tlsServer';
import { startSandbox } from '../../../sandbox';
import { startConnectProxy, withProxy } from '../../support/connectProxy';
import { failureOf } from '../support/orderFailure';
import { inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';
import { describeProxies } from './proxies.cases';

describeProxies({});

/** It keeps the CA, so that the connection would be established. */
function droppingCertificate({
	url,
	certificate: ca,
}: TlsServer): NonNullable<NodeRunOptions['adapt']> {
	return ({ helpers: own }) => {
		const httpRequest = own.httpRequest.bind(own);
		own.httpRequestWithAuthentication = async (_, options): Promise<unknown> =>
			await httpRequest({ ...options, url, agentOptions: { ca } });
	};
}

describe('an n8n that drops the client certificate behind a proxy, as those before 2.36 do', () => {
	it('is detected before any of the order is sent', async () => {
		const sandbox = await startSandbox({ autoSign: false });
		let bytes = 0;
		const server = await startTlsServer({
			// Through a proxy, n8n checks this name even if the address is a number.
			host: { type: 'dns', value: 'localhost' },
			handle: (request) => request.on('data', (chunk: Buffer) => (bytes += chunk.length)),
		});
		const proxy = await startConnectProxy();
		const restore = withProxy(proxy.url);
		try {
			const error = await failureOf({
				credential: credentialFor(sandbox, { baseUrl: server.url }),
				node: { parameters: orderParameters('form', { orderNumber: randomUUID() }) },
				items: [{ json: {}, binary: inlineBinaryOf() }],
				adapt: droppingCertificate(server),
			});
			expect(error).toMatchObject({ httpCode: 'clientCertificateUnsupported' });
			expect(error.description).toContain(`goes through the outgoing proxy ${proxy.name}`);
			expect(error.description).toContain('n8n before 2.36');
			expect(error.description).toMatch(/Nothing was sent\.$/);
			expect(proxy.asked).toEqual([new URL(server.url).host]);
		} finally {
			restore();
			for (const one of [proxy, server, sandbox]) await one.stop();
		}
		expect(server.requests()).toBe(0);
		expect(bytes).toBe(0);
	});
});
