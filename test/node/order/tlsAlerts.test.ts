import type { INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TlsServer, TlsServerOptions } from '../../../harness/tlsServer';
import { startCable, startRawServer, startTlsServer } from '../../../harness/tlsServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import { binaryOf, FILES, inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;
const MAY_EXIST = /Unknown outcome: the order may exist\./;
/** Larger than the socket buffers on both ends. */
const large = { bytes: Buffer.alloc(17 * 1024 * 1024, 'PK\u0003\u0004'), fileName: 'a.docx' };

let sandbox: Sandbox;
const running: Array<{ stop: () => Promise<void> }> = [];
beforeAll(async () => {
	await startBinaryStorage('filesystem');
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());
afterEach(async () => {
	for (const one of running.splice(0)) await one.stop();
});

async function serverWith(options: TlsServerOptions): Promise<TlsServer> {
	const server = await startTlsServer(options);
	running.push(server);
	return server;
}

/** Sends an order to a URL; inline files are sent as one buffer, stored ones as a stream. */
async function orderTo(
	{ url, certificate }: { url: string; certificate?: string },
	files: 'inline' | 'stored' | 'large' = 'inline',
	options: INodeParameters = {},
): Promise<NodeRunOptions> {
	const given = files === 'large' ? { ...FILES, contract: large } : FILES;
	const binary = files === 'inline' ? inlineBinaryOf() : await binaryOf(given);
	const parameters = orderParameters('form', { orderNumber: randomUUID(), options });
	return {
		credential: credentialFor(sandbox, {
			baseUrl: url,
			...(certificate && { caCertificate: certificate }),
		}),
		node: { parameters },
		items: [{ json: {}, binary }],
	};
}

/** A server of this version that has received a request, completely or partly, when its connection is corrupted. */
async function alertingServer(version: (typeof versions)[number], when: 'whole' | 'begun') {
	let received = 0;
	const handle = (request: IncomingMessage) => {
		request.on('error', () => undefined);
		request.on('data', (chunk: Buffer) => {
			received += chunk.length;
			if (when === 'begun' && received > 1024 * 1024) cable.spoil();
		});
		if (when === 'whole') request.on('end', () => cable.spoil());
	};
	const server = await serverWith({ version, handle });
	const cable = await startCable(server.url);
	running.push(cable);
	return { address: { url: cable.url, certificate: server.certificate }, received: () => received };
}

describe.each(versions)('an alert of a server of %s', (version) => {
	it.each(['inline', 'stored'] as const)(
		'after it has read the order leaves the outcome unknown: %s files',
		async (files) => {
			const { address, received } = await alertingServer(version, 'whole');
			const error = await failureOf(await orderTo(address, files));
			expect(error).toBeInstanceOf(NodeApiError);
			expect(error).toMatchObject({ httpCode: 'outcomeUnknown' });
			expect(error.message).toMatch(/ended before an answer came$/);
			expect(error.description).toMatch(MAY_EXIST);
			expect(error.description).toMatch(
				/^The server broke off the connection with an alert \(TLS\)/,
			);
			expect(error.description).not.toContain('Nothing was sent');
			expect(received()).toBeGreaterThan(0);
		},
	);

	it('in the middle of the order has kept it from arriving whole', async () => {
		const { address } = await alertingServer(version, 'begun');
		const error = await failureOf(await orderTo(address, 'large'));
		expect(error).toMatchObject({ httpCode: 'requestNotSent' });
		expect(error.message).toMatch(/broke while the order was being sent$/);
		expect(error.description).toContain('The order did not arrive completely');
		expect(error.description).not.toContain('Nothing was sent');
	});
});

describe('a server that refuses the client certificate', () => {
	it.each(['inline', 'stored'] as const)(
		'with TLS 1.3 may have the order by then: %s files',
		async (files) => {
			const server = await serverWith({ version: 'TLSv1.3', refusesCertificate: true });
			const error = await failureOf(await orderTo(server, files));
			expect(error).toMatchObject({ httpCode: 'outcomeUnknown' });
			expect(error.description).toMatch(/^The server refused the client certificate \(TLS\)/);
			expect(error.description).toMatch(MAY_EXIST);
			expect(error.description).toContain('Check that WoSign knows the credential’s certificate');
		},
	);

	it.each(['inline', 'stored'] as const)(
		'with TLS 1.2 has refused it before anything was sent: %s files',
		async (files) => {
			const server = await serverWith({ version: 'TLSv1.2', refusesCertificate: true });
			const error = await failureOf(await orderTo(server, files));
			expect(error).toMatchObject({ httpCode: 'requestNotSent' });
			// OpenSSL's TLS 1.2 servers send the same alert as for mismatched ciphers.
			expect(error.message).toMatch(
				/^The server and n8n could not agree on how to encrypt \(TLS\)/,
			);
			expect(error.description).toMatch(/alert 40[^]*no client certificate that it accepts/);
			expect(error.description).toMatch(/Nothing was sent\.$/);
			expect(server.requests()).toBe(0);
		},
	);
});

describe('a server whose certificate is refused', () => {
	it.each(versions)('has got no byte of the order: %s', async (version) => {
		const server = await serverWith({ version });
		for (const files of ['inline', 'stored'] as const) {
			const error = await failureOf(await orderTo({ url: server.url }, files));
			expect(error).toMatchObject({ httpCode: 'requestNotSent' });
			expect(error.description).toMatch(/Nothing was sent\.$/);
		}
		expect(server.requests()).toBe(0);
	});
});

describe('a handshake that does not come to its end', () => {
	const clientHello = async (socket: Socket, then: () => void) => void socket.once('data', then);

	it.each<[string, (socket: Socket) => void, string]>([
		[
			'because the connection is reset',
			(socket) => void clientHello(socket, () => void socket.resetAndDestroy()),
			'The connection ended during the TLS handshake (TLS)',
		],
		[
			'because the connection is closed',
			(socket) => void clientHello(socket, () => void socket.end()),
			'The connection ended during the TLS handshake (TLS)',
		],
		[
			'because the server does not speak TLS',
			(socket) =>
				void clientHello(socket, () => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
			'The server does not speak TLS (TLS)',
		],
	])('has sent nothing: %s', async (_, handle, happened) => {
		const server = await startRawServer(handle);
		running.push(server);
		for (const files of ['inline', 'stored'] as const) {
			const error = await failureOf(await orderTo(server, files));
			expect(error).toMatchObject({ httpCode: 'requestNotSent' });
			expect(error.message).toBe(`${happened}: ${new URL(server.url).host}`);
			expect(error.description).toMatch(/Nothing was sent\.$/);
		}
	});

	it('times out, and has sent nothing', async () => {
		const server = await startRawServer(() => undefined);
		running.push(server);
		const error = await failureOf(await orderTo(server, 'inline', { timeout: 1 }));
		expect(error).toMatchObject({ httpCode: 'requestNotSent' });
		expect(error.message).toMatch(
			/^127\.0\.0\.1:\d+ did not complete the TLS handshake within 1 seconds$/,
		);
		expect(error.description).toContain('Nothing was sent.');
	});
});
