const { globSync } = require('node:fs');

/**
 * One ring of tests: a folder, whose name also appears in Jest's output.
 *
 * @param {string} name
 * @param {import('jest').Config} [options]
 */
function ring(name, options) {
	const testMatch = `test/${name}/**/*.test.ts`;
	if (globSync(testMatch, { cwd: __dirname }).length === 0) throw new Error(`${name} has no tests`);
	return {
		displayName: name,
		rootDir: __dirname,
		testEnvironment: 'node',
		testMatch: [`<rootDir>/${testMatch}`],
		transformIgnorePatterns: ['/node_modules/.*(?<!\\.woff)$'],
		transform: {
			'\\.woff$': '<rootDir>/setup/base64Transform.js',
			'\\.ts$': [
				'@swc/jest',
				{
					jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
					sourceMaps: 'inline',
				},
			],
		},
		...options,
	};
}

const serial = { runner: '<rootDir>/setup/serialRunner.js' };

/** Rooms that decide what to trust, with the minimum branch coverage in percent. */
const COVERED = {
	'nodes/WoSignDoc/protocol': 95,
	'nodes/WoSignDoc/push/wire': 95,
	'nodes/WoSignDoc/pdf/file': 95,
	'nodes/WoSignDoc/signatures': 95,
};

/** @type {import('jest').Config} */
module.exports = {
	// Long enough for busy machines; only ends tests that hang.
	testTimeout: 300_000,
	reporters: ['default', '<rootDir>/setup/ringReporter.js'],
	projects: [
		ring('unit'),
		ring('sandbox'),
		ring('contact'),
		ring('node'),
		ring('e2e', { ...serial, globalSetup: '<rootDir>/setup/prepareN8n.ts' }),
		ring('ui', serial),
		ring('queue', serial),
		ring('attack', { ...serial, globalSetup: '<rootDir>/setup/prepareN8n.ts' }),
	],
	// Used with `--coverage`, as in `npm test`.
	collectCoverageFrom: Object.keys(COVERED).map((folder) => `${folder}/**/*.ts`),
	coverageReporters: [['text', { skipFull: true }]],
	coverageThreshold: Object.fromEntries(
		Object.entries(COVERED).map(([folder, branches]) => [`./${folder}/`, { branches }]),
	),
};
