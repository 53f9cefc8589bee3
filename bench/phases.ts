import type { Contender, Direction } from './contenders';
import { contendersOf } from './contenders';
import { KILOBYTE, MEGABYTE } from './documents';
import type { Plan } from './plan';
import type { Failure, Measured, Results } from './results';
import { ended, hand, runOnce } from './runOnce';
import type { Scene } from './scene';
import { nameOfSize } from './sizes';

const DIRECTIONS: readonly Direction[] = ['incoming', 'outgoing'];
const WARM_UPS = 3;
const AT_ONCE = [1, 8];
/** Documents per size for measuring memory; their median excludes the effects of late garbage collection. */
const MEMORY_TURNS = 3;

/** Prints a contender's result while the bench runs. */
function tell(contender: Contender, size: number, what: string): void {
	console.log(`  ${contender.name.padEnd(17)} ${nameOfSize(size).padStart(7)}  ${what}`);
}

/** Runs each contender with a small document a few times; throws if one doesn't work. */
export async function warmUp(scene: Scene, contenders: readonly Contender[]): Promise<void> {
	const document = await scene.documents.ofSize(100 * KILOBYTE);
	for (let turn = 0; turn < WARM_UPS; turn++) {
		for (const contender of contenders) {
			const run = await runOnce(scene, contender, document, 60_000);
			if ('failure' in run) throw new Error(`${contender.name} does not work: ${run.failure}`);
		}
	}
}

/** Measures time, CPU, and row size: contenders take turns with each size, smallest first. */
export async function measureRuns(
	scene: Scene,
	contenders: readonly Contender[],
	plan: Plan,
	results: Measured,
): Promise<void> {
	for (const [size, turns] of plan.repetitions) {
		for (const direction of DIRECTIONS) {
			const own = contenders.filter((contender) => contender.direction === direction);
			await takeTurns(scene, own, { ...plan, size, turns }, results);
		}
	}
}

/**
 * Reverses the order every other turn: a contender also pays for collecting its predecessor's garbage, so the
 * predecessor must not always be the same. After a failure, the contender is dropped and n8n is restarted.
 */
async function takeTurns(
	scene: Scene,
	contenders: readonly Contender[],
	{ size, turns, timeoutMs, patience }: Plan & { size: number; turns: number },
	results: Measured,
): Promise<void> {
	const document = await scene.documents.ofSize(size);
	const finished = new Set(results.failures.map(({ contender }) => contender));
	for (let turn = 0; turn < turns; turn++) {
		for (const contender of turn % 2 ? [...contenders].reverse() : contenders) {
			const { name, kind } = contender;
			if (finished.has(name)) continue;
			const run = await runOnce(scene, contender, document, timeoutMs);
			if ('failure' in run) {
				tell(contender, size, run.failure);
				results.failures.push({ contender: name, size, ...run });
				finished.add(name);
				await scene.n8n.restart();
				await warmUp(scene, contenders);
				continue;
			}
			tell(contender, size, `${run.wall.toFixed(3)} s, CPU ${run.cpu.toFixed(2)} s`);
			results.runs.push({ contender: name, size, ...run });
			if (kind === 'peer' && run.wall > patience) finished.add(name);
		}
	}
}

/** Measures documents per second, one at a time and several at once, until the last execution has ended. */
export async function measureRates(
	scene: Scene,
	contenders: readonly Contender[],
	{ rates, rateRounds, timeoutMs }: Plan,
	results: Measured,
): Promise<void> {
	for (let round = 0; round < rateRounds; round++) {
		for (const [size, documents] of rates) {
			for (const atOnce of AT_ONCE) {
				for (const contender of contenders) {
					const options = { size, documents, atOnce, timeoutMs };
					const perSecond = await rateOf(scene, contender, options).catch(String);
					if (typeof perSecond === 'string') {
						tell(contender, size, `${atOnce} at once: ${perSecond}`);
						continue;
					}
					tell(contender, size, `${perSecond.toFixed(1)} per second, ${atOnce} at once`);
					results.rates.push({ contender: contender.name, size, atOnce, perSecond });
				}
			}
		}
	}
}

interface RateOptions {
	size: number;
	documents: number;
	atOnce: number;
	timeoutMs: number;
}

async function rateOf(scene: Scene, contender: Contender, options: RateOptions): Promise<number> {
	const { size, documents, atOnce, timeoutMs } = options;
	const document = await scene.documents.ofSize(size);
	await scene.idle();
	const lastId = scene.rows.lastId();
	const signal = AbortSignal.timeout(timeoutMs);
	const start = performance.now();
	let left = documents;
	const handAll = async () => {
		while (left-- > 0) {
			const status = await hand(scene, contender, document, signal);
			if (status !== 200) throw new Error(`HTTP ${status}`);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, handAll));
	await ended(scene, contender, lastId, documents, signal);
	return documents / ((performance.now() - start) / 1e3);
}

/** Measures memory above idle for one contender in its own n8n, smallest document first. */
export async function measureMemory(
	scene: Scene,
	contender: Contender,
	{ memorySizes, timeoutMs }: Plan,
	results: Results,
): Promise<void> {
	await warmUp(scene, [contender]);
	await scene.idle();
	const idle = scene.processes.memory().resident;
	for (const size of memorySizes) {
		const document = await scene.documents.ofSize(size);
		for (let turn = 0; turn < MEMORY_TURNS; turn++) {
			scene.processes.resetPeak();
			const run = await runOnce(scene, contender, document, timeoutMs);
			if ('failure' in run) return;
			const bytes = Math.max(0, scene.processes.memory().peak - idle);
			const memory = `memory +${(bytes / MEGABYTE).toFixed(0)} MB`;
			tell(contender, size, `${memory}, ${run.wall.toFixed(3)} s, CPU ${run.cpu.toFixed(2)} s`);
			results.peaks.push({ contender: contender.name, size, bytes });
			// More turns wouldn't change a slow peer's memory.
			if (contender.kind === 'peer' && run.wall > 5) break;
		}
	}
}

/** Tests which documents n8n accepts with its default body size limit. */
export async function showLimit(scene: Scene, { limitSizes }: Plan): Promise<Failure[]> {
	const failures: Failure[] = [];
	for (const size of limitSizes) {
		const document = await scene.documents.ofSize(size);
		for (const contender of contendersOf('incoming')) {
			const run = await runOnce(scene, contender, document, 60_000);
			if (!('failure' in run)) continue;
			tell(contender, size, run.failure);
			failures.push({ contender: contender.name, size, ...run });
		}
	}
	return failures;
}
