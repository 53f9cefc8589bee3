import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { createHash, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { startBinaryStorage } from '../support/binaryStorage';
import { useTriggers } from '../support/trigger';

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('filesystem'));
afterEach(() => jest.restoreAllMocks());

type Write = (key: string, stream: AsyncIterable<Buffer>, metadata: unknown) => Promise<number>;
const managersSchema = z.object({
	filesystem: z.object({
		byteStore: z.custom<{ write: Write }>((store) => typeof store === 'object'),
	}),
});

/** n8n's own storage on disk, as it writes a stream. */
function byteStore(): { write: Write } {
	const managers: unknown = Reflect.get(Container.get(BinaryDataService), 'managers');
	return managersSchema.parse(managers).filesystem.byteStore;
}

function bodyOf(document: Buffer): string {
	const hash = createHash('sha256').update(document).digest('hex');
	const order = { signid: randomUUID(), ordernumber: randomUUID() };
	const extendData = { ...order, content: document.toString('base64'), hash };
	return JSON.stringify({ actiontype: 'PushSignedDoc', status: 1, extendData });
}

async function post(url: string, body: string, signal: AbortSignal | null = null): Promise<string> {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url, { method: 'POST', headers, body, signal });
	return `${response.status} ${await response.text()}`;
}

describe('a full disk', () => {
	it.each([100, 30_000, 300_000, 3_000_000])(
		'is not the sender’s fault, and output on Rejected, for a document of %d bytes',
		async (size) => {
			const trigger = await startTrigger();
			jest.spyOn(byteStore(), 'write').mockImplementation(async (_, stream) => {
				await writeFile('/dev/full', stream);
				return 0;
			});
			expect(await post(trigger.url, bodyOf(Buffer.alloc(size, '%PDF-1.7 x')))).toBe(
				'500 0 n8n could not store the document',
			);
			await trigger.ended(1);
			expect(trigger.outputs(0).flat()).toMatchObject([{ json: { code: 'notStored' } }]);
		},
	);
});

it('a push whose storage hangs is processed again, Longest Run after the platform disconnected', async () => {
	const additionalOptions = { longestRun: 0.5 };
	const trigger = await startTrigger({ node: { parameters: { additionalOptions } } });
	const store = byteStore();
	const hung = new EventEmitter();
	const write = jest.spyOn(store, 'write').mockImplementation(async (_, stream) => {
		for await (const bytes of stream) void bytes;
		hung.emit('hung');
		return await new Promise<number>(() => undefined);
	});
	const body = bodyOf(Buffer.alloc(30_000, '%PDF-1.7 y'));
	const platform = new AbortController();
	const first = post(trigger.url, body, platform.signal);
	await once(hung, 'hung');
	write.mockRestore();
	expect(await post(trigger.url, body)).toMatch(/^409 /);
	platform.abort();
	await expect(first).rejects.toThrow();
	const now = Date.now.bind(Date);
	let hours = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + hours * 3_600_000);
	// The disconnect reaches the server with some delay.
	for (let answer = '409 '; !answer.startsWith('200 '); answer = await post(trigger.url, body)) {
		expect(answer).toMatch(/^409 /);
		hours++;
	}
});
