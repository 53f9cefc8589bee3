import { once } from 'node:events';
import { waitFor } from '../../harness/n8n/waitFor';
import type { PushAttempt, SandboxOrder } from '../../sandbox';
import type { Delivery } from './deliveryStep';
import { killMoment, reach } from './killMoment';
import { kill, startAgain } from './lives';
import type { Course, Life } from './lives';
import { ordersOfRound, placeOrder } from './orders';
import { recordedExecutions, unfinishedExecutions } from './recordedExecutions';
import type { RecordedExecution } from './recordedExecutions';
import { openScene } from './scene';
import type { Scene, SceneOptions } from './scene';
import type { ChaosSettings } from './settings';
import { countStoredFiles } from './storedFiles';
import type { StoredFiles } from './storedFiles';

/** Milliseconds that workflows may go on after the last answer. */
const LAST_WORKFLOWS_MS = 60_000;

/** What became of orders that were pushed, whatever happened meanwhile. */
export interface OrdersRecord {
	settings: Pick<ChaosSettings, 'mode'>;
	expected: readonly string[];
	orders: readonly SandboxOrder[];
	pushes: readonly PushAttempt[];
	deliveries: readonly Delivery[];
	executions: readonly RecordedExecution[];
}

/** All that there is to judge a run by. */
export interface ChaosRecord extends OrdersRecord, Course {
	settings: ChaosSettings;
	cutOffDeliveries: number;
	storedFiles: StoredFiles;
	/** Everything came to an end before the time was over. */
	isComplete: boolean;
	milliseconds: number;
}

/**
 * One run: orders come in and are pushed, n8n is killed and started again, until every push was answered and
 * every workflow has ended, or time is over. `after` may look at n8n before it is gone.
 */
export async function runChaos<Afterwards>(
	settings: ChaosSettings,
	options: SceneOptions,
	signal: AbortSignal,
	after: (scene: Scene, record: ChaosRecord) => Promise<Afterwards>,
): Promise<{ record: ChaosRecord; afterwards: Afterwards }> {
	const startedAt = Date.now();
	const timeout = AbortSignal.timeout(settings.milliseconds);
	const scene = await openScene(settings, options);
	try {
		const course: Course = { lives: [], deaths: [] };
		const play = playRounds(settings, scene, course, AbortSignal.any([signal, timeout]));
		const isComplete = await play.then(
			() => true,
			(error: unknown) => {
				if (!timeout.aborted || signal.aborted) throw error;
				return false;
			},
		);
		const milliseconds = Date.now() - startedAt;
		const record = await takeRecord(settings, scene, { ...course, isComplete, milliseconds });
		return { record, afterwards: await after(scene, record) };
	} finally {
		await scene.stop();
	}
}

async function playRounds(
	settings: ChaosSettings,
	scene: Scene,
	{ lives, deaths }: Course,
	signal: AbortSignal,
): Promise<void> {
	const { n8n, sandbox, events } = scene;
	const placed: Promise<void>[] = [];
	let start: Pick<Life, 'startMilliseconds' | 'failedStarts'> = { failedStarts: 0 };
	for (let round = 0; round <= settings.kills; round++) {
		signal.throwIfAborted();
		const life: Life = { ...start, ...(await n8n.memory()) };
		lives.push(life);
		for (const orderNumber of ordersOfRound(settings, round)) {
			const placing = placeOrder(sandbox, settings.seed, orderNumber, signal);
			placing.catch(() => undefined);
			placed.push(placing);
		}
		if (round === settings.kills) break;
		life.moment = killMoment(settings.seed, round);
		await reach(life.moment, events, signal);
		life.peak = (await n8n.memory()).peak;
		const death = await kill(n8n);
		deaths.push(death);
		life.killedAt = death.killedAt;
		const failed = await startAgain(n8n);
		deaths.push(...failed);
		start = { startMilliseconds: Date.now() - death.killedAt, failedStarts: failed.length };
	}
	await Promise.all(placed);
	await everythingAnswered(settings, scene, signal);
	const last = lives.at(-1);
	if (last) last.peak = (await n8n.memory()).peak;
}

async function everythingAnswered(
	settings: ChaosSettings,
	{ sandbox, n8n, events }: Scene,
	signal: AbortSignal,
): Promise<void> {
	const isAnswered = (orderNumber: string) =>
		sandbox.pushes.some((push) => push.orderNumber === orderNumber && push.accepted);
	let open = allOrders(settings);
	while ((open = open.filter((orderNumber) => !isAnswered(orderNumber))).length > 0) {
		await once(events, 'accepted', { signal });
	}
	const haveEnded = () => unfinishedExecutions(n8n.database) === 0 || undefined;
	await waitFor('the last workflows to end', haveEnded, LAST_WORKFLOWS_MS);
}

function allOrders(settings: ChaosSettings): string[] {
	const rounds = Array.from({ length: settings.kills + 1 }, (_, round) => round);
	return rounds.flatMap((round) => ordersOfRound(settings, round));
}

async function takeRecord(
	settings: ChaosSettings,
	{ sandbox, step, n8n }: Scene,
	course: Pick<ChaosRecord, keyof Course | 'isComplete' | 'milliseconds'>,
): Promise<ChaosRecord> {
	const executions = recordedExecutions(n8n.database);
	return {
		settings,
		expected: allOrders(settings),
		orders: sandbox.orders,
		pushes: [...sandbox.pushes],
		deliveries: [...step.deliveries],
		cutOffDeliveries: step.cutOff,
		executions,
		storedFiles: await countStoredFiles(n8n.database, executions),
		...course,
	};
}
