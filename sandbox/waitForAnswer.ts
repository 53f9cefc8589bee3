import type { OrderBook } from './orders';
import type { Deliveries } from './push/deliveries';
import type { PushAttempt } from './push/pushAttempt';

/**
 * Resolves with the push of the newest order with this number that got the response `1`, immediately if that has
 * already happened. Rejects on timeout or when the sandbox stops.
 */
export async function waitForAnswer(
	deliveries: Deliveries,
	book: OrderBook,
	orderNumber: string,
	timeoutMs = 120_000,
): Promise<PushAttempt> {
	const timeout = AbortSignal.timeout(timeoutMs);
	const answered = ({ signid, accepted }: PushAttempt) =>
		accepted && signid === book.newest(orderNumber)?.signid;
	try {
		return await deliveries.attempt(answered, timeout);
	} catch (error) {
		const why = timeout.aborted ? `within ${timeoutMs} ms` : 'before the sandbox was stopped';
		throw new Error(`no push of order ${orderNumber} got the response 1 ${why}`, { cause: error });
	}
}
