import { waitFor } from '../../../harness/n8n/waitFor';
import type { Sandbox } from '../../../sandbox';
import {
	RunEvents,
	startPlatform,
	startStep,
	type FaultPlan,
	type Platform,
} from '../../faults/actors';
import type { DeliveryStep } from '../../faults/deliveryStep';
import { deliveryWorkflow } from '../../faults/deliveryWorkflow';
import { noise } from '../../faults/noise';
import type { OrdersRecord } from '../../faults/ordersRecord';
import { faultPlan } from '../../faults/pushFaults';
import { drawInteger } from '../../support/draw';
import type { Stage } from './stage';

/** The two modes that promise that no order is lost. */
export const PROMISING = ['workflowFinished', 'acknowledgeOperation'] as const;

type Mode = (typeof PROMISING)[number];

/** One mode of a run, and the platform that pushes to it. */
interface ModeRun {
	mode: Mode;
	platform: Platform;
}

/** Of each mode: 300 in all. */
const ORDERS = 150;
const SMALLEST = 2_000;
const LARGEST = 300_000;
/** Milliseconds over which a mode's orders come in. */
const SPREAD = 10_000;
/** Minutes, where a run that n8n lost is to be noticed within a test. */
const LONGEST_RUN = 0.5;
/** Every so many orders begin with a body that takes two seconds to come, so that there is always one under way. */
const SLOW = 10;
const ANSWER_TIMEOUT_MS = 240_000;
/** Milliseconds that executions may go on after the last answer. */
const LAST_EXECUTIONS_MS = 60_000;

/** One run's outcome in one mode. */
export interface FaultRecord extends OrdersRecord {
	/** When the fault began, milliseconds since 1970. */
	struckAt: number;
}

/**
 * Pushes 300 orders, half of them in each of the two modes at once, a third of the pushes faulty, lets something happen in the
 * midst of it, and waits until every order was answered `1`.
 */
export async function runFault(
	stage: Stage,
	seed: string,
	strike: (events: RunEvents) => Promise<void>,
): Promise<FaultRecord[]> {
	const events = new RunEvents();
	const step = await startStep(seed, events);
	const modeRuns: ModeRun[] = [];
	try {
		for (const mode of PROMISING) modeRuns.push(await openMode(stage, seed, mode, step, events));
		const struckAt = await play(seed, modeRuns, events, strike);
		const records = modeRuns.map((modeRun) => recordOf(stage, seed, modeRun, step));
		return (await Promise.all(records)).map((record) => ({ ...record, struckAt }));
	} finally {
		for (const { platform } of modeRuns) await platform.sandbox.stop();
		await step.stop();
	}
}

/** From the first order to the last answer; when the fault began. */
async function play(
	seed: string,
	modeRuns: readonly ModeRun[],
	events: RunEvents,
	strike: (events: RunEvents) => Promise<void>,
): Promise<number> {
	const placing = modeRuns.flatMap(({ mode, platform }) =>
		orderNumbers(seed, mode).map((orderNumber) =>
			platform.place(orderNumber, () => push(platform.sandbox, seed, orderNumber)),
		),
	);
	const some = () => accepted(modeRuns) >= ORDERS / 3 || undefined;
	await waitFor('orders to be accepted', some, ANSWER_TIMEOUT_MS);
	const struckAt = Date.now();
	await strike(events);
	await Promise.all(placing);
	const all = () => accepted(modeRuns) >= ORDERS * PROMISING.length || undefined;
	// Orders that are never answered are the judge's matter.
	await waitFor('every order to be answered 1', all, ANSWER_TIMEOUT_MS).catch(() => undefined);
	return struckAt;
}

async function push(sandbox: Sandbox, seed: string, orderNumber: string): Promise<void> {
	const size = drawInteger(SMALLEST, LARGEST, seed, 'size', orderNumber);
	await sandbox.pushDocument({ orderNumber, document: noise(orderNumber, size) });
}

function orderNumbers(seed: string, mode: string): string[] {
	return Array.from(
		{ length: ORDERS },
		(_, index) => `${seed}-${mode}-${String(index + 1).padStart(3, '0')}`,
	);
}

/** A mode's workflow, and a platform of its own, because a platform has one callback address. */
async function openMode(
	stage: Stage,
	seed: string,
	mode: Mode,
	step: DeliveryStep,
	events: RunEvents,
): Promise<ModeRun> {
	const webhookId = `${seed}-${mode}`;
	const workflow = deliveryWorkflow(webhookId, mode, step.url, { longestRun: LONGEST_RUN });
	await stage.createWorkflow(workflow);
	const plan = withSlowBodies(faultPlan(seed));
	const platform = await startPlatform({ seed, plan, spread: SPREAD, events });
	platform.sandbox.setCallbackUrl(stage.pushUrl(webhookId));
	return { mode, platform };
}

function withSlowBodies(plan: FaultPlan): FaultPlan {
	return (orderNumber, attempt) => {
		const isSlow = attempt === 1 && Number(orderNumber.slice(-3)) % SLOW === 0;
		return isSlow ? 'slowBody' : plan(orderNumber, attempt);
	};
}

/** Orders that were answered `1`. */
function accepted(modeRuns: readonly ModeRun[]): number {
	const pushes = modeRuns.flatMap(({ platform }) => platform.sandbox.pushes);
	const answered = pushes.filter((push) => push.accepted);
	return new Set(answered.map(({ orderNumber }) => orderNumber)).size;
}

async function recordOf(
	stage: Stage,
	seed: string,
	{ mode, platform: { sandbox } }: ModeRun,
	step: DeliveryStep,
): Promise<OrdersRecord> {
	const workflowId = await stage.workflowIdOf(`Push ${seed}-${mode}`);
	const executions = await waitFor(
		'the last executions to end',
		async () => {
			const all = await stage.recordedExecutions(workflowId);
			const areOver = all.every(({ status }) => !['new', 'running'].includes(status));
			return areOver ? all : undefined;
		},
		LAST_EXECUTIONS_MS,
	).catch(() => stage.recordedExecutions(workflowId));
	return {
		mode,
		expected: orderNumbers(seed, mode),
		orders: sandbox.orders,
		pushes: [...sandbox.pushes],
		deliveries: step.deliveries.filter(({ orderNumber }) => orderNumber.includes(`-${mode}-`)),
		executions,
		deaths: [],
	};
}
