// `npm run audit`: fails if npm reports a vulnerability in a library that is bundled into a package.
// All dependencies are development dependencies, so npm itself can't distinguish those that ship from those that don't.
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
	// A report on all of n8n's dependencies can exceed Node.js's default buffer.
	maxBuffer: Infinity,
});
process.stderr.write(stderr);
const bills = BILLS.map((file) => readFileSync(join(root, file), 'utf8'));
const { shipped, others } = shippedVulnerabilities(stdout, bills);
console.log(`Vulnerable, but not shipped: ${others.join(', ') || 'none'}`);
console.log(`Vulnerable and shipped: ${shipped.join(', ') || 'none'}`);
if (shipped.length > 0) process.exitCode = 1;
