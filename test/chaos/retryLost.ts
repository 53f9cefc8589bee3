import { setTimeout as delay } from 'node:timers/promises';
import { LONGEST_RUN } from '../faults/deliveryWorkflow';
import { accountsOf, type OrderAccount } from '../faults/orderAccounts';
import type { ChaosRecord } from './chaosRun';
import type { Scene } from './scene';

/** How long Push: Skip Processed reserves a push for a crashed execution. */
const LONGEST_CLAIM_MS = LONGEST_RUN * 1.25 * 60_000;

/** The result of retrying executions from n8n's list. */
export interface Retries {
	/** Orders answered `1` whose document was never delivered. */
	lost: OrderAccount[];
	/** Those delivered after a retry, as a user would start it in n8n. */
	recovered: string[];
}

/** An order that the platform considers done, but whose document the step never received. */
function isLost({ answeredAt, delivered }: OrderAccount): boolean {
	return answeredAt !== undefined && delivered.length === 0;
}

/** Retries the failed or crashed executions of lost orders, once their claims have expired. */
export async function retryLost({ n8n, step }: Scene, record: ChaosRecord): Promise<Retries> {
	const lost = accountsOf(record).filter(isLost);
	if (lost.length > 0) await delay(LONGEST_CLAIM_MS);
	for (const { executions } of lost) {
		const ended = executions.findLast(({ status }) => ['crashed', 'error'].includes(status));
		if (!ended) continue;
		await n8n.session.call('POST', `/executions/${ended.id}/retry`, { loadWorkflow: false });
	}
	const recovered = lost.filter(({ orderNumber, sha256 }) =>
		step.deliveries.some(
			(delivery) => delivery.orderNumber === orderNumber && delivery.sha256 === sha256,
		),
	);
	return { lost, recovered: recovered.map(({ orderNumber }) => orderNumber) };
}

/** Documents that were not recovered even by retrying their executions. */
export function neverRecovered({ lost, recovered }: Retries): string[] {
	return lost
		.filter(({ orderNumber }) => !recovered.includes(orderNumber))
		.map(
			({ orderNumber }) => `${orderNumber} was answered 1, and no retry brought its document back`,
		);
}
