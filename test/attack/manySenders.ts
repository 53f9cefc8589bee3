import { setTimeout as delay } from 'node:timers/promises';
import { MOST_HELD } from '../../nodes/WoSignDoc/push/wire/openPushes';
import { waitFor } from '../../harness/n8n/waitFor';
import type { Attack } from './attacks';
import { must } from './must';
import { RawConnection, shownStatuses } from './connection';
import type { Stage } from './stage';
import { IDLE_SECONDS } from './triggers';
import { STAYS_RESPONSIVE, underAttack } from './underAttack';

const MEGABYTE = 1_024 * 1_024;
const PATIENCE_MS = 60_000;
const CHUNKED = 'Transfer-Encoding: chunked';

async function openSenders(url: string, count: number, head: string): Promise<RawConnection[]> {
	const opening = Array.from({ length: count }, async () => await RawConnection.open(url, head));
	return await Promise.all(opening);
}

/** A sender that continues may lose its answer. */
function cutOffs(senders: readonly RawConnection[]): string {
	const isSlow = ({ status }: RawConnection) => status === 408 || status === 0;
	const isRight = senders.every(isSlow) && senders.some(({ status }) => status === 408);
	must(isRight, `they were answered ${shownStatuses(senders)}`);
	return `${senders.length} cut off, answered ${shownStatuses(senders)}`;
}

/** Well above Idle Timeout in all, and never silent for so long. */
async function slowSenders(stage: Stage): Promise<string> {
	return await underAttack(stage, async () => {
		const senders = await openSenders(stage.url('open'), 200, CHUNKED);
		const drip = async (sender: RawConnection) => {
			await sender.sendChunk('{"a":"');
			while (!sender.isCutOff) {
				await sender.sendChunk('A');
				await delay((IDLE_SECONDS * 1_000) / 8);
			}
		};
		await Promise.all(senders.map(drip));
		return cutOffs(senders);
	});
}

async function stopHalfWay(stage: Stage): Promise<string> {
	return await underAttack(stage, async () => {
		const { body } = stage.nextPush(MEGABYTE);
		const senders = await openSenders(stage.url('open'), 50, `Content-Length: ${body.length}`);
		await Promise.all(
			senders.map(async (sender) => await sender.send(body.subarray(0, body.length / 2))),
		);
		await Promise.all(senders.map(async (sender) => await sender.cutOff()));
		return cutOffs(senders);
	});
}

/** As much as one push may hold: fields and a document just short of their bounds, and no end. */
function heavyBody(): Buffer {
	const fields = Array(16)
		.fill(JSON.stringify('x'.repeat(60_000)))
		.join();
	const content = Buffer.alloc(MEGABYTE - 65_536).toString('base64');
	return Buffer.from(`{"fields":[${fields}],"extendData":{"content":"${content}`);
}

async function heavySenders(stage: Stage): Promise<string> {
	return await underAttack(stage, async () => {
		const heldBy = async (body: Buffer | string, cutOff: number): Promise<number> => {
			// Where a sender may be silent for a minute.
			const url = stage.callbackUrl('guarded');
			const senders = await openSenders(url, 200, CHUNKED);
			await Promise.all(senders.map(async (sender) => await sender.sendChunk(body)));
			const isOver = () => senders.filter(({ isCutOff }) => isCutOff).length >= cutOff || undefined;
			await waitFor('those beyond the bound to be cut off', isOver, PATIENCE_MS);
			const held = await stage.memory.bytes();
			for (const sender of senders) sender.hangUp();
			return held;
		};
		// Each that is left holds more than its fields and its document.
		const mostLeft = Math.floor(MOST_HELD / (1.8 * MEGABYTE));
		const light = await heldBy('{', 0);
		const heavy = (await heldBy(heavyBody(), 200 - mostLeft)) - light;
		must(heavy < 1.25 * MOST_HELD, `${Math.round(heavy / MEGABYTE)} MB are held`);
		must(heavy > MOST_HELD / 4, `only ${Math.round(heavy / MEGABYTE)} MB are held: no attack`);
		return `200 held ${Math.round(heavy / MEGABYTE)} MB together`;
	});
}

/** Heads that lie about the body, each with what is sent behind it. */
const LIES: readonly (readonly [lines: string[], body: string])[] = [
	[['Content-Length: 1000000'], '{"a":1}'],
	[['Content-Length: 5'], '{"a":1}{"b":2}'],
	[['Content-Length: 0'], '{"a":1}'],
	[['Content-Length: 999999999999999999'], '{"a":1}'],
	[['Content-Length: -1'], '{"a":1}'],
	[['Content-Length: 0x10'], '{"a":1}'],
	[['Content-Length: 7', 'Content-Length: 9'], '{"a":1}'],
	[['Content-Length: 7', CHUNKED], '7\r\n{"a":1}\r\n0\r\n\r\n'],
	[[CHUNKED], 'FFFFFFFFFFFFFFFF\r\n{"a":1}'],
	[[CHUNKED], '7fffffff\r\n{"a":1}'],
	[[CHUNKED], `7;${'x'.repeat(100_000)}\r\n{"a":1}`],
	[[CHUNKED], `0\r\n${'x: y\r\n'.repeat(100_000)}`],
	[[CHUNKED, 'Expect: 100-continue'], ''],
];

async function lyingSenders(stage: Stage): Promise<string> {
	return await underAttack(stage, async () => {
		const sending = Array.from({ length: 10 }, () => LIES)
			.flat()
			.map(async ([lines, body]) => {
				const sender = await RawConnection.open(stage.url('open'), ...lines);
				await sender.send(body);
				await sender.cutOff();
				must(!/\r\n\r\n1$/.test(sender.text), `${lines.join()} was answered 1`);
				return sender;
			});
		return `${sending.length} answered ${shownStatuses(await Promise.all(sending))}, or cut off`;
	});
}

/** A body that comes behind an answer is no request of its own: a proxy in front may think so. */
async function smuggled(stage: Stage): Promise<string> {
	const push = stage.nextPush();
	const before = await stage.traces();
	const { pathname, search } = new URL(stage.url('open'));
	const inner = `POST ${pathname}${search} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${push.body.length}\r\n\r\n`;
	const sender = await RawConnection.open(stage.url('guarded'), 'Content-Length: 1000', CHUNKED);
	await sender.send(`0\r\n\r\n${inner}`);
	await sender.send(push.body);
	await sender.cutOff();
	must((await stage.settled(before)) === 0, 'it ran');
	return `answered ${sender.status}`;
}

export const manySenders: readonly Attack[] = [
	{
		name: 'Two hundred senders that drip, never silent and never done',
		bound: `each cut off, 408; ${STAYS_RESPONSIVE}`,
		run: slowSenders,
	},
	{
		name: 'Two hundred senders that hold as much memory as one may',
		bound: `128 MB together and a quarter; ${STAYS_RESPONSIVE}`,
		run: heavySenders,
	},
	{
		name: 'Fifty uploads that stop half-way',
		bound: `each cut off, 408; ${STAYS_RESPONSIVE}`,
		run: stopHalfWay,
	},
	{
		name: 'Content-Length and chunks that lie: too much, too little, twice, both, endless',
		bound: `refused or cut off; ${STAYS_RESPONSIVE}`,
		run: lyingSenders,
	},
	{
		name: 'A push inside a request with both lengths',
		bound: 'not read as a request of its own',
		run: smuggled,
	},
];
