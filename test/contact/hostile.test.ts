import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { startTlsServer } from '../../harness/tlsServer';
import { startSandbox, type Sandbox } from '../../sandbox';
import { contactRun, type ContactRun } from './support/contactRun';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

/** Runs the command against a server that answers every request like this, and counts the requests. */
async function contactAt(
	answer: (response: ServerResponse, socket: Duplex) => void,
): Promise<ContactRun & { requests: number }> {
	const server = await startTlsServer({
		requestCert: true,
		handle: (request, response) => {
			request.resume();
			request.socket.on('error', () => undefined);
			answer(response, request.socket);
		},
	});
	try {
		return { ...(await contactRun(sandbox, { server })), requests: server.requests() };
	} finally {
		await server.stop();
	}
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Keeps writing until the other side closes the connection. */
function endless(socket: Duplex, text: string): void {
	const again = () => {
		while (!socket.destroyed && socket.write(text));
	};
	socket.on('drain', again);
	again();
}

describe('an invalid response ends the command with an explanation:', () => {
	it.each<[string, (socket: Duplex) => void, RegExp]>([
		[
			'another protocol',
			(socket) =>
				socket.write(
					'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
				),
			/switched to another protocol \(HTTP 101\)/,
		],
		['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), /isn’t valid HTTP/],
		['nothing', (socket) => socket.end(), /The connection ended before a response arrived/],
		[
			'headers without end',
			(socket) => endless(socket, `${HEAD}x: ${'x'.repeat(9_000)}\r\n`),
			/isn’t valid HTTP/,
		],
		[
			'a body that breaks off',
			(socket) => socket.end(`${HEAD}content-length: 99\r\n\r\n{"status":0,`),
			/The connection ended before a response arrived/,
		],
	])('%s', async (_, answer, words) => {
		const { exitCode, said, page } = await contactAt((_, socket) => answer(socket));
		expect(exitCode).toBe(1);
		expect(said).toMatch(words);
		expect(page).toContain('Unknown: there was no response');
		// The end of the output, after the page.
		expect(said.split('\n').slice(-3).join('\n')).toMatch(words);
	});

	it('a body without end', async () => {
		const { exitCode, said } = await contactAt((_, socket) => {
			socket.write(`${HEAD}\r\n`);
			endless(socket, ' '.repeat(64 * 1024));
		});
		expect(exitCode).toBe(1);
		expect(said).toContain('connected, but the response is not from WoSignDoc');
	});
});

describe('the client certificate is not reported as accepted for', () => {
	it.each([
		[400, 'No required SSL certificate was sent'],
		[400, 'The SSL certificate error'],
	])('a page of nginx’s, HTTP %s, “%s”', async (status, text) => {
		const { said, result, requests } = await contactAt((response) => {
			response.writeHead(status, { 'content-type': 'text/html' });
			response.end(`<html><center>${text}</center></html>`);
		});
		expect(said).toContain('the client certificate is rejected');
		expect(result?.network?.tlsVersions).toEqual([]);
		expect(requests).toBe(2);
	});
});

describe('a response that may mean an order ends the command immediately, in any form:', () => {
	it.each([
		'{"errorcode":0,"signid":"abc"}',
		'{"code":200,"data":{"signId":77}}',
		'{"status":0,"errorcode":0}',
		'{"errorCode":"0"}',
		JSON.stringify('{"data":{"signid":"S1"}}'),
	])('%s', async (body) => {
		const { exitCode, said, requests } = await contactAt((response) => response.end(body));
		expect(exitCode).toBe(1);
		expect(said).toContain('as if it had created an order. Nothing more was sent');
		expect(requests).toBe(3);
	});

	it('but not one with an empty ID', async () => {
		const body = '{"status":0,"errorcode":-55,"signid":"","x":{"signid":null}}';
		const { exitCode } = await contactAt((response) => response.end(body));
		expect(exitCode).toBe(0);
	});
});

it('a response’s text never reaches the terminal as control characters', async () => {
	const body = JSON.stringify({
		status: 0,
		errorcode: '\u{1b}[2J',
		'\u{1b}]0;x\u{7}': 1,
		'\u{202e}': 2,
	});
	const { said } = await contactAt((response) => response.end(body));
	expect(said).toContain('\\u{1b}]0;x');
	expect(said).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
});

it('an invalid HTTP status doesn’t affect other observations', async () => {
	const { result, page } = await contactAt((_, socket) =>
		socket.end('HTTP/1.1 099 X\r\ncontent-length: 0\r\n\r\n'),
	);
	expect(result?.network?.tlsVersions).toEqual(['TLSv1.2', 'TLSv1.3']);
	expect(page).toContain('## Observations');
});

it('a gateway’s certificates, whose fingerprints would reveal its name, are not recorded', async () => {
	const { result } = await contactRun(sandbox);
	expect(result?.network?.cipher).toBeDefined();
	expect(result?.network?.serverChain).toBeUndefined();
});
