import { createHash, randomUUID } from 'node:crypto';
import type { CheckedOrder } from './checks/checkOrder';
import { Refusal } from './refusal';
import type { SandboxOrder } from './sandboxOrder';

/** The platform's account of its orders, the newest last. */
export class OrderBook {
	readonly orders: SandboxOrder[] = [];

	newest(orderNumber: string): SandboxOrder | undefined {
		return this.orders.findLast((order) => order.orderNumber === orderNumber);
	}

	/** The order with this id. Throws when there is none: the test that asks is wrong. */
	get(signid: string): SandboxOrder {
		const order = this.orders.find((candidate) => candidate.signid === signid);
		if (!order) throw new Error(`no order has the signid ${signid}`);
		return order;
	}

	/** Throws Refusal (-46, -47) when an order bears this number. A failed one does not count: it may be sent again. */
	assertFree(orderNumber: string): void {
		const state = this.newest(orderNumber)?.state;
		if (state === 'signed') throw new Refusal('alreadySigned', `${orderNumber} has been signed`);
		if (state === 'signing') throw new Refusal('beingSigned', `${orderNumber} is being signed`);
	}

	/**
	 * Takes an order in. Its number is judged in the same step, whatever was known of it before: of requests that come
	 * at the same time only one gets here first. Throws Refusal (-46, -47).
	 */
	accept(order: CheckedOrder): SandboxOrder {
		this.assertFree(order.orderNumber);
		return this.record(order);
	}

	/** Takes an order in, whatever number it bears. */
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
