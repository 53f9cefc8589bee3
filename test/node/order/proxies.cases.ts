import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { startRawServer } from '../../../harness/tlsServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import type { ConnectProxy, ProxyManner } from '../../support/connectProxy';
import { startConnectProxy, withProxy } from '../../support/connectProxy';
import { failureOf } from '../support/orderFailure';
import { binaryOf, inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor, pfxCredentialFor } from '../support/sandboxCredential';

/** Orders sent through an outgoing proxy with either of n8n's helpers. */
export function describeProxies(helper: Pick<NodeRunOptions, 'adapt'>): void {
	let sandbox: Sandbox;
	let proxy: ConnectProxy;
	const cleanUp: Array<() => unknown> = [];
	beforeAll(async () => {
		await startBinaryStorage('filesystem');
		sandbox = await startSandbox({ autoSign: false });
	});
	afterAll(async () => await sandbox.stop());
	afterEach(async () => {
		for (const one of cleanUp.splice(0).reverse()) await one();
	});

	/** Starts a proxy and configures n8n to use it. */
	async function behind(manner: ProxyManner, noProxy?: string): Promise<void> {
		proxy = await startConnectProxy(manner);
		cleanUp.push(proxy.stop, withProxy(proxy.url, noProxy));
	}

	type Changes = Partial<NodeRunOptions> & { timeout?: number };

	function order({ timeout = 60, ...changes }: Changes = {}): NodeRunOptions {
		const parameters = orderParameters('form', { orderNumber: randomUUID(), options: { timeout } });
		return {
			credential: credentialFor(sandbox),
			node: { parameters },
			items: [{ json: {}, binary: inlineBinaryOf() }],
			...changes,
		};
	}

	describe('an order through an outgoing proxy', () => {
		it.each<[string, () => ICredentialDataDecryptedObject]>([
			['PEM and a private authority', () => credentialFor(sandbox)],
			['PFX and a private authority', () => pfxCredentialFor(sandbox)],
		])('arrives with its client certificate: %s', async (_name, credential) => {
			await behind(200);
			for (const binary of [inlineBinaryOf(), await binaryOf()]) {
				const items = [{ json: {}, binary }];
				const run = await runNode(order({ ...helper, credential: credential(), items }));
				expect(run.items[0]?.json).toMatchObject({ status: 1 });
			}
			const { host } = new URL(sandbox.url);
			expect(proxy.asked).toEqual([host, host]);
			expect(proxy.authorizations[0]).toBe(
				`Basic ${Buffer.from('user:secret').toString('base64')}`,
			);
		});

		it('does not go through it to a host that NO_PROXY exempts', async () => {
			await behind(502, '127.0.0.1');
			const { items } = await runNode(order(helper));
			expect(items[0]?.json).toMatchObject({ status: 1 });
			expect(proxy.asked).toEqual([]);
		});

		it.each<[string, ProxyManner, string, string]>([
			[
				'wants a user and password',
				407,
				'asks for a user and password (HTTP 407)',
				'http://user:password@proxy:port',
			],
			['forbids it', 403, 'does not allow connections to', 'Ask the proxy’s administrator'],
			['cannot reach the server', 502, 'could not reach', 'Ask the proxy’s administrator'],
			['times out waiting for the server', 504, 'could not reach', 'Ask the proxy’s administrator'],
			['answers oddly', 404, 'opened no connection to', 'Ask the proxy’s administrator'],
		])('has sent nothing when the proxy %s', async (_, manner, happened, remedy) => {
			await behind(manner);
			const before = sandbox.requests.length;
			for (const binary of [inlineBinaryOf(), await binaryOf()]) {
				const error = await failureOf(order({ ...helper, items: [{ json: {}, binary }] }));
				expect(error).toMatchObject({ httpCode: 'requestNotSent' });
				expect(error.message).toContain(`The outgoing proxy ${proxy.name} ${happened}`);
				expect(error.description).toContain(remedy);
				expect(error.description).toMatch(/NO_PROXY\. Nothing was sent\.$/);
				expect(JSON.stringify([error.message, error.description])).not.toContain('secret');
			}
			expect(sandbox.requests).toHaveLength(before);
		});

		it('has sent nothing if the proxy is unreachable, and names the proxy', async () => {
			await behind(200);
			await proxy.stop();
			cleanUp.shift();
			const error = await failureOf(order(helper));
			expect(error).toMatchObject({ httpCode: 'requestNotSent' });
			expect(error.message).toBe(
				`No connection could be made (TCP): the outgoing proxy ${proxy.name}`,
			);
			expect(error.description).toContain('is set to reach 127.0.0.1');
			expect(error.description).toMatch(/Nothing was sent\.$/);
		});

		it.each([
			['hangsUp', /^No connection could be made: the outgoing proxy/],
			['hangs', /^The outgoing proxy http:.+ opened no connection within 1 seconds$/],
		] as const)('has sent nothing when the proxy %s', async (manner, message) => {
			await behind(manner);
			const error = await failureOf(order({ ...helper, timeout: 1 }));
			expect(error).toMatchObject({ httpCode: 'requestNotSent' });
			expect(error.message).toMatch(message);
			expect(error.description).toContain('Nothing was sent.');
		});

		it('has sent nothing if TLS fails in the tunnel, which is the server’s fault', async () => {
			const server = await startRawServer((socket) =>
				socket.once('data', () => socket.resetAndDestroy()),
			);
			cleanUp.push(server.stop);
			await behind(200);
			const credential = credentialFor(sandbox, { baseUrl: server.url });
			const error = await failureOf(order({ ...helper, credential }));
			expect(error).toMatchObject({ httpCode: 'requestNotSent' });
			expect(error.message).toBe(
				`The connection ended during the TLS handshake (TLS): ${new URL(server.url).host}`,
			);
			expect(error.description).toContain(`through the outgoing proxy ${proxy.name}`);
		});

		it('that is lost after it was sent may exist, proxy or not', async () => {
			await behind(200);
			sandbox.failNextRequest('lostAnswer');
			expect(await failureOf(order(helper))).toMatchObject({ httpCode: 'outcomeUnknown' });
		});
	});
}
