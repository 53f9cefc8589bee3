import { readFile } from 'node:fs/promises';
import { errorCodes } from './errorCodes';
import type { OrderBook } from './orders';
import type { Deliveries } from './push/deliveries';
import type { PushFault } from './push/faults';
import type { PushAttempt } from './push/pushAttempt';
import type { PushDocumentOptions } from './sandbox';
import type { SandboxOrder } from './sandboxOrder';
import type { Documents } from './signing/documents';

/** Signs or rejects accepted orders and hands them to the deliveries. */
export class SigningDesk {
	private readonly working = new Set<Promise<void>>();

	constructor(
		private readonly book: OrderBook,
		private readonly deliveries: Deliveries,
		private readonly documents: Documents,
	) {}

	/** Signs an order; it fails with -69 if it can't be signed. */
	async signOrFail(order: SandboxOrder): Promise<void> {
		const work = this.sign(order).catch(() => {
			if (order.state === 'signing') this.refuse(order, [errorCodes.internalError]);
		});
		this.working.add(work);
		await work.finally(() => this.working.delete(work));
	}

	/** Signs the waiting orders one by one and returns how many it signed. */
	async signAll(): Promise<number> {
		const waiting = this.book.orders.filter(({ state }) => state === 'signing');
		for (const order of waiting) await this.signOrFail(order);
		return waiting.filter(({ state }) => state === 'signed').length;
	}

	async sign(order: SandboxOrder): Promise<void> {
		assertOpen(order);
		const signed = await this.documents.sign(order);
		assertOpen(order);
		this.book.sign(order, signed);
		this.deliveries.start(order);
	}

	refuse(order: SandboxOrder, codes: readonly number[]): void {
		assertOpen(order);
		this.book.fail(order, codes);
		this.deliveries.start(order);
	}

	async pushAgain(order: SandboxOrder, fault?: PushFault): Promise<PushAttempt> {
		if (order.state === 'signing') throw new Error(`order ${order.signid} is still being signed`);
		return await this.deliveries.pushOnce(order, fault);
	}

	async pushDocument(options: PushDocumentOptions): Promise<PushAttempt> {
		const { orderNumber, fault } = options;
		const document =
			typeof options.document === 'string' ? await readFile(options.document) : options.document;
		const order = this.book.record({ orderNumber, document, fileFormat: 'pdf', signers: [] });
		if (fault !== undefined) this.deliveries.setFault(orderNumber, fault);
		this.book.sign(order, document);
		this.deliveries.start(order);
		return await this.deliveries.attempt(({ signid }) => signid === order.signid);
	}

	/** Resolves once no signing is in progress. */
	async idle(): Promise<void> {
		await Promise.allSettled(this.working);
	}
}

function assertOpen(order: SandboxOrder): void {
	if (order.state !== 'signing') throw new Error(`order ${order.signid} is already ${order.state}`);
}
