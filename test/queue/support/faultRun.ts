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

/** The two modes that guarantee that no order is lost. */
export const PROMISING = ['workflowFinished', 'acknowledgeOperation'] as const;

type Mode = (typeof PROMISING)[number];

/** One mode of a run and its platform. */
interface ModeRun {
	mode: Mode;
	platform: Platform;
}

/** Orders per mode: 300 in total. */
const ORDERS = 150;
const SMALLEST = 2_000;
const LARGEST = 300_000;
/** Milliseconds over which a mode's orders are created. */
const SPREAD = 10_000;
/** Minutes; short, so that a run lost by n8n is detected within a test. */
const LONGEST_RUN = 0.5;
/** One in this many orders starts with a body that takes two seconds, so that there is always one in progress. */
const SLOW = 10;
const ANSWER_TIMEOUT_MS = 240_000;
/** Milliseconds that executions may run after the last response. */
const LAST_EXECUTIONS_MS = 60_000;

/** One run's outcome in one mode. */
export interface FaultRecord extends OrdersRecord {
	/** When the fault began, milliseconds since 1970. */
	struckAt: number;
}

/**
 * Pushes 300 orders, half of them in each of two modes in parallel, with faults in a third of the pushes; causes a fault
 * in the middle, and waits until every order was answered `1`.
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

/** Runs from the first order to the last response; returns when the fault began. */
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
	// Orders that are never answered are reported by the judge.
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

/** A mode's workflow and its own platform, because a platform has a single callback URL. */
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
