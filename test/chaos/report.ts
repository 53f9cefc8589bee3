import { ACKNOWLEDGE } from '../../harness/n8n/workflows';
import type { PushAttempt } from '../../sandbox';
import { countBy, megabytes, quantile, seconds, sum } from '../faults/figures';
import type { OrdersJudgment } from '../faults/judgeOrders';
import type { OrderAccount } from '../faults/orderAccounts';
import { mustBeRefused } from '../faults/pushFaults';
import type { Repeats } from '../faults/repeats';
import type { ChaosRecord } from './chaosRun';
import type { Retries } from './retryLost';

const OUTPUTS = ['Signed', 'Failed', 'Rejected'];
const NAME_WIDTH = 13;

/** A readable report of a run. */
export function reportOf(
	record: ChaosRecord,
	{ accounts, repeats }: OrdersJudgment,
	retries: Retries,
	violations: readonly string[],
): string {
	const { mode, orders, kills, seed } = record.settings;
	const lines = {
		orders: ordersLine(record, accounts),
		pushes: pushesLine(record),
		answers: countBy(record.pushes.map(outcomeOf)),
		kills: killsLine(record),
		delivered: deliveredLine(record),
		repeats: repeatsLine(repeats),
		lost: lostLine(record, retries),
		executions: executionsLine(record),
		'on record': evidenceLine(accounts),
		'file store': storeLine(record),
		memory: memoryLine(record),
		time: timeLine(record, accounts),
		violations: violations.length === 0 ? 'none' : String(violations.length),
	};
	return [
		`${mode}: ${orders} orders, ${kills} kills, seed ${seed}`,
		...Object.entries(lines).map(([name, text]) => `  ${name.padEnd(NAME_WIDTH)}${text}`),
		...violations.map((text) => `    ! ${text}`),
	].join('\n');
}

function ordersLine({ orders }: ChaosRecord, accounts: readonly OrderAccount[]): string {
	const sizes = orders.map(({ signedDocument }) => signedDocument?.length ?? 0);
	const signed = orders.filter(({ signers }) => signers.length > 0).length;
	const answered = accounts.filter(({ answeredAt }) => answeredAt !== undefined).length;
	const range = `${megabytes(quantile(sizes, 0))} to ${megabytes(quantile(sizes, 1))}`;
	return `${answered} of ${accounts.length} answered 1; ${range}, ${megabytes(sum(sizes))} in all; ${signed} signed for real`;
}

function pushesLine({ pushes }: ChaosRecord): string {
	const faulty = pushes.filter(({ fault }) => fault !== undefined);
	const bad = faulty.filter(({ fault }) => mustBeRefused(fault)).length;
	const forms = faulty.length - bad;
	return `${pushes.length}, ${faulty.length} of them with a fault (${bad} must be refused, ${forms} are right in another form)`;
}

function outcomeOf({ accepted, httpStatus, answer, error, fault }: PushAttempt): string {
	if (accepted) return 'answered 1';
	if (httpStatus === 200) return `HTTP 200 ${JSON.stringify(answer)}`;
	if (httpStatus !== undefined) return `HTTP ${httpStatus}`;
	if (error?.includes('ECONNREFUSED')) return 'while n8n was down';
	return fault === 'connectionCut' ? 'cut by the sender' : 'cut by a kill';
}

function killsLine({ lives }: ChaosRecord): string {
	const moments = lives.flatMap(({ moment }) => (moment ? [`aimed at ${moment.after}`] : []));
	const starts = lives.flatMap(({ startMilliseconds = [] }) => startMilliseconds);
	const failed = sum(lives.map(({ failedStarts }) => failedStarts));
	return `${moments.length} (${countBy(moments)}); n8n gave up ${failed} starts, was back after ${seconds(quantile(starts, 0.5))} (median), ${seconds(quantile(starts, 1))} (longest)`;
}

function deliveredLine({ deliveries, cutOffDeliveries }: ChaosRecord): string {
	const failed = deliveries.filter(({ succeeded }) => !succeeded).length;
	return `${deliveries.length - failed} documents taken by the step outside n8n, ${failed} refused by it, ${cutOffDeliveries} cut off by a kill`;
}

function repeatsLine({ total, counts, unexplained }: Repeats): string {
	const { acrossKill, runLate } = counts;
	return `${total}: ${acrossKill} of pushes left unanswered by a kill, ${runLate} in addition to an execution that n8n ran by itself after a kill, ${unexplained.length} without a reason`;
}

function lostLine({ lives }: ChaosRecord, { lost, recovered }: Retries): string {
	if (lost.length === 0) return '0';
	const statuses = lost.map(
		({ executions }) => executions.map(({ status }) => status).join('+') || 'not recorded',
	);
	const kills = lives.flatMap(({ killedAt = [] }) => killedAt);
	const atRepeat = lost.filter(({ executions, answeredAt = 0 }) =>
		kills.some(
			(kill) => kill < answeredAt && executions.every(({ createdAt }) => createdAt < kill),
		),
	).length;
	return `${lost.length} answered 1 and not delivered (${lost.length - atRepeat} before the kill, ${atRepeat} at a repeat after it); their executions: ${countBy(statuses)}; delivered once these were retried in n8n: ${recovered.length}`;
}

function executionsLine({ executions }: ChaosRecord): string {
	return countBy(
		executions.map(({ outputs, status, mode }) => {
			const output = OUTPUTS[outputs.findIndex((items) => items.length > 0)] ?? 'no item';
			return `${output} ${status}${mode === 'webhook' ? '' : ` (${mode})`}`;
		}),
	);
}

/** What n8n has recorded for each order. */
function evidenceLine(accounts: readonly OrderAccount[]): string {
	return `of the orders: ${countBy(
		accounts.map(({ executions }) => {
			if (executions.some(({ status }) => status === 'success')) return 'succeeded';
			if (executions.some(({ nodes }) => nodes.includes(ACKNOWLEDGE.name))) {
				return 'crashed after Acknowledge had begun';
			}
			return executions.map(({ status }) => status).join('+') || 'nothing';
		}),
	)}`;
}

function storeLine({ storedFiles: { files, orphans, orphanBytes } }: ChaosRecord): string {
	return `${files} files, ${orphans} of them (${megabytes(orphanBytes)}) left by kills and known to no execution`;
}

function memoryLine({ lives }: ChaosRecord): string {
	const idle = quantile(
		lives.map(({ resident }) => resident),
		0.5,
	);
	const peak = Math.max(...lives.map((life) => life.peak));
	const own = process.resourceUsage().maxRSS * 1_024;
	return `n8n ${megabytes(idle)} after a start (median), ${megabytes(peak)} at most; sandbox and judge ${megabytes(own)} at most`;
}

function timeLine(
	{ pushes, milliseconds }: ChaosRecord,
	accounts: readonly OrderAccount[],
): string {
	const taken = pushes.filter(({ accepted }) => accepted).map((push) => push.milliseconds);
	const waits = accounts.flatMap(({ waited = [] }) => waited);
	return `${seconds(milliseconds)}; a push answered 1 took ${seconds(quantile(taken, 0.5))} (median), ${seconds(quantile(taken, 0.95))} (95 %); an order waited ${seconds(quantile(waits, 0.5))} (median), ${seconds(quantile(waits, 1))} (longest)`;
}
