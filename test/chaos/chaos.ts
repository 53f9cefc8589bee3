// Repeatedly kills a real n8n while signed documents are pushed, in each acknowledgment mode, and checks what
// happened to every order. Exits with 1 if any guarantee was broken.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAndPack } from '../../harness/n8n/buildAndPack';
import { judgeOrders } from '../faults/judgeOrders';
import { runChaos } from './chaosRun';
import { chaosViolations } from './chaosViolations';
import { reportOf } from './report';
import { neverRecovered, retryLost } from './retryLost';
import type { SceneOptions } from './scene';
import { readSettings, usage, type ChaosSettings } from './settings';

/** Runs one mode and prints its report. */
async function run(
	settings: ChaosSettings,
	options: SceneOptions,
	signal: AbortSignal,
): Promise<number> {
	const { record, afterward } = await runChaos(settings, options, signal, retryLost);
	const judgment = judgeOrders(record);
	const violations = [...chaosViolations(record, judgment), ...neverRecovered(afterward)];
	console.log(`\n${reportOf(record, judgment, afterward, violations)}`);
	return violations.length;
}

async function main(): Promise<void> {
	const runs = readSettings();
	if (!runs) return console.log(usage);
	const stopping = new AbortController();
	const stop = () => stopping.abort(new Error('stopped'));
	process.once('SIGINT', stop).once('SIGTERM', stop);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-chaos-'));
	try {
		const tarball = await buildAndPack(folder);
		const options = { tarball, compileCache: join(folder, 'compiled') };
		let violations = 0;
		for (const settings of runs) violations += await run(settings, options, stopping.signal);
		console.log(`\n${violations === 0 ? 'Everything held.' : `${violations} violations.`}`);
		process.exitCode = violations === 0 ? 0 : 1;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
