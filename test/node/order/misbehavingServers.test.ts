import type { ExecuteContext } from 'n8n-core';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readlinkSync, truncateSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TlsServer } from '../../../harness/tlsServer';
import { startTlsServer } from '../../../harness/tlsServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage, storedFile } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import { binaryOf, FILES, inlineBinaryOf, orderParameters } from '../support/orders';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

let sandbox: Sandbox;
let server: TlsServer | undefined;
beforeAll(async () => {
	await startBinaryStorage('filesystem');
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());
afterEach(async () => {
	await server?.stop();
	server = undefined;
});

/** Larger than the socket buffers on both ends, and than what is kept in memory between two reads. */
const large = { bytes: Buffer.alloc(17 * 1024 * 1024, 'PK\u0003\u0004'), fileName: 'a.docx' };

/** Runs an order against a custom server, with a timeout of one second. */
async function orderTo(
	handle: Handle,
	{
		files = {},
		options = {},
	}: { files?: Record<string, typeof large>; options?: INodeParameters } = {},
) {
	server = await startTlsServer({ handle });
	const item: INodeExecutionData = { json: {}, binary: await binaryOf({ ...FILES, ...files }) };
	const parameters = orderParameters('form', {
		orderNumber: randomUUID(),
		options: { timeout: 1, ...options },
	});
	return {
		credential: credentialFor(sandbox, {
			baseUrl: server.url,
			caCertificate: server.certificate,
		}),
		node: { parameters },
		items: [item],
	};
}

const withLargeDocument = { files: { contract: large } };

/** Files in n8n's storage that this process has open. */
function openStoredFiles(): string[] {
	return readdirSync('/proc/self/fd').flatMap((descriptor) => {
		try {
			const path = readlinkSync(`/proc/self/fd/${descriptor}`);
			return /binary_data|binaryData/.test(path) ? [path] : [];
		} catch {
			return [];
		}
	});
}

/** Resolves once the stored files and the server's connections are closed. */
async function expectAllClosed(): Promise<void> {
	const connections = async () =>
		await new Promise<number>((resolve) => {
			server?.connections((_, count) => resolve(count));
		});
	const deadline = Date.now() + 5_000;
	while (((await connections()) > 0 || openStoredFiles().length > 0) && Date.now() < deadline) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	expect({ connections: await connections(), files: openStoredFiles() }).toEqual({
		connections: 0,
		files: [],
	});
}

const wholeBody = async (request: IncomingMessage) => {
	request.resume();
	await once(request, 'end');
};

const hang: Handle = (request) => void request.resume();
const resetInTheMiddle: Handle = (request) => {
	let received = 0;
	request.on('data', (chunk: Buffer) => {
		received += chunk.length;
		if (received > 1024 * 1024) request.socket.destroy();
	});
};
const resetAfterBody: Handle = (request) =>
	void wholeBody(request).then(() => request.socket.destroy());
const hangInTheAnswer: Handle = (request, response) =>
	void wholeBody(request).then(() => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
		response.write('{"status":1,');
	});
const trickle: Handle = (request, response) =>
	void wholeBody(request).then(() => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const drops = setInterval(() => response.write(' '), 50);
		response.once('close', () => clearInterval(drops));
	});

describe('a server that lets an order wait', () => {
	it.each<[string, Handle, string, RegExp]>([
		['never responds', hang, 'outcomeUnknown', /gave no answer within 1 seconds/],
		[
			'stops in the middle of its response',
			hangInTheAnswer,
			'outcomeUnknown',
			/gave no answer within 1 seconds/,
		],
		['never ends its response', trickle, 'outcomeUnknown', /gave no answer within 1 seconds/],
	])('and %s times out, with an unknown outcome', async (_, handle, code, message) => {
		const startedAt = Date.now();
		const error = await failureOf(await orderTo(handle));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: code });
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/^Unknown outcome: the order may exist\. .*safe/);
		expect(Date.now() - startedAt).toBeLessThan(5_000);
		await expectAllClosed();
	});

	it('and stops reading it times out, and the order can’t have been accepted', async () => {
		const stalled: IncomingMessage[] = [];
		const stall: Handle = (request) => void stalled.push(request.pause());
		const error = await failureOf(await orderTo(stall, withLargeDocument));
		// Only who reads sees that the other end is gone.
		for (const request of stalled) request.resume();
		expect(error).toMatchObject({ httpCode: 'requestNotSent' });
		expect(error.message).toMatch(/stopped accepting the order’s data for 1 seconds/);
		expect(error.description).toContain('the platform cannot have accepted it');
		await expectAllClosed();
	});

	it('and takes it slowly, but takes it, is waited for', async () => {
		const slowly: Handle = (request, response) => {
			const slowUntil = 4_500 + Date.now();
			request.on('data', () => {
				if (Date.now() > slowUntil) return;
				request.pause();
				setTimeout(() => request.resume(), 20);
			});
			request.on('end', () => response.end('{"status":1,"errorcode":0,"signid":"s-1"}'));
		};
		const startedAt = Date.now();
		const patient = { ...withLargeDocument, options: { timeout: 3 } };
		const { items } = await runNode(await orderTo(slowly, patient));
		expect(items[0]?.json).toMatchObject({ status: 1, signid: 's-1' });
		expect(Date.now() - startedAt).toBeGreaterThan(3_000);
		await expectAllClosed();
	});
});

