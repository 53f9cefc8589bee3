import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A workflow step outside n8n that counts its calls and can fail some of them. */
export interface Downstream {
	url: string;
	/** Paths called, in order. */
	calls: string[];
	/** The next calls fail with HTTP 500. */
	failNext(count: number): void;
	/** The next call is never answered. */
	hangNext(): void;
	stop(): Promise<void>;
}

export async function startDownstream(): Promise<Downstream> {
	const calls: string[] = [];
	let failures = 0;
	let hangs = false;
	const server = createServer((request, response) => {
		calls.push(request.url ?? '');
		if (hangs) {
			hangs = false;
			return;
		}
		response.statusCode = failures-- > 0 ? 500 : 200;
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		calls,
		failNext: (count) => (failures = count),
		hangNext: () => (hangs = true),
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
