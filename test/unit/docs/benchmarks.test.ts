import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plotsOf } from '../../../bench/plots';
import { pageOf } from '../../../bench/report';
import { resultsSchema } from '../../../bench/results';
import { readDocument, root } from '../../support/markdown';

const FIGURES = 'bench/results.json';

/** Before the first full run there is nothing to compare with. */
(existsSync(join(root, FIGURES)) ? describe : describe.skip)('docs/BENCHMARKS.md', () => {
	const page = readDocument('docs/BENCHMARKS.md');
	const results = () => resultsSchema.parse(JSON.parse(readDocument(FIGURES)));

	it('has the tables that the figures kept make: run npm run bench -- --report', () => {
		expect(pageOf(page, results())).toBe(page);
	});

	it('has the plots that the figures kept make', () => {
		for (const [file, svg] of plotsOf(results())) {
			expect(page).toContain(`images/${file}`);
			expect(readDocument(join('docs/images', file))).toBe(svg);
		}
	});
});
