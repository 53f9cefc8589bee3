import { cpus } from 'node:os';
import { buildAndPack } from '../harness/n8n/buildAndPack';
import { n8nVersions } from '../harness/n8n/n8nVersions';
import { CONTENDERS, contendersOf, type Contender } from './contenders';
import { measureMemory, measureRates, measureRuns, showLimit, warmUp } from './phases';
import type { Plan } from './plan';
import { readerSpeed } from './readerSpeed';
import type { Measured, Results } from './results';
import { openScene, type Scene } from './scene';

/** In megabytes; n8n's default limit is far below what the peers can handle. */
const UNLIMITED = { N8N_PAYLOAD_SIZE_MAX: '1024' };

/** n8n's alternatives to its default of one expression sandbox per execution and webhook. */
const ENGINES = [
	{ name: 'sandboxed when needed', environment: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
	{ name: 'without a sandbox', environment: { N8N_EXPRESSION_ENGINE: 'legacy' } },
];

type InScene = (
	environment: NodeJS.ProcessEnv,
	work: (scene: Scene) => Promise<void>,
) => Promise<void>;

/**
 * Runs the whole bench.
 *
 * @param folder where to pack the package
 */
export async function measure(plan: Plan, folder: string): Promise<Results> {
	const results = nothingYet();
	console.log('Reader only');
	results.readings = readerSpeed(plan.readerSizes, plan.readerRepetitions);
	const tarball = await buildAndPack(folder);
	const inScene: InScene = async (environment, work) => {
		const scene = await openScene(tarball, environment);
		try {
			await work(scene);
		} finally {
			await scene.stop();
		}
	};
	await inScene(UNLIMITED, (scene) => measureTimes(scene, CONTENDERS, plan, results));
	console.log('Memory above idle');
	for (const contender of CONTENDERS) {
		if (contender.kind !== 'ours' && !plan.memoryOfPeers) continue;
		await inScene(UNLIMITED, (scene) => measureMemory(scene, contender, plan, results));
	}
	await tellApart(inScene, plan, results);
	return results;
}

async function measureTimes(
	scene: Scene,
	contenders: readonly Contender[],
	plan: Plan,
	results: Measured,
): Promise<void> {
	await warmUp(scene, contenders);
	console.log('Documents per second');
	await measureRates(scene, contenders, plan, results);
	console.log('Documents, one at a time');
	await measureRuns(scene, contenders, plan, results);
}

/** Measures the cost of n8n's expression sandboxes, and n8n's body size limit. */
async function tellApart(inScene: InScene, plan: Plan, results: Results): Promise<void> {
	for (const { name, environment } of plan.withEngines.rates.length > 0 ? ENGINES : []) {
		console.log(`With n8n’s expressions ${name}`);
		const part = { ...plan, ...plan.withEngines };
		const measured: Measured = { runs: [], failures: [], rates: [] };
		await inScene({ ...UNLIMITED, ...environment }, (scene) =>
			measureTimes(scene, contendersOf('incoming'), part, measured),
		);
		results.withEngines.push({ name, ...measured });
	}
	if (plan.limitSizes.length > 0) {
		console.log('n8n’s body size limit');
		await inScene({}, async (scene) => {
			results.limitFailures = await showLimit(scene, plan);
		});
	}
}

function nothingYet(): Results {
	const [{ model } = { model: 'unknown' }, ...others] = cpus();
	return {
		date: new Date().toISOString(),
		machine: `${others.length + 1} × ${model.trim()}`,
		node: process.version,
		n8n: n8nVersions.tested,
		runs: [],
		failures: [],
		withEngines: [],
		limitFailures: [],
		peaks: [],
		rates: [],
		readings: [],
	};
}
