import { execFileSync } from 'node:child_process';
import { n8nVersions } from '../../../harness/n8n/n8nVersions';
import { devDependencies } from '../../../package.json';
import { readDocument, root } from '../../support/markdown';

/** What was true of the version that was newest at the time. */
const HISTORY = ['CHANGELOG.md', 'bench/results.json', 'docs/BENCHMARKS.md', 'package-lock.json'];

/** Where a version of n8n is named to the last digit, after a space, a colon, or a hyphen. */
function namedVersions(): string[] {
	const options = { cwd: root, encoding: 'utf8' } as const;
	const pattern = '\\bn8n[ :-][0-9]+\\.[0-9]+\\.[0-9]+';
	const left = HISTORY.map((file) => `:!${file}`);
	return execFileSync('git', ['grep', '-oIE', pattern, '--', '.', ...left], options)
		.trim()
		.split('\n');
}

describe('the n8n versions that harness/n8n/n8nVersions.ts names', () => {
	it('are those of workflows, compose files, examples, and documents', () => {
		const named = namedVersions();
		expect(named.length).toBeGreaterThan(10);
		const known = Object.values<string>(n8nVersions);
		const others = named.filter((line) => !known.some((version) => line.endsWith(version)));
		expect(others).toEqual([]);
	});

	it.each([
		'.github/ISSUE_TEMPLATE/bug.yml',
		'.github/workflows/ci.yml',
		'README.md',
		'deploy/queue/compose.yaml',
		'deploy/sandbox/compose.yaml',
		'docs/SCALING.md',
		'examples/README.md',
	])('include the tested one, which %s names', (file) => {
		expect(readDocument(file)).toContain(n8nVersions.tested);
	});

	it('include the tested one, whose core is installed', () => {
		expect(devDependencies['n8n-core']).toBe(n8nVersions.tested);
	});
});
