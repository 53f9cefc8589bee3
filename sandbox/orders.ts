import { createHash, randomUUID } from 'node:crypto';
import type { CheckedOrder } from './checks/checkOrder';
import { Refusal } from './refusal';
import type { SandboxOrder } from './sandboxOrder';

/** The platform's orders, newest last. */
export class OrderBook {
	readonly orders: SandboxOrder[] = [];

	newest(orderNumber: string): SandboxOrder | undefined {
		return this.orders.findLast((order) => order.orderNumber === orderNumber);
	}

	/** The order with this id. Throws if there is none, which is an error in the calling test. */
	get(signid: string): SandboxOrder {
		const order = this.orders.find((candidate) => candidate.signid === signid);
		if (!order) throw new Error(`no order has the signid ${signid}`);
		return order;
	}

	/** Throws Refusal (-46, -47) if an order has this number. Failed orders don't count: they may be sent again. */
	assertFree(orderNumber: string): void {
		const state = this.newest(orderNumber)?.state;
		if (state === 'signed') throw new Refusal('alreadySigned', `${orderNumber} has been signed`);
		if (state === 'signing') throw new Refusal('beingSigned', `${orderNumber} is being signed`);
	}

	/**
	 * Records an order. Checks its number in the same step, even if it was checked before, so that only one of several
	 * simultaneous requests is accepted. Throws Refusal (-46, -47).
	 */
	accept(order: CheckedOrder): SandboxOrder {
		this.assertFree(order.orderNumber);
		return this.record(order);
	}

	/** Records an order without checking its number. */
	record(order: CheckedOrder): SandboxOrder {
		const accepted: SandboxOrder = { signid: randomUUID(), state: 'signing', ...order };
		this.orders.push(accepted);
		return accepted;
	}

	/** Marks an order as signed. */
	sign(order: SandboxOrder, signedDocument: Buffer): void {
		order.signedDocument = signedDocument;
		order.sha256 = createHash('sha256').update(signedDocument).digest('hex');
		order.state = 'signed';
	}

	/** Marks an order as failed with these codes. */
	fail(order: SandboxOrder, codes: readonly number[]): void {
		order.errorCodes = [...codes];
		order.state = 'failed';
	}
}
