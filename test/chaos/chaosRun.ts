import { once } from 'node:events';
import { waitFor } from '../../harness/n8n/waitFor';
import type { OrdersRecord } from '../faults/ordersRecord';
import { recordedExecutions, unfinishedExecutions } from '../faults/recordedExecutions';
import { killMoment, reach } from './killMoment';
import { kill, startAgain, type Course, type Life } from './lives';
import { ordersOfRound, signOrder } from './orders';
import { openScene, type Scene, type SceneOptions } from './scene';
import type { ChaosSettings } from './settings';
import { countStoredFiles, type StoredFiles } from './storedFiles';

/** Milliseconds that workflows may run after the last response. */
const LAST_WORKFLOWS_MS = 60_000;

/** All data for judging a run. */
export interface ChaosRecord extends OrdersRecord, Pick<Course, 'lives'> {
	settings: ChaosSettings;
	cutOffDeliveries: number;
	storedFiles: StoredFiles;
	/** Whether everything ended before the time limit. */
	isComplete: boolean;
	milliseconds: number;
}

/**
 * One run: orders are created and pushed, and n8n is killed and restarted, until every push was answered and every
 * workflow has ended, or until the time limit. `after` can inspect n8n before it is removed.
 */
export async function runChaos<Afterward>(
	settings: ChaosSettings,
	options: SceneOptions,
	signal: AbortSignal,
	after: (scene: Scene, record: ChaosRecord) => Promise<Afterward>,
): Promise<{ record: ChaosRecord; afterward: Afterward }> {
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
		return { record, afterward: await after(scene, record) };
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
	const { n8n, platform, events } = scene;
	const { seed } = settings;
	const placed: Promise<void>[] = [];
	let start: Pick<Life, 'startMilliseconds' | 'failedStarts'> = { failedStarts: 0 };
	for (let round = 0; round <= settings.kills; round++) {
		signal.throwIfAborted();
		const life: Life = { ...start, ...(await n8n.memory()) };
		lives.push(life);
		for (const orderNumber of ordersOfRound(settings, round)) {
			const sign = () => signOrder(platform.sandbox, seed, orderNumber);
			const placing = platform.place(orderNumber, sign, signal);
			placing.catch(() => undefined);
			placed.push(placing);
		}
		if (round === settings.kills) break;
		life.moment = killMoment(seed, round);
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
	{ platform: { sandbox }, n8n, events }: Scene,
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
	{ platform: { sandbox }, step, n8n }: Scene,
	course: Pick<ChaosRecord, keyof Course | 'isComplete' | 'milliseconds'>,
): Promise<ChaosRecord> {
	const executions = recordedExecutions(n8n.database);
	return {
		settings,
		mode: settings.mode,
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
