import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from '../../support/markdown';

const SHOW = `const { N8N_VERSION, N8N_DEFAULTS, SANDBOX_LIKE } = process.env;
	console.log(JSON.stringify({ N8N_VERSION, N8N_DEFAULTS, SANDBOX_LIKE, rest: process.argv.slice(1) }))`;

function run(...parameters: string[]) {
	const options = resolve(root, 'setup/testOptions.js');
	const unset = { N8N_VERSION: undefined, N8N_DEFAULTS: undefined, SANDBOX_LIKE: undefined };
	const command = [options, process.execPath, '-e', SHOW, 'jest', ...parameters];
	return spawnSync(process.execPath, command, {
		encoding: 'utf8',
		env: { ...process.env, ...unset },
	});
}

const shown = (...parameters: string[]): unknown => JSON.parse(run(...parameters).stdout);

describe('the options of the end-to-end tests', () => {
	it.each([
		[['--n8n', '2.20.0'], { N8N_VERSION: '2.20.0' }],
		[['--n8n=2.20.0'], { N8N_VERSION: '2.20.0' }],
		[['--defaults', '3'], { N8N_DEFAULTS: '3' }],
		[['--like', 'as-2018'], { SANDBOX_LIKE: 'as-2018' }],
		[['--like', 'package.json'], { SANDBOX_LIKE: resolve(root, 'package.json') }],
	])('reach the tests through the environment: %j', (parameters, environment) => {
		const rest = ['jest', 'push'];
		expect(shown(...parameters, 'push')).toEqual({ ...environment, rest });
	});

	it('are taken together, and those of the tests themselves are left', () => {
		const rest = ['--testPathPatterns', 'push'];
		expect(shown('--n8n', '2.20.0', ...rest, '--defaults', '3')).toEqual({
			N8N_VERSION: '2.20.0',
			N8N_DEFAULTS: '3',
			rest: ['jest', ...rest],
		});
	});

	it.each([
		['--n8n', 'latest'],
		['--n8n', '--defaults'],
		['--n8n'],
		['--defaults', '4'],
		['--like', '--bail'],
	])('are refused with what they need: %s %s', (...parameters) => {
		const { status, stderr } = run(...parameters);
		expect(status).not.toBe(0);
		expect(stderr).toContain(`${parameters[0]} needs `);
	});
});
