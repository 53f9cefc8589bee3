import { once } from 'node:events';
import type { OrderBook } from './orders';
import type { Deliveries } from './push/deliveries';
import type { PushAttempt } from './types';

/**
 * Resolves with the push that was answered exactly `1`, for the newest order with this number; at once
 * when that has already happened. Rejects when time runs out or the sandbox stops.
 */
export async function waitForAnswer(
	deliveries: Deliveries,
	book: OrderBook,
	orderNumber: string,
	timeoutMs = 30_000,
): Promise<PushAttempt> {
	const timeout = AbortSignal.timeout(timeoutMs);
	const signal = AbortSignal.any([timeout, deliveries.signal]);
	for (;;) {
		const signid = book.newest(orderNumber)?.signid;
		const answered = deliveries.attempts.find(
			(attempt) => attempt.signid === signid && attempt.accepted,
		);
		if (answered) return answered;
		try {
			await once(deliveries.events, 'attempt', { signal });
		} catch (error) {
			const why = timeout.aborted ? `within ${timeoutMs} ms` : 'before the sandbox was stopped';
			throw new Error(`no push of order ${orderNumber} was answered 1 ${why}`, { cause: error });
		}
	}
}
