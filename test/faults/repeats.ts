import type { Delivery } from './deliveryStep';
import type { OrderAccount } from './orderAccounts';
import type { OrdersRecord } from './ordersRecord';
import type { RecordedExecution } from './recordedExecutions';

/** Times are whole milliseconds, each rounded separately. */
const ROUNDING_MS = 2;

/**
 * Valid reasons for delivering a document twice: n8n was killed before it could respond to the push of the execution
 * recorded first, and the other was recorded by a later n8n. The first had delivered before the kill, or n8n itself
 * ran it only after its next start.
 */
type Reason = 'acrossKill' | 'runLate';

/** Documents that were delivered again, although they had been delivered before. */
export interface Repeats {
	/** All of them. */
	total: number;
	counts: Record<Reason, number>;
	/** The order of each repeat without a valid reason. */
	unexplained: string[];
}

/** Counts each order's deliveries beyond its first. */
export function repeatsOf(record: OrdersRecord, accounts: readonly OrderAccount[]): Repeats {
	const repeats: Repeats = { total: 0, counts: { acrossKill: 0, runLate: 0 }, unexplained: [] };
	for (const account of accounts) {
		const { delivered } = account;
		for (const [index, repeat] of [...delivered.entries()].slice(1)) {
			repeats.total++;
			const earlier = delivered.slice(0, index);
			const reasons = earlier.map((delivery) => reasonOf(record, delivery, repeat));
			if (reasons.includes(undefined)) repeats.unexplained.push(account.orderNumber);
			else repeats.counts[reasons.includes('runLate') ? 'runLate' : 'acrossKill']++;
		}
	}
	return repeats;
}

/** Undefined if two deliveries of an order have no reason: by one execution, or by two that the same n8n started. */
function reasonOf(record: OrdersRecord, one: Delivery, other: Delivery): Reason | undefined {
	const [first, second] = [one, other]
		.flatMap((delivery) => {
			const execution = record.executions.find(({ id }) => id === delivery.executionId);
			return execution ? [{ delivery, execution }] : [];
		})
		.sort((a, b) => a.execution.createdAt - b.execution.createdAt);
	if (!first || !second) return undefined;
	const { createdAt } = first.execution;
	const death = record.deaths.find(({ deadAt }) => createdAt <= deadAt);
	if (!death || second.execution.createdAt <= death.deadAt) return undefined;
	if (!wasWaiting(record, one.orderNumber, first.execution, death.killedAt)) return undefined;
	return first.delivery.sentAt <= death.deadAt ? 'acrossKill' : 'runLate';
}

/** Whether a push that started before an execution was still unanswered at a kill. */
function wasWaiting(
	{ pushes }: OrdersRecord,
	orderNumber: string,
	{ createdAt }: RecordedExecution,
	killedAt: number,
): boolean {
	return pushes
		.filter((push) => push.orderNumber === orderNumber && push.httpStatus === undefined)
		.filter(({ startedAt }) => startedAt <= createdAt + ROUNDING_MS)
		.some(({ startedAt, milliseconds }) => startedAt + milliseconds >= killedAt - ROUNDING_MS);
}
