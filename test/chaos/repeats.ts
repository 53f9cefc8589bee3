import type { OrderAccount } from './accounts';
import type { ChaosRecord } from './chaosRun';

/** Documents that were delivered again, although they had been delivered before. */
export interface Repeats {
	/** n8n was killed in between. */
	afterKill: number;
	/** n8n lived on in between. */
	inOneLife: string[];
}

/** Counts each order's deliveries beyond its first. */
export function repeatsOf({ lives }: ChaosRecord, accounts: readonly OrderAccount[]): Repeats {
	const kills = lives.flatMap(({ killedAt = [] }) => killedAt);
	const repeats: Repeats = { afterKill: 0, inOneLife: [] };
	for (const { orderNumber, delivered } of accounts) {
		delivered.slice(1).forEach(({ receivedAt }, index) => {
			const before = delivered[index]?.receivedAt ?? 0;
			if (kills.some((kill) => before <= kill && kill <= receivedAt)) repeats.afterKill++;
			else repeats.inOneLife.push(orderNumber);
		});
	}
	return repeats;
}
