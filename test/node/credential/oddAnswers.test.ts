import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TlsServer } from '../../../harness/tlsServer';
import { startTlsServer } from '../../../harness/tlsServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startConnectProxy, withProxy } from '../../support/connectProxy';
import { tested } from '../support/credentialTest';
import { credentialFor, pfxCredentialFor } from '../support/sandboxCredential';

const LIMIT = 30_000;
const SHORT_LIMIT = 500;

let sandbox: Sandbox;
let server: TlsServer;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());
afterEach(async () => {
	jest.restoreAllMocks();
	await server?.stop();
});

/** Tests the credential with a custom server. */
async function testedAt(
	handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
	server = await startTlsServer({ handle });
	const { url: baseUrl, certificate: caCertificate } = server;
	const result = await tested(credentialFor(sandbox, { baseUrl, caCertificate }));
	expect(result.status).toBe('Error');
	return result.message;
}

/** Skips the test's 30 seconds. */
function shortenLimit(): void {
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((milliseconds) =>
			timeout(milliseconds === LIMIT ? SHORT_LIMIT : milliseconds),
		);
}

/** Resolves once the server has no open connections. */
async function expectAllClosed(): Promise<void> {
	const count = async () =>
		await new Promise<number>((resolve) => server.connections((_, open) => resolve(open)));
	const deadline = Date.now() + 5_000;
	while ((await count()) > 0 && Date.now() < deadline) await new Promise(setImmediate);
	expect(await count()).toBe(0);
}

describe('a server that keeps the credential test waiting', () => {
	it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
		['never responds', (request) => void request.resume()],
		[
			'answers byte by byte',
			(request, response) => {
				request.resume();
				response.writeHead(200);
				const drip = setInterval(() => response.write(' '), 20);
				response.on('close', () => clearInterval(drip));
			},
		],
	])('is given up after 30 seconds in all: it %s', async (_, handle) => {
		shortenLimit();
		expect(await testedAt(handle)).toBe(
			`${new URL(server.url).host} gave no answer within 30 seconds. No order was sent. Try again.`,
		);
		await expectAllClosed();
	});
});

it('an answer that never ends is read no further than its first megabyte', async () => {
	let sent = 0;
	const message = await testedAt((request, response) => {
		request.resume();
		const more = () => {
			while (!response.destroyed && response.write('x '.repeat(32 * 1024))) sent += 65_536;
		};
		response.on('drain', more);
		more();
	});
	expect(message).toMatch(/^The answer is not WoSignDoc’s \(HTTP 200\)\. The answer begins: x x/);
	await expectAllClosed();
	expect(sent).toBeLessThan(64 * 1024 * 1024);
});

describe('a server that echoes the request', () => {
	const answered = (status: number, answer: (body: string) => string, type = 'text/plain') =>
		((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				response.writeHead(status, { 'content-type': type, location: redirect() });
				response.end(answer(body));
			});
		}) satisfies (request: IncomingMessage, response: ServerResponse) => void;
	const redirect = () => `https://${sandbox.tokenId}.example/`;

	it.each([
		['as it came', answered(200, (body) => body)],
		['in a page', answered(500, (body) => `<pre>${encodeURIComponent(body)}</pre>`, 'text/html')],
		['in JSON', answered(400, (body) => JSON.stringify({ received: body }))],
		['in a redirect', answered(302, () => '')],
		[
			'as an error code',
			answered(200, (body) => JSON.stringify({ status: 0, errorcode: `code ${body}` })),
		],
	])('does not make the test show the TokenID: %s', async (_, handle) => {
		const message = await testedAt(handle);
		expect(message).toContain('•••');
		expect(message).not.toContain(sandbox.tokenId);
	});
});

describe('a credential test through an outgoing proxy', () => {
	it.each([
		['PEM', () => credentialFor(sandbox)],
		['PFX', () => pfxCredentialFor(sandbox)],
	])('presents the client certificate: %s', async (_, credential) => {
		const proxy = await startConnectProxy();
		const restore = withProxy(proxy.url);
		try {
			expect(await tested(credential())).toEqual({
				status: 'OK',
				message: 'The credential is good.',
			});
			expect(proxy.asked).toEqual([new URL(sandbox.url).host]);
		} finally {
			restore();
			await proxy.stop();
		}
	});

	it.each([
		[407, /^The outgoing proxy http:\S+ asks for a user and password \(HTTP 407\)\. /],
		[502, /^The outgoing proxy http:\S+ could not reach 127\.0\.0\.1:\d+ \(HTTP 502\)\. /],
		['hangsUp', /^No connection could be made: the outgoing proxy http:\S+\. /],
	] as const)('names the proxy that refuses it: %s', async (manner, told) => {
		const proxy = await startConnectProxy(manner);
		const restore = withProxy(proxy.url);
		try {
			const { status, message } = await tested(credentialFor(sandbox));
			expect(status).toBe('Error');
			expect(message).toMatch(told);
			expect(message).not.toContain('secret');
		} finally {
			restore();
			await proxy.stop();
		}
	});
});
