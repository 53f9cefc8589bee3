import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** A completely delivered document. */
export interface Delivery {
	orderNumber: string;
	/** The n8n execution that delivered it. */
	executionId: string;
	/** When n8n started it, by n8n's clock, in milliseconds since 1970: data sent before a kill may be read after it. */
	sentAt: number;
	/** Hash of the received bytes, lowercase hex. */
	sha256: string;
	size: number;
	/** False if the step reported a failure to the workflow. */
	succeeded: boolean;
	/** Milliseconds since 1970. */
	receivedAt: number;
	/** When the step responded. */
	answeredAt: number;
}

export interface DeliveryBehavior {
	/** Called as soon as a document is complete, before the response. */
	received(): void;
	/** Duration of an order's n-th delivery in milliseconds. */
	duration(orderNumber: string, delivery: number): number;
	fails(orderNumber: string, delivery: number): boolean;
}

/** The extra data that the workflow sends. */
const headersSchema = z.object({ 'x-execution-id': z.string(), 'x-sent-at': z.coerce.number() });

/** The workflow's last step, outside n8n, which receives the signed documents: only what it received counts. */
export interface DeliveryStep {
	/** Receives a document as the body of a POST to `<url>/<order number>`. */
	url: string;
	deliveries: readonly Delivery[];
	/** Number of bodies cut off by the end of n8n. */
	readonly cutOff: number;
	stop(): Promise<void>;
}

export async function startDeliveryStep(behavior: DeliveryBehavior): Promise<DeliveryStep> {
	const deliveries: Delivery[] = [];
	const counts = new Map<string, number>();
	let cutOff = 0;
	const take = async (request: IncomingMessage): Promise<boolean> => {
		const orderNumber = decodeURIComponent((request.url ?? '').slice(1));
		const { 'x-execution-id': executionId, 'x-sent-at': sentAt } = headersSchema.parse(
			request.headers,
		);
		const document = await digestOf(request);
		const receivedAt = Date.now();
		const count = (counts.get(orderNumber) ?? 0) + 1;
		counts.set(orderNumber, count);
		behavior.received();
		await delay(behavior.duration(orderNumber, count));
		const succeeded = !behavior.fails(orderNumber, count);
		const times = { sentAt, receivedAt, answeredAt: Date.now() };
		deliveries.push({ orderNumber, executionId, ...document, succeeded, ...times });
		return succeeded;
	};
	const server = createServer((request, response) => {
		take(request).then(
			(succeeded) => response.writeHead(succeeded ? 200 : 500).end('{}'),
			() => cutOff++,
		);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		deliveries,
		get cutOff() {
			return cutOff;
		},
		stop: async () => {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}

async function digestOf(body: AsyncIterable<Buffer>): Promise<{ sha256: string; size: number }> {
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of body) {
		hash.update(chunk);
		size += chunk.length;
	}
	return { sha256: hash.digest('hex'), size };
}
