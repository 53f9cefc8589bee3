// Compares the nodes with workflows built from n8n's own nodes, on a real n8n, and writes docs/BENCHMARKS.md:
//   npm run bench               everything, about 25 minutes; stores its figures in bench/results.json
//   npm run bench -- --quick    the most important part, under 3 minutes; writes nothing
//   npm run bench -- --report   only regenerates the report from the stored figures
//   npm run bench -- --hostile  the cost of documents made to be expensive, takes seconds; writes nothing
// Missed goals are reported but don't fail the run.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { goalsOf, goalsInWords } from './goals';
import { hostileDocuments } from './hostileDocuments';
import { measure } from './measure';
import { FULL, QUICK } from './plan';
import { writeReport } from './report';
import { resultsSchema } from './results';

const RESULTS = join(__dirname, 'results.json');

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean' },
			report: { type: 'boolean' },
			hostile: { type: 'boolean' },
		},
	});
	if (values.hostile) return console.log(await hostileDocuments());
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
