import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TlsServer } from '../../../harness/tlsServer';
import { startTlsServer } from '../../../harness/tlsServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { failureOf } from '../support/orderFailure';
import {
	FILES,
	inlineBinaryOf,
	orderParameters,
	PERSON,
	withoutPositions,
} from '../support/orders';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const binary = inlineBinaryOf({ license: FILES.license, material: FILES.material });

/** Orders from a template, without their own document, so that many can be sent quickly. */
function templateOrders(
	count: number,
	options: INodeParameters,
	changes: ICredentialDataDecryptedObject = {},
) {
	const parameters = {
		...orderParameters('form', { orderNumber: '={{ $json.orderNumber }}', options }, [
			withoutPositions(PERSON),
		]),
		documentSource: 'template',
		templateId: 'consent-form',
	};
	const items: INodeExecutionData[] = Array.from({ length: count }, (_, index) => ({
		json: { orderNumber: `${index}-${randomUUID()}` },
		binary,
	}));
	return { credential: credentialFor(sandbox, changes), node: { parameters }, items };
}

function orderNumberOf({ orderNumber }: IDataObject): string {
	return typeof orderNumber === 'string' ? orderNumber : '';
}

/** A platform that answers each batch once it is complete, last order first, and records the number of open requests. */
async function startBatchServer(batchSize: number, total: number) {
	const waiting: Array<() => void> = [];
	const seen = { most: 0, arrived: 0, at: [] as number[] };
	const handle = (request: IncomingMessage, response: ServerResponse) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const { orderNumber } = JSON.parse(body) as { orderNumber: string };
			seen.at.push(Date.now());
			waiting.push(() =>
				response.end(JSON.stringify({ status: 1, errorcode: 0, signid: `id-${orderNumber}` })),
			);
			seen.arrived++;
			seen.most = Math.max(seen.most, waiting.length);
			if (waiting.length === batchSize || seen.arrived === total) {
				for (const answer of waiting.splice(0).reverse()) answer();
			}
		});
	};
	const server: TlsServer = await startTlsServer({ handle });
	return { ...server, seen };
}

describe('the option Batching', () => {
	it.each([
		[1, 3],
		[4, 10],
		[10, 25],
	])('keeps %i orders under way at a time, and the items’ order', async (batchSize, count) => {
		const server = await startBatchServer(batchSize, count);
		try {
			const run = templateOrders(
				count,
				{ batching: { batch: { batchSize } } },
				{ baseUrl: server.url, caCertificate: server.certificate },
			);
			const { items } = await runNode(run);
			expect(server.seen.most).toBe(batchSize);
			expect(items.map(({ json, pairedItem }) => [json['signid'], pairedItem])).toEqual(
				run.items.map(({ json }, item) => [`id-${orderNumberOf(json)}`, { item }]),
			);
		} finally {
			await server.stop();
		}
	});

	it('waits between batches, not within them', async () => {
		const server = await startBatchServer(2, 4);
		try {
			const options = { batching: { batch: { batchSize: 2, batchInterval: 300 } } };
			const where = { baseUrl: server.url, caCertificate: server.certificate };
			await runNode(templateOrders(4, options, where));
			const [, second = 0, third = 0] = server.seen.at;
			expect(third - second).toBeGreaterThanOrEqual(290);
		} finally {
			await server.stop();
		}
	});

	it('sends one order after the other when it is not set', async () => {
		const server = await startBatchServer(1, 5);
		try {
			await runNode(
				templateOrders(5, {}, { baseUrl: server.url, caCertificate: server.certificate }),
			);
			expect(server.seen.most).toBe(1);
		} finally {
			await server.stop();
		}
	});

	it('takes at most ten', async () => {
		const error = await failureOf(templateOrders(1, { batching: { batch: { batchSize: 11 } } }));
		expect(error.message).toContain('Options › Batching › Orders at a Time');
	});

	it('lets the others of a batch end when one fails, and says how many orders exist', async () => {
		sandbox.failNextRequest(-69);
		const before = sandbox.orders.length;
		const error = await failureOf(templateOrders(6, { batching: { batch: { batchSize: 3 } } }));
		expect(error).toMatchObject({ httpCode: '-69' });
		expect(error.description).toContain('2 orders of this run exist already.');
		expect(sandbox.orders).toHaveLength(before + 2);
	});
});

describe('a thousand items in one run', () => {
	it('make a thousand orders in their order, one failure leaving the rest alone', async () => {
		const options = templateOrders(1_000, { batching: { batch: { batchSize: 10 } } });
		const failing = options.items[417];
		if (failing) failing.json = { orderNumber: '' };
		const before = sandbox.orders.length;
		const run = await runNode({
			...options,
			node: { ...options.node, onError: 'continueRegularOutput' },
		});
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			options.items.map((_, item) => ({ item })),
		);
		const failed = run.items.flatMap(({ json }, index) => ('error' in json ? [index] : []));
		expect(failed).toEqual([417]);
		const signids = new Map(
			sandbox.orders.slice(before).map(({ orderNumber, signid }) => [orderNumber, signid]),
		);
		const sent = options.items.filter((_, index) => index !== 417);
		expect(signids.size).toBe(999);
		expect(run.items.filter((_, index) => index !== 417).map(({ json }) => json['signid'])).toEqual(
			sent.map(({ json }) => signids.get(orderNumberOf(json))),
		);
	});
});
