import { createHash } from 'node:crypto';
import type { Delivery } from './deliveryStep';
import type { OrdersRecord } from './ordersRecord';
import type { PushedItem, RecordedExecution } from './recordedExecutions';

/** The outcome of one order. */
export interface OrderAccount {
	orderNumber: string;
	/** Undefined if it was never signed. */
	document: Buffer | undefined;
	/** Hash of the document, lowercase hex. */
	sha256: string | undefined;
	/** When it was first answered `1`, in milliseconds since 1970. */
	answeredAt: number | undefined;
	/** Milliseconds from the start of its first push to its first `1`. */
	waited: number | undefined;
	/** Successful deliveries of the right document to the step outside n8n; oldest first. */
	delivered: Delivery[];
	/** Executions that started with the right document on output Signed. */
	executions: RecordedExecution[];
}

/** The outcome of each order. */
export function accountsOf(record: OrdersRecord): OrderAccount[] {
	return record.expected.map((orderNumber) => {
		const order = record.orders.find((one) => one.orderNumber === orderNumber);
		const known = { orderNumber, document: order?.signedDocument, sha256: order?.sha256 };
		const pushes = record.pushes.filter((push) => push.orderNumber === orderNumber);
		const answers = pushes
			.filter(({ accepted }) => accepted)
			.map(({ startedAt, milliseconds }) => startedAt + milliseconds);
		const answeredAt = answers.length > 0 ? Math.min(...answers) : undefined;
		const [first] = pushes;
		return {
			...known,
			answeredAt,
			waited: first && answeredAt !== undefined ? answeredAt - first.startedAt : undefined,
			delivered: record.deliveries
				.filter((delivery) => delivery.orderNumber === orderNumber && delivery.succeeded)
				.filter(({ sha256 }) => sha256 === known.sha256)
				.sort((one, other) => one.sentAt - other.sentAt),
			executions: record.executions.filter(({ outputs: [signed = []] }) =>
				signed.some((item) => isRightItem(item, known)),
			),
		};
	});
}

/** Whether an item names the order and the hash of its document, by the algorithm that the push chose. */
export function isRightItem(
	{ json: { orderNumber, hash, hashAlgorithm = '' } }: PushedItem,
	order: Pick<OrderAccount, 'orderNumber' | 'document'>,
): boolean {
	if (orderNumber !== order.orderNumber || !order.document || !hash) return false;
	return createHash(hashAlgorithm).update(order.document).digest('hex') === hash;
}
