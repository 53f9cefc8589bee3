import { accountsOf, type OrderAccount } from '../faults/orderAccounts';
import type { ChaosRecord } from './chaosRun';
import type { Scene } from './scene';

/** What starting executions anew from n8n's list brings back. */
export interface Retries {
	/** Orders answered `1` whose document was never delivered. */
	lost: OrderAccount[];
	/** Of those, delivered after a retry, as a person would start it in n8n. */
	recovered: string[];
}

/** An order that the platform holds to be done and whose document the step never got. */
function isLost({ answeredAt, delivered }: OrderAccount): boolean {
	return answeredAt !== undefined && delivered.length === 0;
}

/** Starts the crashed executions of lost orders anew. */
export async function retryLost({ n8n, step }: Scene, record: ChaosRecord): Promise<Retries> {
	const lost = accountsOf(record).filter(isLost);
	for (const { executions } of lost) {
		const crashed = executions.findLast(({ status }) => status === 'crashed');
		if (!crashed) continue;
		await n8n.session.call('POST', `/executions/${crashed.id}/retry`, { loadWorkflow: false });
	}
	const recovered = lost.filter(({ orderNumber, sha256 }) =>
		step.deliveries.some(
			(delivery) => delivery.orderNumber === orderNumber && delivery.sha256 === sha256,
		),
	);
	return { lost, recovered: recovered.map(({ orderNumber }) => orderNumber) };
}
