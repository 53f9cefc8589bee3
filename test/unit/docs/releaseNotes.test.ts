import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { releaseNotes } from '../../../setup/releaseNotes';
import { readDocument, root } from '../../support/markdown';

const changelog = `# Changelog

## [0.3.0] - not released yet

## [0.2.0] - 2027-01-02

### Fixed

- One thing.

## [0.1.0] - 2026-12-01

- The first.
`;

describe('the notes of a release', () => {
	it.each([
		['0.2.0', '### Fixed\n\n- One thing.\n'],
		['0.1.0', '- The first.\n'],
	])('of %s are its section of the changelog alone', (version, notes) => {
		expect(releaseNotes(changelog, version)).toBe(notes);
	});

	it.each(['0.3.0', '0.1', 'not released yet'])(
		'of %s, which has no entries, are an error',
		(version) => {
			expect(() => releaseNotes(changelog, version)).toThrow(`has no notes for ${version}`);
		},
	);

	it('are there for the version of the package, as the workflow that publishes asks for them', () => {
		const printed = execFileSync(process.execPath, ['setup/releaseNotes.js', version], {
			cwd: root,
			encoding: 'utf8',
		});
		expect(readDocument('CHANGELOG.md')).toContain(printed);
		expect(printed.length).toBeGreaterThan(100);
		expect(readDocument(join('.github/workflows/publish.yml'))).toContain(
			'node setup/releaseNotes.js',
		);
	});
});
