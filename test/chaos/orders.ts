import { PDFDocument } from '@cantoo/pdf-lib';
import { order, orderFor } from '../../harness/sandbox/caller';
import type { Sandbox } from '../../sandbox';
import { noise } from '../faults/noise';
import { drawFraction } from '../support/draw';
import type { ChaosSettings } from './settings';

const SMALLEST = 10_000;
const LARGEST = 5_000_000;
/** One in this many orders is really signed; the others have arbitrary bytes as their document. */
const SIGNED_FOR_REAL = 5;

/** The orders of one round, which lasts from n8n's start to its start after the next kill. */
export function ordersOfRound({ orders, kills, seed }: ChaosSettings, round: number): string[] {
	const all = Array.from({ length: orders }, (_, index) => index);
	return all
		.filter((index) => Math.floor((index * (kills + 1)) / orders) === round)
		.map((index) => `CHAOS-${seed}-${String(index + 1).padStart(4, '0')}`);
}

/** Has the platform sign an order's document, whose size and contents depend on its seed. */
export async function signOrder(
	sandbox: Sandbox,
	seed: string,
	orderNumber: string,
): Promise<void> {
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

async function pdfWith(attachment: Buffer): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.addPage([595, 842]);
	await pdf.attach(attachment, 'attachment.bin', {});
	return Buffer.from(await pdf.save());
}
