/** One ring of tests: a folder of test files, told apart by its name in Jest's output. */
const ring = (name) => ({
	displayName: name,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: {
		'\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
				sourceMaps: 'inline',
			},
		],
	},
});

/** @type {import('jest').Config} */
module.exports = {
	testTimeout: 20_000,
	// 'e2e' and 'queue' start real n8n processes: run them with --runInBand.
	projects: ['unit', 'sandbox', 'node', 'e2e', 'ui', 'queue'].map(ring),
};
