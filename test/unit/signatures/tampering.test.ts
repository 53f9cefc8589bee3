import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPermitted } from '../../tampering/permitted/permittedRun';
import { installedReaders } from '../../tampering/readers/readers';
import { reportOf } from '../../tampering/report';
import { Run, type RunResult } from '../../tampering/run';

/** `npm run test:tampering` writes many more. */
const COUNT = Number(process.env['TAMPERING_COUNT'] ?? 200);
const SEED = Number(process.env['TAMPERING_SEED'] ?? 1);

const hasReaders = ['pdftoppm', 'mutool'].every((tool) => !spawnSync(tool, ['-v']).error);
const describeWithReaders = hasReaders
	? describe
	: (name: string, body: () => void) =>
			describe.skip(`${name} (skipped: pdftoppm and mutool are not both installed)`, body);

describeWithReaders(`of ${COUNT} documents that somebody wrote behind, seed ${SEED}`, () => {
	const folder = mkdtempSync(join(tmpdir(), 'tampered-'));
	let result: RunResult;
	beforeAll(async () => {
		const settings = { seed: SEED, count: COUNT, readers: await installedReaders(), folder };
		result = await new Run(settings).result();
		// Shows which file to look at, and how to recreate it.
		if (result.findings.length > 0) console.log(reportOf(settings, result));
	}, 600_000);
	afterAll(() => {
		if (result.findings.length === 0) rmSync(folder, { recursive: true });
	});

	it('none that is called intact looks in a reader other than it was signed', () => {
		expect(result.findings).toEqual([]);
	});

	it('those that hold only what may follow a signature are called intact', () => {
		expect(result.refused).toEqual([]);
		expect(result.allowed).toBeGreaterThan(COUNT / 20);
	});
});

/** Documents with changes that signatures permit; `npm run test:tampering` makes more of them, too. */
const PERMITTED = Math.ceil(COUNT / 2);

describeWithReaders(`of ${PERMITTED} forms that were changed after signing, seed ${SEED}`, () => {
	it('none that is called intact shows more than its report says', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'permitted-'));
		const { findings, kinds } = await runPermitted(SEED, PERMITTED, folder);
		expect(findings).toEqual([]);
		const intact = [...kinds.values()].reduce((sum, kind) => sum + kind.intact, 0);
		expect(intact).toBeGreaterThan(PERMITTED / 20);
		rmSync(folder, { recursive: true });
	}, 600_000);
});
