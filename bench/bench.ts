// Measures the nodes against what one would build out of n8n's own, on a real n8n, and writes docs/BENCHMARKS.md:
//   npm run bench               everything, about 20 minutes; keeps its figures in bench/results.json
//   npm run bench -- --quick    the most telling part, under 3 minutes; writes nothing
//   npm run bench -- --report   the report anew, out of the figures kept
// Goals that are missed are told, and are no failure.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { n8nVersions } from '../setup/n8nVersions';
import { buildAndPack } from '../setup/pack';
import { CONTENDERS } from './contenders';
import { goalsOf, goalsInWords } from './goals';
import { measureMemory, measureRates, measureRuns, showLimit } from './phases';
import type { Plan } from './plan';
import { FULL, QUICK } from './plan';
import { readerSpeed } from './readerSpeed';
import { writeReport } from './report';
import type { Results } from './results';
import { resultsSchema } from './results';
import type { Scene } from './scene';
import { openScene } from './scene';

/** Megabytes: n8n's own limit is far below what the peers can do. */
const PAYLOAD_LIMIT = 1_024;
const RESULTS = join(__dirname, 'results.json');

async function measure(plan: Plan, folder: string): Promise<Results> {
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
		console.log('Documents, one at a time');
		await measureRuns(scene, plan, results);
	}, PAYLOAD_LIMIT);
	await inScene(async (scene) => {
		console.log('Documents a second');
		await measureRates(scene, plan, results);
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

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { quick: { type: 'boolean' }, report: { type: 'boolean' } },
	});
	if (values.report) {
		const results = resultsSchema.parse(JSON.parse(await readFile(RESULTS, 'utf8')));
		return await writeReport(results);
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-bench-'));
	try {
		const results = await measure(values.quick ? QUICK : FULL, folder);
		console.log(`\n${goalsInWords(goalsOf(results))}`);
		if (values.quick) return;
		await writeFile(RESULTS, `${JSON.stringify(results)}\n`);
		await writeReport(results);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
