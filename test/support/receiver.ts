import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A received push. */
export interface ReceivedPush {
	headers: http.IncomingHttpHeaders;
	body: Buffer;
	/** False if the connection broke before the body was complete. */
	complete: boolean;
	receivedAt: number;
	/** From the first to the last byte of the body. */
	milliseconds: number;
}

export interface Receiver {
	url: string;
	pushes: ReceivedPush[];
	/** Resolves when `pushes` holds this many. */
	received(count: number): Promise<void>;
	/** Responses in order; the last one repeats. */
	answers: Array<{ status?: number; body: string; headers?: Record<string, string> } | 'hang'>;
	stop(): Promise<void>;
}

/** A callback URL that records pushes and gives configurable responses (default: `1`). */
export async function startReceiver(): Promise<Receiver> {
	const arrivals = new EventEmitter();
	const receiver: Receiver = { url: '', pushes: [], answers: [{ body: '1' }], received, stop };
	const server = http.createServer((request, response) => {
		const receivedAt = performance.now();
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('error', () => undefined);
		request.on('close', () => {
			const { headers, complete } = request;
			const milliseconds = performance.now() - receivedAt;
			const push = { headers, complete, receivedAt, milliseconds, body: Buffer.concat(chunks) };
			receiver.pushes.push(push);
			arrivals.emit('push');
			const { answers } = receiver;
			const answer = answers.length > 1 ? answers.shift() : answers[0];
			if (answer === undefined || answer === 'hang' || !complete) return;
			response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`;
	async function received(count: number): Promise<void> {
		while (receiver.pushes.length < count) await once(arrivals, 'push');
	}
	async function stop(): Promise<void> {
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	}
	return receiver;
}
