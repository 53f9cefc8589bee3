// Runs the rings of tests, all or those named, and prints their counts. `--old-n8n` runs the
// end-to-end ring on the old n8n instead of the tested one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAndPack } from '../harness/n8n/buildAndPack';
import { installN8n } from '../harness/n8n/installN8n';
import { n8nVersions } from '../harness/n8n/n8nVersions';

import { countTests, rings, type Ring, type RingResult } from './testRings';

const root = resolve(__dirname, '..');
const reports = join(root, '.reports');

/** Runs one ring. One that ran no test, or that Jest holds to have failed, has a failure at least. */
function runRing(ring: Ring, environment: Record<string, string>): RingResult {
	const report = join(reports, `${ring}.json`);
	const jest = join(root, 'node_modules/jest/bin/jest.js');
	// A real n8n per file: too heavy to run two at once.
	const order = ring === 'e2e' ? ['--runInBand'] : [];
	process.stderr.write(`\nTests: ${ring}\n`);
	const { status } = spawnSync(
		process.execPath,
		[jest, '--selectProjects', ring, ...order, '--json', '--outputFile', report],
		{ cwd: root, stdio: ['ignore', 'ignore', 2], env: { ...process.env, ...environment } },
	);
	const result = countTests(report);
	const isSound = status === 0 && result.passed > 0;
	return isSound ? result : { ...result, failed: Math.max(result.failed, 1) };
}

const sum = (results: RingResult[], outcome: keyof RingResult) =>
	results.reduce((total, result) => total + result[outcome], 0);

async function main(): Promise<void> {
	const options = { 'old-n8n': { type: 'boolean' } } as const;
	const { values, positionals } = parseArgs({ options, allowPositionals: true });
	const n8nVersion = values['old-n8n'] ? n8nVersions.old : n8nVersions.tested;
	rmSync(reports, { recursive: true, force: true });
	mkdirSync(reports);
	const chosen = rings.filter((ring) => positionals.length === 0 || positionals.includes(ring));
	const environment: Record<string, string> = { N8N_VERSION: n8nVersion };
	if (chosen.includes('e2e')) {
		await installN8n(n8nVersion);
		// Packed once for all files of the ring.
		environment['PACKAGE_TARBALL'] = await buildAndPack(reports);
	}
	const results = chosen.map((ring) => runRing(ring, environment));
	const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map((outcome) =>
		sum(results, outcome),
	);
	console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
	process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;
}

void main();
