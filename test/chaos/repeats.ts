import type { OrderAccount } from './accounts';
import type { ChaosRecord } from './chaosRun';

/** Documents that were delivered again, although they had been delivered before. */
export interface Repeats {
	/** n8n was killed in between: what the first delivery led to was not known any more. */
	acrossKill: number;
	/** An execution recorded before a kill, which n8n ran by itself after it, besides the repeated push. */
	runLate: number;
	/** Of none of these reasons. */
	unexplained: string[];
}

/** Counts each order's deliveries beyond its first. */
export function repeatsOf({ lives }: ChaosRecord, accounts: readonly OrderAccount[]): Repeats {
	const kills = lives.flatMap(({ killedAt = [] }) => killedAt);
	const isKillBetween = (from: number, to: number) =>
		kills.some((kill) => from <= kill && kill <= to);
	const repeats: Repeats = { acrossKill: 0, runLate: 0, unexplained: [] };
	for (const { orderNumber, delivered, executions } of accounts) {
		let late = executions.filter(
			({ createdAt, startedAt }) => startedAt !== null && isKillBetween(createdAt, startedAt),
		).length;
		delivered.slice(1).forEach(({ receivedAt }, index) => {
			if (isKillBetween(delivered[index]?.receivedAt ?? 0, receivedAt)) repeats.acrossKill++;
			else if (late-- > 0) repeats.runLate++;
			else repeats.unexplained.push(orderNumber);
		});
	}
	return repeats;
}
