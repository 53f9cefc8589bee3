import { createHash } from 'node:crypto';
import { drawInteger } from '../support/draw';
import type { Attack } from './attacks';
import { must } from './must';
import { post, RawConnection } from './connection';
import { bodyWith, type GenuinePush } from './genuinePush';
import type { Stage } from './stage';

/** A push whose sender stops before its end, at this byte. */
async function begun(url: string, { body }: GenuinePush, end: number): Promise<RawConnection> {
	const sender = await RawConnection.open(url, `Content-Length: ${body.length}`);
	await sender.send(body.subarray(0, end));
	return sender;
}

async function heldOpen(stage: Stage): Promise<string> {
	const push = stage.nextPush();
	const before = await stage.traces();
	const url = stage.callbackUrl('guarded');
	const senders = await Promise.all(
		Array.from({ length: 20 }, async () => await begun(url, push, push.body.length - 1)),
	);
	await stage.deliverAtOnce(push, 'guarded');
	const finishing = senders.map(async (sender) => {
		await sender.send(push.body.subarray(-1));
		await sender.cutOff();
		return sender.text.split('\r\n\r\n').at(-1);
	});
	const answers = new Set(await Promise.all(finishing));
	await stage.isSignedOnce(push);
	await stage.settled(before);
	return `20 copies held open at their last byte; the genuine push ran at once, and alone; the copies got ${[...answers].join(', ')}`;
}

async function cutAnywhere(stage: Stage): Promise<string> {
	const { seed } = stage;
	const before = await stage.traces();
	const orders = 10;
	for (let round = 0; round < orders; round++) {
		const push = stage.nextPush();
		const last = push.body.length - 1;
		const cuts = Array.from({ length: 5 }, (_, cut) => drawInteger(1, last, seed, round, cut));
		for (const cut of cuts) {
			const sender = await begun(stage.url('open'), push, cut);
			sender.hangUp();
		}
		await stage.deliverAtOnce(push, 'open');
	}
	await stage.settled(before);
	return `${orders * 5} copies cut off anywhere; each of the ${orders} genuine pushes ran at once`;
}

async function overtaken(stage: Stage): Promise<string> {
	const before = await stage.traces();
	const statuses: number[] = [];
	for (const path of ['open', 'received'] as const) {
		const push = stage.nextPush();
		const sender = await begun(stage.callbackUrl(path), push, push.body.length);
		sender.hangUp();
		const answers = await stage.deliver(push, path);
		statuses.push(...answers.map(({ status }) => status));
		await stage.isSignedOnce(push);
	}
	await stage.settled(before);
	return `the push ran once and was answered 1 in the end (${statuses.join(', ')})`;
}

async function otherDocument(stage: Stage): Promise<string> {
	const push = stage.nextPush();
	const before = await stage.traces();
	const other = Buffer.from('%PDF-1.4 another document');
	const { rejected } = stage.counts();
	const forgeries = [
		// The genuine hash over another document, and a document that stops short.
		bodyWith(push.orderNumber, other, { hash: push.sha256 }),
		bodyWith(push.orderNumber, push.document, { hash: createHash('sha256').digest('hex') }),
		bodyWith(push.orderNumber, push.document.subarray(0, -1), { hash: push.sha256 }),
	];
	const forging = Array.from({ length: 60 }, async (_, index) => {
		const body = forgeries[index % forgeries.length] ?? '';
		return await post(stage.url('open'), body);
	});
	const answers = await Promise.all(forging);
	must(
		answers.every(({ status }) => status === 422),
		'a wrong hash was not answered 422',
	);
	await stage.settled(before);
	const reported = stage.counts().rejected - rejected;
	await stage.deliverAtOnce(push, 'open');
	return `60 refused with 422, ${reported} reported on Rejected; then the genuine push ran at once`;
}

export const locks: readonly Attack[] = [
	{
		name: 'Copies of a push are held open at their last byte',
		bound: 'the genuine push runs at once and is answered 1, not 409; no second execution, no file',
		run: heldOpen,
	},
	{
		name: 'Copies of a push are cut off at any byte',
		bound: 'the genuine push runs at once; no file',
		run: cutAnywhere,
	},
	{
		name: 'A copy is sent whole before the genuine push, and its sender hangs up',
		bound:
			'one execution of just that push, and then 1: never 1 without an execution, never 409 for good',
		run: overtaken,
	},
	{
		name: 'The names of an order with another document, or with its hash over other bytes',
		bound: 'refused; the genuine push runs at once',
		run: otherDocument,
	},
];
