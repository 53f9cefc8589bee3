import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../../../harness/n8n/waitFor';
import { startSandbox, type PushFault, type Sandbox } from '../../../sandbox';
import type { OrdersRecord } from '../../chaos/chaosRun';
import { startDeliveryStep, type DeliveryStep } from '../../chaos/deliveryStep';
import { faultOf } from '../../chaos/faults';
import { noise } from '../../chaos/orders';
import { chaosWorkflow } from '../../chaos/workflow';
import { drawFraction, drawInteger } from '../../support/draw';
import type { Stage } from './stage';

/** The two modes that promise that no order is lost. */
export const PROMISING = ['workflowFinished', 'acknowledgeOperation'] as const;

/** Of each mode: 300 in all. */
const ORDERS = 150;
const SMALLEST = 2_000;
const LARGEST = 300_000;
/** Milliseconds over which a mode's orders come in. */
const SPREAD = 10_000;
const PUSH_INTERVALS = [250, 500, 1_000, 2_000, 3_000];
const LONGEST_DELIVERY = 250;
/** Minutes, where a run that n8n lost is to be noticed within a test. */
const LONGEST_RUN = 0.5;
/** In one delivery in twenty the step fails. */
const FAILING_SHARE = 1 / 20;
/** Every so many orders begin with a body that takes two seconds to come, so that there is always one under way. */
const SLOW = 10;
const ANSWER_TIMEOUT_MS = 240_000;
/** Milliseconds that executions may go on after the last answer. */
const LAST_EXECUTIONS_MS = 60_000;

/** What happens in a run that a fault can be aimed at. */
export type RunEvents = EventEmitter<{ delivered: []; accepted: [] }>;

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
	const events: RunEvents = new EventEmitter();
	const step = await startDeliveryStep({
		received: () => events.emit('delivered'),
		duration: (...delivery) => drawInteger(0, LONGEST_DELIVERY, seed, 'duration', ...delivery),
		fails: (...delivery) => drawFraction(seed, 'failure', ...delivery) < FAILING_SHARE,
	});
	const sandboxes: Sandbox[] = [];
	try {
		for (const mode of PROMISING) {
			sandboxes.push(await openMode(stage, seed, mode, step, events));
		}
		const struckAt = await play(seed, sandboxes, events, strike);
		return await Promise.all(
			PROMISING.map(async (mode, which) => ({
				...(await recordOf(stage, seed, mode, sandboxes[which], step)),
				struckAt,
			})),
		);
	} finally {
		for (const sandbox of sandboxes) await sandbox.stop();
		await step.stop();
	}
}

/** From the first order to the last answer; when the fault began. */
async function play(
	seed: string,
	sandboxes: readonly Sandbox[],
	events: RunEvents,
	strike: (events: RunEvents) => Promise<void>,
): Promise<number> {
	const placing = PROMISING.flatMap((mode, which) =>
		Array.from({ length: ORDERS }, (_, index) =>
			placeOrder(sandboxes[which], seed, orderNumberOf(seed, mode, index)),
		),
	);
	const some = () => accepted(sandboxes) >= ORDERS / 3 || undefined;
	await waitFor('orders to be accepted', some, ANSWER_TIMEOUT_MS);
	const struckAt = Date.now();
	await strike(events);
	await Promise.all(placing);
	const all = () => accepted(sandboxes) >= ORDERS * PROMISING.length || undefined;
	// Orders that are never answered are the judge's matter.
	await waitFor('every order to be answered 1', all, ANSWER_TIMEOUT_MS).catch(() => undefined);
	return struckAt;
}

/** At its moment an order is signed; from then on it is pushed, each push with its fault. */
async function placeOrder(
	sandbox: Sandbox | undefined,
	seed: string,
	orderNumber: string,
): Promise<void> {
	await delay(drawInteger(0, SPREAD, seed, 'moment', orderNumber));
	sandbox?.setFault(orderNumber, faultFor(seed, orderNumber, 1));
	const size = drawInteger(SMALLEST, LARGEST, seed, 'size', orderNumber);
	await sandbox?.pushDocument({ orderNumber, document: noise(orderNumber, size) });
}

function orderNumberOf(seed: string, mode: string, index: number): string {
	return `${seed}-${mode}-${String(index + 1).padStart(3, '0')}`;
}

/** Each mode has a platform of its own, because a platform has one callback address. */
async function openMode(
	stage: Stage,
	seed: string,
	mode: (typeof PROMISING)[number],
	step: DeliveryStep,
	events: RunEvents,
): Promise<Sandbox> {
	const webhookId = `${seed}-${mode}`;
	await stage.createWorkflow(chaosWorkflow(webhookId, mode, step.url, { longestRun: LONGEST_RUN }));
	const callbackUrl = stage.pushUrl(webhookId);
	const sandbox = await startSandbox({
		pushIntervals: PUSH_INTERVALS,
		callbackUrl,
	});
	sandbox.observe({
		push: ({ orderNumber, attempt, accepted }) => {
			sandbox.setFault(orderNumber, faultFor(seed, orderNumber, attempt + 1));
			if (accepted) events.emit('accepted');
		},
	});
	return sandbox;
}

function faultFor(seed: string, orderNumber: string, attempt: number): PushFault | undefined {
	const isSlow = attempt === 1 && Number(orderNumber.slice(-3)) % SLOW === 0;
	return isSlow ? 'slowBody' : faultOf(seed, orderNumber, attempt);
}

/** Orders that were answered `1`. */
function accepted(sandboxes: readonly Sandbox[]): number {
	const answered = sandboxes.flatMap(({ pushes }) => pushes.filter((push) => push.accepted));
	return new Set(answered.map(({ orderNumber }) => orderNumber)).size;
}

async function recordOf(
	stage: Stage,
	seed: string,
	mode: (typeof PROMISING)[number],
	sandbox: Sandbox | undefined,
	step: DeliveryStep,
): Promise<OrdersRecord> {
	const expected = Array.from({ length: ORDERS }, (_, index) => orderNumberOf(seed, mode, index));
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
		settings: { mode },
		expected,
		orders: sandbox?.orders ?? [],
		pushes: [...(sandbox?.pushes ?? [])],
		deliveries: step.deliveries.filter(({ orderNumber }) => orderNumber.includes(`-${mode}-`)),
		executions,
	};
}
