import type { OrdersJudgment } from '../faults/judgeOrders';
import type { ChaosRecord } from './chaosRun';

/** Everything that must not have happened in a run, each in a sentence; none when all held. */
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

/** One n8n receives every push, so each repeat must have one of its deaths as its reason. */
function needlessRepeats({ repeats, storyOf }: OrdersJudgment): string[] {
	return repeats.unexplained.map((orderNumber) =>
		[`${orderNumber} was delivered again without need`, ...storyOf(orderNumber)].join('\n        '),
	);
}

/** A crash may leave a file that is being written; nothing else may. */
function storeLeaks({ lives, storedFiles }: ChaosRecord): string[] {
	const wasKilled = lives.some(({ killedAt }) => killedAt !== undefined);
	return wasKilled || storedFiles.orphans === 0
		? []
		: [`${storedFiles.orphans} stored files belong to no execution`];
}
