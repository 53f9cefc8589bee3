// Fails when npm knows of a vulnerability in a library that is bundled into a package: `npm run audit`.
// All dependencies are development dependencies, so npm itself cannot tell those that ship from those that don't.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shippedVulnerabilities } from './shippedVulnerabilities';

/** Written by the build next to each package's bundles. */
const BILLS = ['dist', 'packages/sandbox/dist'].map((folder) => join(folder, 'sbom.cdx.json'));

const root = resolve(__dirname, '..');
const { stdout, stderr } = spawnSync('npm', ['audit', '--json'], {
	cwd: root,
	encoding: 'utf8',
	// A report on all of n8n's dependencies may be longer than Node.js allows for.
	maxBuffer: Infinity,
});
process.stderr.write(stderr);
const bills = BILLS.map((file) => readFileSync(join(root, file), 'utf8'));
const { shipped, others } = shippedVulnerabilities(stdout, bills);
console.log(`Vulnerable, but not shipped: ${others.join(', ') || 'none'}`);
console.log(`Vulnerable and shipped: ${shipped.join(', ') || 'none'}`);
if (shipped.length > 0) process.exitCode = 1;