describe('a connection that is reset', () => {
	it('while the order is being sent leaves no order', async () => {
		const error = await failureOf(await orderTo(resetInTheMiddle, withLargeDocument));
		expect(error).toMatchObject({ httpCode: 'requestNotSent' });
		expect(error.message).toMatch(/broke while the order was being sent/);
		expect(error.description).toContain('the platform cannot have accepted it');
		await expectAllClosed();
	});

	it('after the order was sent leaves the outcome unknown', async () => {
		const error = await failureOf(await orderTo(resetAfterBody));
		expect(error).toMatchObject({ httpCode: 'outcomeUnknown' });
		expect(error.message).toMatch(/ended before an answer came/);
		expect(error.description).toContain('Unknown outcome: the order may exist.');
		await expectAllClosed();
	});
});

describe('an answer that comes early, while the order is still being sent', () => {
	it.each<[string, string, RegExp]>([
		['a refusal', '{"status":0,"errorcode":-65}', /^\[-65\]/],
		['a page', '<html>Too large</html>', /^The server does not take a request of this size/],
	])('is read, and sending stops: %s', async (kind, body, message) => {
		const paused: IncomingMessage[] = [];
		const early: Handle = (request, response) => {
			request.once('data', () => {
				paused.push(request.pause());
				// Complete but not ended: Node.js would cut the connection, and the response might be lost.
				response.writeHead(kind === 'a page' ? 413 : 200, { 'content-length': body.length });
				response.write(body);
			});
		};
		const error = await failureOf(await orderTo(early, withLargeDocument));
		expect(error.message).toMatch(message);
		expect(paused.every(({ complete }) => !complete)).toBe(true);
		// Only who reads sees that the other end is gone.
		for (const request of paused) request.resume();
		await expectAllClosed();
	});
});

describe('an answer that never ends', () => {
	it('is read no further than its first megabyte', async () => {
		let sent = 0;
		const flood: Handle = (request, response) =>
			void wholeBody(request).then(() => {
				const more = () => {
					while (!response.destroyed && response.write('x '.repeat(32 * 1024))) sent += 65_536;
				};
				response.on('drain', more);
				more();
			});
		const error = await failureOf(await orderTo(flood));
		expect(error.message).toMatch(/The answer is not WoSignDoc’s/);
		await expectAllClosed();
		expect(sent).toBeLessThan(64 * 1024 * 1024);
	});
});

