import { PDFDocument } from '@cantoo/pdf-lib';
import { createCipheriv, createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { order, orderFor } from '../../harness/sandbox/caller';
import type { Sandbox } from '../../sandbox';
import { drawFraction, drawInteger } from '../support/draw';
import { faultOf } from './faults';
import type { ChaosSettings } from './settings';

const SMALLEST = 10_000;
const LARGEST = 5_000_000;
/** Every so many orders one is signed for real; the others are documents of any bytes. */
const SIGNED_FOR_REAL = 5;
/** Milliseconds over which a round's orders come in. */
const SPREAD = 4_000;

/** The orders of one round: a life of n8n, from its start to its start after the next kill. */
export function ordersOfRound({ orders, kills, seed }: ChaosSettings, round: number): string[] {
	const all = Array.from({ length: orders }, (_, index) => index);
	return all
		.filter((index) => Math.floor((index * (kills + 1)) / orders) === round)
		.map((index) => `CHAOS-${seed}-${String(index + 1).padStart(4, '0')}`);
}

/** Lets an order be signed at its moment; from then on it is pushed, each push with its fault. */
export async function placeOrder(
	sandbox: Sandbox,
	seed: string,
	orderNumber: string,
	signal: AbortSignal,
): Promise<void> {
	await delay(drawInteger(0, SPREAD, seed, 'moment', orderNumber), undefined, { signal });
	sandbox.setFault(orderNumber, faultOf(seed, orderNumber, 1));
	const size = Math.round(
		SMALLEST * (LARGEST / SMALLEST) ** drawFraction(seed, 'size', orderNumber),
	);
	const bytes = noise(`${seed} ${orderNumber}`, size);
	if (Number(orderNumber.slice(-4)) % SIGNED_FOR_REAL === 0) {
		await order(sandbox, orderFor(sandbox, await pdfWith(bytes), { orderNumber }));
	} else {
		await sandbox.pushDocument({ orderNumber, document: bytes });
	}
}

/** Bytes that nothing compresses and that no other order has. */
export function noise(key: string, size: number): Buffer {
	const digest = createHash('sha256').update(key).digest();
	return createCipheriv('aes-256-ctr', digest, Buffer.alloc(16)).update(Buffer.alloc(size));
}

async function pdfWith(attachment: Buffer): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.addPage([595, 842]);
	await pdf.attach(attachment, 'attachment.bin', {});
	return Buffer.from(await pdf.save());
}
