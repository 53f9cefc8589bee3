import type { OrdersJudgment } from '../faults/judgeOrders';
import type { ChaosRecord } from './chaosRun';

/** All violations in a run, one sentence each. */
export function chaosViolations(record: ChaosRecord, judgment: OrdersJudgment): string[] {
	const { settings, lives, isComplete } = record;
	const killed = lives.filter(({ killedAt }) => killedAt !== undefined).length;
	return [
		...(isComplete ? [] : ['time was over before everything had come to an end']),
		...(killed === settings.kills ? [] : [`n8n was killed ${killed} times only`]),
		...judgment.violations,
		...needlessRepeats(judgment),
		...storeLeaks(record),
	];
}

/** A single n8n receives every push, so each repeat must be explained by one of its deaths. */
function needlessRepeats({ repeats, storyOf }: OrdersJudgment): string[] {
	return repeats.unexplained.map((orderNumber) =>
		[`${orderNumber} was delivered again without need`, ...storyOf(orderNumber)].join('\n        '),
	);
}

/** Only a crash may leave a file behind, if it was being written. */
function storeLeaks({ lives, storedFiles }: ChaosRecord): string[] {
	const wasKilled = lives.some(({ killedAt }) => killedAt !== undefined);
	return wasKilled || storedFiles.orphans === 0
		? []
		: [`${storedFiles.orphans} stored files belong to no execution`];
}
