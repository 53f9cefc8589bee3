import { EventEmitter } from 'node:events';
import { startN8n } from '../../harness/n8n/n8n';
import type { N8n } from '../../harness/n8n/n8n';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { drawFraction, drawInteger } from '../support/draw';
import { startDeliveryStep } from './deliveryStep';
import type { DeliveryStep } from './deliveryStep';
import { faultOf } from './faults';
import type { ChaosEvents } from './killMoment';
import type { ChaosSettings } from './settings';
import { chaosWorkflow } from './workflow';

/** Milliseconds between an order's pushes. */
const PUSH_INTERVALS = [250, 500, 1_000, 2_000, 3_000];
const LONGEST_DELIVERY = 250;
/** In one delivery in twenty the step fails, where a failed workflow is pushed again. */
const FAILING_SHARE = 1 / 20;

/** Who plays in a run: the platform, n8n with the package, and the step where documents end. */
export interface Scene {
	sandbox: Sandbox;
	n8n: N8n;
	step: DeliveryStep;
	events: ChaosEvents;
	stop(): Promise<void>;
}

export interface SceneOptions {
	/** The packed package. */
	tarball: string;
	/** Where Node.js keeps compiled code, so that n8n starts again in half the time. */
	compileCache: string;
}

/** Starts everything; pushes go to the published workflow. */
export async function openScene(settings: ChaosSettings, options: SceneOptions): Promise<Scene> {
	const events: ChaosEvents = new EventEmitter();
	events.setMaxListeners(0);
	const closing: (() => Promise<void>)[] = [];
	const stop = async () => {
		for (const close of closing.reverse()) await close();
	};
	try {
		const sandbox = await startSandbox({ pushIntervals: PUSH_INTERVALS });
		closing.push(() => sandbox.stop());
		const step = await startDeliveryStep(stepBehaviour(settings, events));
		closing.push(() => step.stop());
		const environment = { NODE_COMPILE_CACHE: options.compileCache };
		const n8n = await startN8n({ tarball: options.tarball, environment });
		closing.push(() => n8n.stop());
		await n8n.createWorkflow(chaosWorkflow('chaos', settings.mode, step.url));
		sandbox.setCallbackUrl(n8n.webhookUrl('chaos/push'));
		observePushes(sandbox, settings.seed, events);
		return { sandbox, n8n, step, events, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function stepBehaviour({ mode, seed }: ChaosSettings, events: ChaosEvents) {
	return {
		received: () => events.emit('delivered'),
		duration: (...delivery: [string, number]) =>
			drawInteger(0, LONGEST_DELIVERY, seed, 'duration', ...delivery),
		fails: (...delivery: [string, number]) =>
			mode !== 'received' && drawFraction(seed, 'failure', ...delivery) < FAILING_SHARE,
	};
}

/** Gives each push its fault as soon as the one before it has ended. */
function observePushes(sandbox: Sandbox, seed: string, events: ChaosEvents): void {
	sandbox.observe({
		push: ({ orderNumber, attempt, accepted }) => {
			sandbox.setFault(orderNumber, faultOf(seed, orderNumber, attempt + 1));
			if (accepted) events.emit('accepted');
		},
	});
}
