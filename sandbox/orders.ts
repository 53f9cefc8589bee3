import { createHash, randomUUID } from 'node:crypto';
import type { CheckedOrder } from './checks/checkOrder';
import type { OrderState, SandboxOrder } from './types';

/** The platform's account of its orders, the newest last. */
export class OrderBook {
	readonly orders: SandboxOrder[] = [];

	/** State of the newest order with this number. A failed one does not count: it may be sent again. */
	stateOf(orderNumber: string): OrderState | undefined {
		return this.newest(orderNumber)?.state;
	}

	newest(orderNumber: string): SandboxOrder | undefined {
		return this.orders.findLast((order) => order.orderNumber === orderNumber);
	}

	/** The order with this id. Throws when there is none: the test that asks is wrong. */
	get(signid: string): SandboxOrder {
		const order = this.orders.find((candidate) => candidate.signid === signid);
		if (!order) throw new Error(`no order has the signid ${signid}`);
		return order;
	}

	accept(order: CheckedOrder): SandboxOrder {
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
