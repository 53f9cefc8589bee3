import { accountsOf, type OrderAccount } from './orderAccounts';
import { orderStory } from './orderStory';
import { orderViolations } from './orderViolations';
import type { OrdersRecord } from './ordersRecord';
import { repeatsOf, type Repeats } from './repeats';

/** The result of a run under faults. */
export interface OrdersJudgment {
	accounts: readonly OrderAccount[];
	/** Everything that was lost, output incorrectly, or answered incorrectly, one sentence each. */
	violations: readonly string[];
	/** Documents that were delivered again, by reason. */
	repeats: Repeats;
	/** An order's history, one event per line, for investigating a violation. */
	storyOf: (orderNumber: string) => string[];
}

/**
 * Judges a run of pushes under faults: whether every order's own document was delivered before its `1`, and nothing
 * else. The caller decides whether repeated deliveries need an explanation: only a single process that receives all
 * pushes knows every repeat.
 */
export function judgeOrders(record: OrdersRecord): OrdersJudgment {
	const accounts = accountsOf(record);
	return {
		accounts,
		violations: orderViolations(record, accounts),
		repeats: repeatsOf(record, accounts),
		storyOf: (orderNumber) => orderStory(record, orderNumber),
	};
}
