import { spawnSync } from 'node:child_process';
import { releaseObstacles } from '../../../setup/releaseCheck';
import { readDocument, root } from '../../support/markdown';

const manifest = (name: string, version: string) => ({
	name,
	version,
	author: { email: 'owner@wosign-users.cn' },
	repository: { url: 'git+https://github.com/owner/repository.git' },
	homepage: 'https://github.com/owner/repository#readme',
	bugs: { url: 'https://github.com/owner/repository/issues' },
});
const ready = {
	node: manifest('nodes', '1.2.0'),
	sandbox: manifest('sandbox', '0.4.0'),
	checklist: '# Before\n\n- [x] **Author.** Done.\n- [X] **Video.** https://example.com/video\n',
	changelog: '# Changelog\n\n## [1.3.0] - not released yet\n\n## [1.2.0] - 2026-12-01\n\n- It.\n',
	repository: 'owner/repository',
};

describe('a release', () => {
	it.each([undefined, 'v1.2.0', 'sandbox-v0.4.0'])('with everything in place passes: %s', (tag) => {
		expect(releaseObstacles(tag === undefined ? ready : { ...ready, tag })).toEqual([]);
	});

	it.each([
		'maintainers@users.noreply.github.com',
		'noreply@example.com',
		'me@host.example',
		'me@localhost',
		'me',
		'',
	])('is refused without a real author address: %s', (email) => {
		const node = { ...ready.node, author: { email } };
		expect(releaseObstacles({ ...ready, node })).toEqual([
			`nodes: author.email is not a real address: "${email}"`,
		]);
	});

	it('is refused without an author, in either package', () => {
		const sandbox = { ...ready.sandbox, author: {} };
		expect(releaseObstacles({ ...ready, sandbox })).toHaveLength(1);
	});

	it.each([{ homepage: 'https://github.com/owner/repository-2#readme' }, { bugs: {} }])(
		'is refused where a link leads to another repository than the one that publishes: %j',
		(changed) => {
			expect(releaseObstacles({ ...ready, node: { ...ready.node, ...changed } })).toHaveLength(1);
		},
	);

	it('is refused from a copy of the repository', () => {
		expect(releaseObstacles({ ...ready, repository: 'fork/repository' })).toHaveLength(6);
	});

	it.each([
		'- [ ] **Video.** Record it.',
		'* [ ] **Video.** Record it.',
		'- [] **Video.** Record it.',
		'  + [ ] **Video.** Record it.',
	])('is refused while the owner has something to do: %s', (line) => {
		const checklist = `${ready.checklist}${line}\n`;
		expect(releaseObstacles({ ...ready, checklist })).toEqual(['RELEASE.md: to do: Video.']);
	});

	it.each(['v1.2.1', '1.2.0', 'sandbox-v1.2.0'])('is refused with another tag: %s', (tag) => {
		expect(releaseObstacles({ ...ready, tag })).toHaveLength(1);
	});

	it('is refused while the changelog has no date for it', () => {
		const node = { ...ready.node, version: '1.3.0' };
		expect(releaseObstacles({ ...ready, node, tag: 'v1.3.0' })).toEqual([
			'CHANGELOG.md: the heading of 1.3.0 has no date',
		]);
	});
});

describe('the check of a release', () => {
	it('reads the files of this repository', () => {
		const { status, stderr } = spawnSync(process.execPath, ['setup/releaseCheck.js'], {
			cwd: root,
			encoding: 'utf8',
			env: {},
		});
		const open = [...readDocument('RELEASE.md').matchAll(/^- \[ \] \*\*(.*?)\*\*/gm)];
		expect(open.filter(([, entry = '']) => !stderr.includes(entry))).toEqual([]);
		expect(status).toBe(stderr === '' ? 0 : 1);
	});

	it('leads through each thing that only the owner can do', () => {
		const entries = [...readDocument('RELEASE.md').matchAll(/^- \[[ x]\] \*\*(.*?)\.\*\*/gm)];
		expect(entries.map(([, name]) => name)).toEqual(
			expect.arrayContaining(['Author', 'Repository', 'Trusted publisher', 'Video']),
		);
	});
});
