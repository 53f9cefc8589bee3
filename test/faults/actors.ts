import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox, type PushFault, type Sandbox } from '../../sandbox';
import { drawFraction, drawInteger } from '../support/draw';
import { startDeliveryStep, type DeliveryStep } from './deliveryStep';

/** Milliseconds between an order's pushes. */
const PUSH_INTERVALS = [250, 500, 1_000, 2_000, 3_000];
/** Maximum duration of the step in milliseconds. */
const LONGEST_DELIVERY = 250;
/** The step fails in one of twenty deliveries. */
const FAILING_SHARE = 1 / 20;

/** Events in a run that a fault can be timed by: a document was delivered completely, or an order was answered `1`. */
export class RunEvents extends EventEmitter<{ delivered: []; accepted: [] }> {
	constructor() {
		super();
		this.setMaxListeners(0);
	}
}

/** The fault of an order's n-th push. */
export type FaultPlan = (orderNumber: string, attempt: number) => PushFault | undefined;

interface PlatformOptions {
	/** Seed for the orders' times. */
	seed: string;
	plan: FaultPlan;
	/** Milliseconds over which orders are created. */
	spread: number;
	events: RunEvents;
}

/** The platform of a run. */
export interface Platform {
	sandbox: Sandbox;
	/**
	 * Has an order signed at its scheduled time; it is then pushed, each push with its own fault.
	 *
	 * @param sign signs it, which triggers the first push
	 */
	place(orderNumber: string, sign: () => Promise<unknown>, signal?: AbortSignal): Promise<void>;
}

/** Starts a platform whose pushes have faults. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
	const { seed, plan, spread, events } = options;
	const sandbox = await startSandbox({ pushIntervals: PUSH_INTERVALS });
	sandbox.observe({
		push: ({ orderNumber, attempt, accepted }) => {
			sandbox.setFault(orderNumber, plan(orderNumber, attempt + 1));
			if (accepted) events.emit('accepted');
		},
	});
	return {
		sandbox,
		async place(orderNumber, sign, signal) {
			await delay(drawInteger(0, spread, seed, 'moment', orderNumber), undefined, { signal });
			sandbox.setFault(orderNumber, plan(orderNumber, 1));
			await sign();
		},
	};
}

/** The step that receives documents: it takes some time, and fails now and then after the push has passed. */
export async function startStep(seed: string, events: RunEvents): Promise<DeliveryStep> {
	return await startDeliveryStep({
		received: () => events.emit('delivered'),
		duration: (...delivery) => drawInteger(0, LONGEST_DELIVERY, seed, 'duration', ...delivery),
		fails: (...delivery) => drawFraction(seed, 'failure', ...delivery) < FAILING_SHARE,
	});
}
