import { isRightItem, type OrderAccount } from './orderAccounts';
import type { OrdersRecord } from './ordersRecord';
import { mustBeRefused } from './pushFaults';

/** Times are whole milliseconds, each rounded separately. */
const ROUNDING_MS = 2;

/** Orders that were lost, output incorrectly, or answered incorrectly, one sentence each. */
export function orderViolations(record: OrdersRecord, accounts: readonly OrderAccount[]): string[] {
	return [
		...accounts.flatMap((account) => unfulfilled(record, account)),
		...wrongDeliveries(record, accounts),
		...wrongItems(record, accounts),
		...wrongAnswers(record),
	];
}

/** The broken guarantees for an order. */
function unfulfilled({ mode }: OrdersRecord, account: OrderAccount): string[] {
	const { orderNumber, sha256, answeredAt, delivered, executions } = account;
	if (sha256 === undefined) return [`${orderNumber} was never signed`];
	if (answeredAt === undefined) return [`${orderNumber} was never answered 1`];
	if (executions.length === 0) return [`${orderNumber} was answered 1 with no execution recorded`];
	if (mode === 'received') return [];
	const inTime = delivered.some((delivery) => delivery.answeredAt <= answeredAt + ROUNDING_MS);
	if (!inTime) return [`${orderNumber} was answered 1 before its document was delivered`];
	const hasSucceeded = executions.some(({ status }) => status === 'success');
	if (mode === 'workflowFinished' && !hasSucceeded) {
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

/** Signed may only have an order's own document, and Failed must be empty, because no order failed. */
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
