import { once } from 'node:events';
import http from 'node:http';
import { PassThrough, pipeline } from 'node:stream';
import { streamOf } from '../../../nodes/WoSignDoc/shared/byteStream';
import { watchConnection } from '../../../nodes/WoSignDoc/shared/connectionState';

const body = () => streamOf(Buffer.from('{"order":1}'));

let server: http.Server | undefined;
afterEach(() => {
	server?.close();
	server?.closeAllConnections();
});

describe('the connection of a body', () => {
	it('cannot have had an effect before the body was read', () => {
		expect(watchConnection(body()).state).toBe('connecting');
	});

	it('is unknown when the body was read, but not into a request', async () => {
		const bytes = body();
		const connection = watchConnection(bytes);
		await bytes.toArray();
		expect(connection).toMatchObject({ state: undefined, proxy: undefined });
	});

	it.each<[string, (from: NodeJS.ReadableStream, to: NodeJS.WritableStream) => unknown]>([
		['straight', (from, to) => from.pipe(to)],
		['through another stream', (from, to) => from.pipe(new PassThrough()).pipe(to)],
		[
			'through a pipeline, as axios does with a limit',
			(from, to) => pipeline(from, new PassThrough(), () => undefined).pipe(to),
		],
	])('is found whatever way the body goes into its request: %s', async (_, send) => {
		server = http.createServer((request, response) => {
			request.resume();
			request.on('end', () => response.end('ok'));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as { port: number };
		const bytes = body();
		const connection = watchConnection(bytes);
		const request = http.request({ port, host: '127.0.0.1', method: 'POST' });
		send(bytes, request);
		const [response] = (await once(request, 'response')) as [http.IncomingMessage];
		// Not over TLS, as a proxy answers that opened no tunnel.
		expect(connection).toMatchObject({ isAnsweredByProxy: true, state: 'connecting' });
		response.resume();
		await once(response, 'end');
	});

	it('names the proxy of an agent that has one, without user and password', () => {
		const proxy = new URL('http://user:secret@proxy.example:3128');
		const agent = Object.assign(new http.Agent(), { proxy });
		const bytes = body();
		const connection = watchConnection(bytes);
		const request = http.request({ port: 1, host: '127.0.0.1', method: 'POST', agent });
		request.on('error', () => undefined);
		bytes.pipe(request);
		expect(connection.proxy).toBe('http://proxy.example:3128');
		connection.destroy();
		expect(request.destroyed).toBe(true);
	});
});