describe('an answer that is not the platform’s', () => {
	const answering =
		(status: number, body: string | Buffer, headers: Record<string, string> = {}): Handle =>
		(request, response) =>
			void wholeBody(request).then(() => {
				response.writeHead(status, headers);
				response.end(body);
			});

	it.each<[string, Handle, RegExp, RegExp]>([
		[
			'a redirect',
			answering(302, '', { location: 'https://elsewhere.example/login?token=abc' }),
			/^The address answered with a redirect \(HTTP 302\) to elsewhere\.example, which is not followed$/,
			/No order was created/,
		],
		[
			'a page',
			answering(200, '<!DOCTYPE html><p>Log in</p>'),
			/^A web page came instead/,
			/‹p>Log in/,
		],
		['nothing', answering(200, ''), /^The server answered with nothing \(HTTP 200\)$/, /safe/],
		['HTTP 500', answering(500, 'oops'), /^The server failed \(HTTP 500\)$/, /oops[^]*safe/],
		[
			'HTTP 403 without JSON',
			answering(403, 'no'),
			/^The server refused access \(HTTP 403\)/,
			/gateway/,
		],
		[
			'a JSON string in a JSON string',
			answering(200, JSON.stringify(JSON.stringify('{"status":1,"signid":"1"}'))),
			/^The answer is not WoSignDoc’s \(HTTP 200\)$/,
			/safe/,
		],
		[
			'GBK that is not declared',
			answering(200, Buffer.from('{"status":1,"signid":"\u00b2\u00c9"}', 'latin1')),
			/^The answer cannot be read \(HTTP 200\): its text is not in its charset, "utf-8"$/,
			/"signid":"\\xb2\\xc9"[^]*may exist/,
		],
	])('gets its own message: %s', async (_, handle, message, description) => {
		const error = await failureOf(await orderTo(handle));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		await expectAllClosed();
	});

	it('is decoded where it is in another charset that is declared', async () => {
		const body = Buffer.from('{"status":1,"signid":"\u00b2\u00c9\u00b9\u00ba"}', 'latin1');
		const headers = { 'content-type': 'application/json; charset=GBK' };
		const { items } = await runNode(await orderTo(answering(200, body, headers)));
		expect(items[0]?.json).toMatchObject({ status: 1, signid: '采购' });
	});

	it('has no secret of an order that it echoes', async () => {
		const echo: Handle = (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => response.end(`echo ${Buffer.concat(chunks).toString()}`));
		};
		const { tokenId } = sandbox;
		for (const requestEncoding of ['json', 'percentEncoded']) {
			const order = await orderTo(echo, { options: { requestEncoding, password: 'open sesame' } });
			const { description = '' } = await failureOf(order);
			expect(description).toContain('The answer begins: echo');
			// The token and the password.
			expect(description?.match(/•••/g)).toHaveLength(2);
			expect(description).not.toContain(tokenId);
			expect(description).not.toMatch(/open.{1,3}sesame/);
			await server?.stop();
		}
	});
});

describe('a stored file that changes between its measuring and its sending', () => {
	it('aborts the order before it is complete', async () => {
		let answered = 0;
		const order = await orderTo(
			(request, response) =>
				// A body that breaks off is expected here.
				void wholeBody(request).then(
					() => response.end(`${++answered}`),
					() => undefined,
				),
			withLargeDocument,
		);
		const { contract } = order.items[0]?.binary ?? {};
		const metadata = contract?.id ?? '';
		const error = await failureOf({
			...order,
			adapt: ({ helpers }) => {
				const getBinaryStream = helpers.getBinaryStream.bind(helpers);
				let opened = 0;
				// The document is opened once for checking, and a second time for sending.
				helpers.getBinaryStream = async (id, chunkSize) => {
					if (id === metadata && ++opened === 2) truncateSync(storedFile(metadata), 100);
					return await getBinaryStream(id, chunkSize);
				};
			},
		});
		expect(error.message).toBe('A stored file changed while it was read');
		expect(answered).toBe(0);
	});
});

describe('an order that fails before anything of it is sent', () => {
	it.each<[string, (context: ExecuteContext) => void]>([
		[
			'n8n refuses the request',
			({ helpers }) => {
				helpers.httpRequestWithAuthentication = async () =>
					await Promise.reject(new Error('blocked'));
			},
		],
		[
			'the address cannot be opened',
			({ helpers }) => {
				const httpRequest = helpers.httpRequest.bind(helpers);
				helpers.httpRequestWithAuthentication = async (_, options): Promise<unknown> =>
					await httpRequest({ ...options, url: 'no-such-scheme://' });
			},
		],
	])('leaves no stored file open: %s', async (_, adapt) => {
		await failureOf({ ...(await orderTo(hang, withLargeDocument)), adapt });
		await expectAllClosed();
	});
});

describe('in-memory files', () => {
	it('are given up by the time-out, too', async () => {
		const order = await orderTo(hang);
		const error = await failureOf({ ...order, items: [{ json: {}, binary: inlineBinaryOf() }] });
		expect(error).toMatchObject({ httpCode: 'outcomeUnknown' });
		await expectAllClosed();
	});
});
