import { isRightItem } from './accounts';
import type { OrderAccount } from './accounts';
import type { ChaosRecord, OrdersRecord } from './chaosRun';
import { mustBeRefused } from './faults';
import { repeatsOf } from './repeats';
import { storyOf } from './story';

/** Times are whole milliseconds, each rounded for itself. */
const ROUNDING_MS = 2;

/** Everything that must not have happened in a run, each in a sentence; none when all held. */
export function violationsOf(record: ChaosRecord, accounts: readonly OrderAccount[]): string[] {
	const { settings, lives, isComplete } = record;
	const killed = lives.filter(({ killedAt }) => killedAt !== undefined).length;
	return [
		...(isComplete ? [] : ['time was over before everything had come to an end']),
		...(killed === settings.kills ? [] : [`n8n was killed ${killed} times only`]),
		...orderViolations(record, accounts),
		...needlessRepeats(record, accounts),
		...storeLeaks(record),
	];
}

/** Orders that were lost, and whatever came out or was answered wrong. */
export function orderViolations(record: OrdersRecord, accounts: readonly OrderAccount[]): string[] {
	return [
		...accounts.flatMap((account) => unfulfilled(record, account)),
		...wrongDeliveries(record, accounts),
		...wrongItems(record, accounts),
		...wrongAnswers(record),
	];
}

/** What an order was promised and did not get. */
function unfulfilled({ settings }: OrdersRecord, account: OrderAccount): string[] {
	const { orderNumber, sha256, answeredAt, delivered, executions } = account;
	if (sha256 === undefined) return [`${orderNumber} was never signed`];
	if (answeredAt === undefined) return [`${orderNumber} was never answered 1`];
	if (executions.length === 0) return [`${orderNumber} was answered 1 with no execution recorded`];
	if (settings.mode === 'received') return [];
	const inTime = delivered.some((delivery) => delivery.answeredAt <= answeredAt + ROUNDING_MS);
	if (!inTime) return [`${orderNumber} was answered 1 before its document was delivered`];
	const hasSucceeded = executions.some(({ status }) => status === 'success');
	if (settings.mode === 'workflowFinished' && !hasSucceeded) {
		return [`${orderNumber} was answered 1 with no execution that succeeded`];
	}
	return [];
}

function wrongDeliveries(
	{ deliveries }: OrdersRecord,
	accounts: readonly OrderAccount[],
): string[] {
	return deliveries
		.filter(
			({ orderNumber, sha256 }) =>
				!accounts.some((one) => one.orderNumber === orderNumber && one.sha256 === sha256),
		)
		.map(({ orderNumber, size }) => `${orderNumber}: a wrong document of ${size} bytes came out`);
}

/** Nothing but an order's own document may be on Signed, and nothing on Failed: no order failed. */
function wrongItems({ executions }: OrdersRecord, accounts: readonly OrderAccount[]): string[] {
	return executions.flatMap(({ id, outputs: [signed = [], failed = []] }) => [
		...signed
			.filter((item) => !accounts.some((account) => isRightItem(item, account)))
			.map(({ json }) => `execution ${id}: a wrong document on Signed, ${json.orderNumber}`),
		...failed.map(({ json }) => `execution ${id}: ${json.orderNumber} is on Failed`),
	]);
}

function wrongAnswers({ pushes }: OrdersRecord): string[] {
	return pushes
		.filter(({ accepted, fault }) => accepted && mustBeRefused(fault))
		.map(({ orderNumber, fault }) => `${orderNumber} was answered 1 with ${JSON.stringify(fault)}`);
}

function needlessRepeats(record: ChaosRecord, accounts: readonly OrderAccount[]): string[] {
	return repeatsOf(record, accounts).unexplained.map((orderNumber) =>
		[`${orderNumber} was delivered again without need`, ...storyOf(record, orderNumber)].join(
			'\n        ',
		),
	);
}

/** A crash may leave a file that is being written; nothing else may. */
function storeLeaks({ lives, storedFiles }: ChaosRecord): string[] {
	const wasKilled = lives.some(({ killedAt }) => killedAt !== undefined);
	return wasKilled || storedFiles.orphans === 0
		? []
		: [`${storedFiles.orphans} stored files belong to no execution`];
}
