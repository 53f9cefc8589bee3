// Updates signed documents in many random ways, and compares the verifier's verdict with what readers show. Exits
// with 1 if a document that is called intact shows something other than what was signed,
// or if a permitted update is rejected.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedReaders } from './readers/readers';
import { reportOf } from './report';
import { Run } from './run';

const number = (name: string, usual: number) => Number(process.env[name] ?? usual);

async function main(): Promise<void> {
	const only = process.env['TAMPERING_ONLY'];
	const settings = {
		seed: number('TAMPERING_SEED', 1),
		count: number('TAMPERING_COUNT', 5_000),
		from: number('TAMPERING_FROM', 0),
		only: only === undefined ? undefined : new RegExp(only),
		readers: await installedReaders(),
		folder: mkdtempSync(join(tmpdir(), 'tampered-')),
	};
	const result = await new Run(settings).result();
	console.log(reportOf(settings, result));
	process.exitCode = result.findings.length + result.refused.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
