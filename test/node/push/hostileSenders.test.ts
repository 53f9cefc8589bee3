import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../../../harness/n8n/waitFor';
import { MOST_HELD, openPushes } from '../../../nodes/WoSignDoc/push/wire/openPushes';
import { startBinaryStorage, storedFiles } from '../support/binaryStorage';
import { RawSender } from '../support/rawSender';
import { contract, useTriggers } from '../support/trigger';

const MEGABYTE = 1_024 * 1_024;
const SENDERS = 200;

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('filesystem'));

const withOptions = (additionalOptions: INodeParameters) => ({
	node: { parameters: { additionalOptions } },
});

async function startSenders(url: string): Promise<RawSender[]> {
	return await Promise.all(Array.from({ length: SENDERS }, async () => await RawSender.start(url)));
}

/** Repeats it until the sender is cut off. */
async function untilCutOff(sender: RawSender, send: () => Promise<void>): Promise<void> {
	while (!sender.isCutOff) await send();
}

/** Sends a single byte of the body, then waits less than any Idle Timeout. */
async function drip(sender: RawSender): Promise<void> {
	await sender.send('A');
	await delay(200);
}

async function waitUntil(what: string, condition: () => boolean): Promise<void> {
	await waitFor(what, () => condition() || undefined);
}

/** The most that one push can occupy: fields and a document just below their limits, without an end. */
const heavy = Buffer.from(
	`{"fields":[${Array(16)
		.fill(JSON.stringify('x'.repeat(60_000)))
		.join()}],"extendData":{"content":"${Buffer.alloc(MEGABYTE - 65_536).toString('base64')}`,
);

describe('senders who only want to take up memory', () => {
	it('hold little with a megabyte of empty values: they are refused', async () => {
		const trigger = await startTrigger();
		const senders = await startSenders(trigger.url);
		const values = Buffer.from(`{"a":[${'"",'.repeat(MEGABYTE / 3)}`);
		await Promise.all(senders.map(async (sender) => await sender.send(values)));
		await waitUntil('little to be held', () => openPushes.held < SENDERS * 256 * 1_024);
		for (const sender of senders) sender.hangUp();
		await trigger.ended(SENDERS);
		expect(openPushes.held).toBe(0);
	});

	it('hold no more together than there is room for, and keep no push out', async () => {
		const trigger = await startTrigger();
		const senders = await startSenders(trigger.url);
		let mostHeld = 0;
		const sampling = setInterval(() => (mostHeld = Math.max(mostHeld, openPushes.held)), 10);
		await Promise.all(senders.map(async (sender) => await sender.send(heavy)));
		const cutOff = () => senders.filter(({ isCutOff }) => isCutOff);
		// Each remaining one occupies more than its fields and its document.
		const mostLeft = Math.floor(MOST_HELD / (1.8 * MEGABYTE));
		await waitUntil('those beyond it to go', () => cutOff().length >= SENDERS - mostLeft);

		expect(await trigger.push()).toMatchObject({ accepted: true });
		clearInterval(sampling);
		// Those just cut off may not have been released yet.
		expect(mostHeld).toBeLessThan(1.25 * MOST_HELD);
		expect(openPushes.held).toBeGreaterThan(MOST_HELD / 2);
		await waitUntil('them to let go', () => openPushes.held <= MOST_HELD);
		expect(new Set(cutOff().map(({ status }) => status))).toEqual(new Set([503]));

		for (const sender of senders) sender.hangUp();
		await trigger.ended(SENDERS + 1);
		expect(openPushes.held).toBe(0);
		expect(trigger.results.filter(({ workflowData }) => workflowData)).toHaveLength(1);
		expect(storedFiles().some((name) => name.includes('.tmp'))).toBe(false);
	});
});

describe('a sender who is never silent, but never done either', () => {
	it.each(['{"a":"', `{"extendData":{"content":"${contract.toString('base64').slice(0, 40_000)}`])(
		'is cut off, two hundred of them, and keeps no push out: %#',
		async (beginning) => {
			const trigger = await startTrigger(withOptions({ idleTimeout: 1 }));
			const senders = await startSenders(trigger.url);
			const dripping = senders.map(async (sender) => {
				await sender.send(beginning);
				await untilCutOff(sender, async () => await drip(sender));
			});
			expect(await trigger.push()).toMatchObject({ accepted: true });
			await Promise.all(dripping);
			expect(new Set(senders.map(({ status }) => status))).toEqual(new Set([408]));
			await trigger.ended(SENDERS + 1);
			expect(openPushes.held).toBe(0);
		},
	);

	it('is cut off although it keeps its connection busy without any body', async () => {
		const trigger = await startTrigger(withOptions({ idleTimeout: 1 }));
		const sender = await RawSender.start(trigger.url);
		await sender.send('{');
		// The digits of a chunk's length, which can begin with any number of zeros.
		await untilCutOff(sender, async () => {
			await sender.sendRaw(Buffer.from('0'));
			await delay(200);
		});
		expect(sender.status).toBe(408);
	});

	it('is let finish, however long it takes, as long as enough comes', async () => {
		const trigger = await startTrigger(withOptions({ idleTimeout: 1 }));
		const document = Buffer.alloc(MEGABYTE, 'a document over a slow line ');
		expect(await trigger.push({ fault: 'slowBody', document })).toMatchObject({ accepted: true });
	});
});

describe('a sender that continues after it was rejected', () => {
	const refused = '['.repeat(100);

	it('is not read beyond Max Body Size, and cut off', async () => {
		const trigger = await startTrigger(withOptions({ maxBodySize: 1 }));
		const sender = await RawSender.start(trigger.url);
		await sender.send(refused);
		await untilCutOff(sender, async () => await sender.send(Buffer.alloc(65_536, 'A')));
		expect(sender.status).toBe(413);
		// Data in the connection's buffers was never read.
		expect(sender.sent).toBeLessThan(64 * MEGABYTE);
		await trigger.ended(1);
		expect(trigger.outputs()[2]?.[0]?.json).toMatchObject({ code: 'tooDeep' });
	});

	it('is cut off when it comes too slowly, and answered what it was refused for', async () => {
		const trigger = await startTrigger(withOptions({ idleTimeout: 1 }));
		const sender = await RawSender.start(trigger.url);
		await sender.send(refused);
		await untilCutOff(sender, async () => await drip(sender));
		expect(sender.status).toBe(413);
		await trigger.ended(1);
		expect(trigger.outputs()[2]?.[0]?.json).toMatchObject({ code: 'tooDeep' });
	});

	it('is cut off if it was not allowed at all', async () => {
		const trigger = await startTrigger({ credential: { callbackToken: 'secret' } });
		const sender = await RawSender.start(trigger.url);
		await sender.send('{');
		await untilCutOff(sender, async () => await sender.send(Buffer.alloc(65_536, ' ')));
		expect(sender.status).toBe(401);
	});
});

describe('a storage that is slower than Idle Timeout', () => {
	it('is waited for: the sender is not silent, it is not being read', async () => {
		const storage = Container.get(BinaryDataService);
		const store = storage.store.bind(storage);
		const slowly = jest.spyOn(storage, 'store').mockImplementation(async (...args) => {
			await delay(3_000);
			return await store(...args);
		});
		const trigger = await startTrigger(withOptions({ idleTimeout: 1 }));
		const push = await trigger.push({ document: Buffer.alloc(20 * MEGABYTE, 'slow') });
		slowly.mockRestore();
		expect(push).toMatchObject({ accepted: true });
	});
});
