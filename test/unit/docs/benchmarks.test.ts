import { join } from 'node:path';
import { plotsOf } from '../../../bench/plots';
import { pageOf } from '../../../bench/report';
import { resultsSchema } from '../../../bench/results';
import { readDocument } from './markdown';

const results = resultsSchema.parse(JSON.parse(readDocument('bench/results.json')));

describe('docs/BENCHMARKS.md', () => {
	const page = readDocument('docs/BENCHMARKS.md');

	it('has the tables that the figures kept make: run npm run bench -- --report', () => {
		expect(pageOf(page, results)).toBe(page);
	});

	it.each(plotsOf(results))('has the plot that the figures kept make: %s', (file, svg) => {
		expect(page).toContain(`images/${file}`);
		expect(readDocument(join('docs/images', file))).toBe(svg);
	});
});
