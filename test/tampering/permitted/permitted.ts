// Appends permitted changes to signed forms, and compares what readers show with the verifier's report.
// Exits with 1 if a file that is called intact shows more than its report says.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPermitted } from './permittedRun';

async function main(): Promise<void> {
	const seed = Number(process.env['TAMPERING_SEED'] ?? 1);
	const count = Number(process.env['TAMPERING_COUNT'] ?? 1_000);
	const folder = mkdtempSync(join(tmpdir(), 'permitted-found-'));
	const { kinds, findings } = await runPermitted(seed, count, folder);
	for (const [name, { made, intact }] of [...kinds].sort()) {
		console.log(`  ${name}: ${made} made, ${intact} called intact`);
	}
	for (const finding of findings) console.log(`Shows more than reported: ${finding}`);
	console.log(`seed ${seed}, ${count} documents, findings: ${findings.length}, in ${folder}`);
	process.exitCode = findings.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
