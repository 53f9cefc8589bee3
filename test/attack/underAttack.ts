import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../../harness/n8n/waitFor';
import { must } from './must';
import { workedMs } from './n8nFigures';
import type { Stage } from './stage';

const MEGABYTE = 1_024 * 1_024;
/** Milliseconds that n8n's main thread may work before it answers others, whatever else the machine does. */
const MOST_WORK_MS = 1_000;
/** Bytes that n8n may hold more afterward: what it compiles and caches for itself. */
const MEMORY_SLACK = 16 * MEGABYTE;
const PATIENCE_MS = 60_000;
const PROBE_EVERY_MS = 20;

/** The bound of every attack that is run by `underAttack`, and what it means. */
export const STAYS_RESPONSIVE = 'n8n stays responsive';
export const STAYS_RESPONSIVE_MEANS = `${STAYS_RESPONSIVE}: it answers others before its main thread has worked ${MOST_WORK_MS} ms, a genuine push runs meanwhile, at most 20 executions a minute start on Rejected; afterward it holds at most ${MEMORY_SLACK / MEGABYTE} MB more than before, and no descriptor or file is left.`;

/**
 * Runs an attack that is to use n8n up, and meanwhile has others ask n8n and a genuine push arrive. Then nothing of the
 * attack may be left.
 *
 * @returns what it says, with the figures
 */
export async function underAttack(stage: Stage, attack: () => Promise<string>): Promise<string> {
	const before = await stage.traces();
	const held = await stage.memory.bytes();
	const startedAt = Date.now();
	const others = watchOthers(stage);
	const push = stage.nextPush();
	const attacking = attack();
	// Awaited below; without this a failure before that would be an unhandled rejection.
	attacking.catch(() => undefined);
	await stage.deliver(push, 'guarded');
	const result = await attacking;
	const { answered, longest } = await others.stop();
	must(longest < MOST_WORK_MS, `others waited while n8n worked ${Math.round(longest)} ms`);
	// Besides the genuine push's own.
	const runs = (await stage.settled(before)) - 1;
	const minutes = Math.ceil((Date.now() - startedAt) / 60_000);
	must(runs <= 20 * (minutes + 1), `${runs} executions started`);
	await stage.isSignedOnce(push);
	const more = await memoryReturned(stage, held);
	return `${result}; ${answered} others answered within ${Math.ceil(longest)} ms of its work; ${runs} executions started; ${more.toFixed(1)} MB more held`;
}

/** Megabytes that are still held, once they are few. */
async function memoryReturned(stage: Stage, before: number): Promise<number> {
	let more = Infinity;
	const isFew = async () => {
		more = (await stage.memory.bytes()) - before;
		return more < MEMORY_SLACK || undefined;
	};
	await waitFor('the memory to return', isFew, PATIENCE_MS).catch(() => undefined);
	must(more < MEMORY_SLACK, `${Math.round(more / MEGABYTE)} MB more are held`);
	return more / MEGABYTE;
}

interface Watch {
	/** How many were answered, and how long n8n worked at most before it answered one, in milliseconds. */
	stop(): Promise<{ answered: number; longest: number }>;
}

/** Asks n8n for its health, again and again; n8n may close a connection that is kept just as it is used again. */
function watchOthers({ n8n }: Stage): Watch {
	const agent = new Agent({ keepAlive: false });
	let answered = 0;
	let longest = 0;
	let isOver = false;
	const watching = (async () => {
		while (!isOver) {
			const before = workedMs(n8n.pid);
			await askHealth(n8n.url, agent);
			longest = Math.max(longest, workedMs(n8n.pid) - before);
			answered++;
			await delay(PROBE_EVERY_MS);
		}
	})();
	watching.catch(() => undefined);
	return {
		async stop() {
			isOver = true;
			await watching;
			agent.destroy();
			return { answered, longest };
		},
	};
}

async function askHealth(url: string, agent: Agent): Promise<void> {
	const status = await new Promise((resolve, reject) => {
		get(`${url}/healthz`, { agent }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode));
		}).on('error', reject);
	});
	must(status === 200, `n8n’s health was answered ${String(status)}`);
}
