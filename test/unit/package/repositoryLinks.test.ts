import { execFileSync } from 'node:child_process';
import { repository } from '../../../package.json';
import { root } from '../../support/markdown';

it('every link to the repository leads to the one that package.json names', () => {
	const pattern = 'github[.]com/[A-Za-z0-9_.-]+/n8n-nodes-wosigndoc';
	const links = execFileSync('git', ['grep', '-hoE', pattern, '--', '.'], {
		cwd: root,
		encoding: 'utf8',
	});
	const own = /github\.com\/.*(?=\.git$)/.exec(repository.url)?.[0];
	expect([...new Set(links.trim().split('\n'))]).toEqual([own]);
});
