import { cpus } from 'node:os';
import { join } from 'node:path';
import { n8nVersions } from '../setup/n8nVersions';
import { buildAndPack } from '../setup/pack';
import { CONTENDERS } from './contenders';
import { measureMemory, measureRates, measureRuns, showLimit, warmUp } from './phases';
import type { Plan } from './plan';
import { readerSpeed } from './readerSpeed';
import type { Results } from './results';
import type { Scene } from './scene';
import { openScene } from './scene';

/** Megabytes: n8n's own limit is far below what the peers can do. */
const PAYLOAD_LIMIT = 1_024;

/**
 * A whole run of the bench.
 *
 * @param folder where the package may be packed
 */
export async function measure(plan: Plan, folder: string): Promise<Results> {
	const results = nothingYet();
	console.log('The reader alone');
	results.readings = readerSpeed(plan.readerSizes, plan.readerRepetitions);
	const tarball = await buildAndPack(folder);
	const inScene = async (work: (scene: Scene) => Promise<void>, payloadLimit?: number) => {
		const scene = await openScene(tarball, join(folder, 'compiled'), payloadLimit);
		try {
			await work(scene);
		} finally {
			await scene.stop();
		}
	};
	await inScene(async (scene) => {
		await warmUp(scene, CONTENDERS);
		console.log('Documents a second');
		await measureRates(scene, plan, results);
		console.log('Documents, one at a time');
		await measureRuns(scene, plan, results);
	}, PAYLOAD_LIMIT);
	console.log('Memory above idle');
	for (const contender of CONTENDERS) {
		if (contender.kind !== 'ours' && !plan.memoryOfPeers) continue;
		await inScene((scene) => measureMemory(scene, contender, plan, results), PAYLOAD_LIMIT);
	}
	if (plan.limitSizes.length === 0) return results;
	console.log('n8n’s own limit of a body');
	await inScene(async (scene) => {
		results.limitFailures = await showLimit(scene, plan);
	});
	return results;
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
		limitFailures: [],
		peaks: [],
		rates: [],
		readings: [],
	};
}
