import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DataTables } from './dataTables';
import { sha256 as hashOf, type Stage } from './stage';

const PATH = 'ledger-orders';
const DAY = 24 * 60 * 60 * 1000;

/** The example `order-ledger-and-overdue-watch`, its table made and edited as a user does it; the folder is another. */
export function testOrderLedger(stage: () => Stage): void {
	let workflowId: string;
	let ledger: DataTables;

	beforeAll(async () => {
		const folder = stage().n8n.filesFolder;
		workflowId = await stage().importExample('order-ledger-and-overdue-watch', { folder });
		stage().pushTo('order-ledger');
		await stage().runManually(workflowId, 'Run Once');
		ledger = await DataTables.open(stage().n8n.session, 'wosigndoc_orders');
	});

	it('makes the table once, and leaves it alone when run again', async () => {
		await stage().runManually(workflowId, 'Run Once');
		expect(await ledger.count('wosigndoc_orders')).toBe(1);
	});

	it('writes an order down, saves its signed document, and ticks it off', async () => {
		await stage().postOrder(PATH, { orderNumber: 'LEDGER-1' });
		const { signid } = await stage().order('LEDGER-1');
		expect(await ledger.row('LEDGER-1')).toMatchObject({
			outcome: 'waiting',
			signid,
			person: '张三',
		});
		const { sha256 } = await stage().sign('LEDGER-1');
		await stage().sandbox.waitForAnswer('LEDGER-1');
		const document = readFileSync(join(stage().n8n.filesFolder, 'LEDGER-1.pdf'));
		expect(hashOf(document)).toBe(sha256);
		const note = `sha256 ${sha256}`;
		expect(await ledger.row('LEDGER-1')).toMatchObject({ outcome: 'signed', signid, note });
	});

	it('notes why an order was refused, and why a signing failed', async () => {
		stage().sandbox.failNextRequest(-68);
		await stage().postOrder(PATH, { orderNumber: 'LEDGER-2' });
		expect(await ledger.row('LEDGER-2')).toMatchObject({
			outcome: 'not sent',
			note: expect.stringContaining('[-68]'),
		});
		await stage().postOrder(PATH, { orderNumber: 'LEDGER-3' });
		await stage().sandbox.refuse((await stage().order('LEDGER-3')).signid, [-57]);
		await stage().sandbox.waitForAnswer('LEDGER-3');
		expect(await ledger.row('LEDGER-3')).toMatchObject({
			outcome: 'failed',
			note: expect.stringContaining('-57: '),
		});
	});

	it('mails what has waited for more than three days, and nothing else', async () => {
		await stage().runManually(workflowId, 'Every Morning');
		const isOverdue = ({ subject }: { subject?: string | undefined }) =>
			/overdue/.test(subject ?? '');
		expect(stage().mailbox.mails.filter(isOverdue)).toEqual([]);
		for (const [orderNumber, days] of [
			['LEDGER-4', 4],
			['LEDGER-5', 2],
		] as const) {
			await stage().postOrder(PATH, { orderNumber });
			await ledger.update(orderNumber, { sentAt: new Date(Date.now() - days * DAY).toISOString() });
		}
		// Signed as long ago, but ticked off.
		await ledger.update('LEDGER-1', { sentAt: new Date(Date.now() - 4 * DAY).toISOString() });
		await stage().runManually(workflowId, 'Every Morning');
		const mail = await stage().mailbox.waitForMail('1 contract(s) overdue');
		expect(
			z
				.string()
				.parse(mail.text)
				.match(/LEDGER-\d/g),
		).toEqual(['LEDGER-4']);
		expect(mail.text).toContain((await stage().order('LEDGER-4')).signid);
	});
}
