import type { RunningN8n } from '../../harness/n8n/runningN8n';
import { startN8n } from '../../harness/n8n/startN8n';
import { RunEvents, startPlatform, startStep, type Platform } from '../faults/actors';
import type { DeliveryStep } from '../faults/deliveryStep';
import { deliveryWorkflow } from '../faults/deliveryWorkflow';
import { faultPlan } from '../faults/pushFaults';
import type { ChaosSettings } from './settings';

/** Milliseconds over which a round's orders are created. */
const SPREAD = 4_000;

/** The parts of a run: the platform, n8n with the package, and the step that receives documents. */
export interface Scene {
	platform: Platform;
	n8n: RunningN8n;
	step: DeliveryStep;
	events: RunEvents;
	stop(): Promise<void>;
}

export interface SceneOptions {
	/** The packed package. */
	tarball: string;
	/** Node.js's compile cache, so that n8n restarts in half the time. */
	compileCache: string;
}

/** Starts everything; pushes go to the published workflow. */
export async function openScene(
	{ mode, seed }: ChaosSettings,
	{ tarball, compileCache }: SceneOptions,
): Promise<Scene> {
	const events = new RunEvents();
	const closing: (() => Promise<void>)[] = [];
	const stop = async () => {
		for (const close of closing.reverse()) await close();
	};
	try {
		const platform = await startPlatform({ seed, plan: faultPlan(seed), spread: SPREAD, events });
		closing.push(() => platform.sandbox.stop());
		const step = await startStep(seed, events);
		closing.push(() => step.stop());
		const n8n = await startN8n({ tarball, environment: { NODE_COMPILE_CACHE: compileCache } });
		closing.push(() => n8n.stop());
		await n8n.createWorkflow(deliveryWorkflow('chaos', mode, step.url));
		platform.sandbox.setCallbackUrl(n8n.webhookUrl('chaos/push'));
		return { platform, n8n, step, events, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
