import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { partsOf, readDocument, root } from '../../support/markdown';

const manifestSchema = z.object({
	scripts: z.record(z.string()).default({}),
	bin: z.record(z.string()).default({}),
});
const { scripts } = manifestSchema.parse(JSON.parse(readDocument('package.json')));

/** Where each command is run, and by what words of that file one sees it. */
const RUN_BY: Readonly<Record<string, readonly [file: string, words: string]>> = {
	'npm test': ['.ci/run', 'npm test'],
	'npm run build': ['.ci/run', 'npm run build'],
	'npm run demo': ['.ci/run', 'npm run demo'],
	'npm run docs': ['.ci/run', 'npm run docs'],
	'npm run lint': ['.ci/run', 'npm run lint'],
	// Its first part.
	'npx n8n-node lint': ['package.json', 'n8n-node lint && prettier --check .'],
	'npm run scan': ['.ci/run', 'npm run scan'],
	'npm run reproducible': ['.github/workflows/ci.yml', 'run: npm run reproducible'],
	'npm run audit': ['.github/workflows/ci.yml', 'run: npm run audit'],
	'npm run release:check': ['.github/workflows/publish.yml', 'run: npm run release:check'],
	'.ci/run': ['.github/workflows/ci.yml', 'run: .ci/run'],
	'npm run test:e2e:1x': ['.github/workflows/ci.yml', 'run: npm run test:e2e:1x'],
	'npm run test:chaos': ['.github/workflows/weekly.yml', 'run: npm run test:chaos'],
	'npm run test:attack': ['.github/workflows/weekly.yml', 'run: npm run test:attack'],
	'npm run test:injection': ['.github/workflows/weekly.yml', 'run: npm run test:injection'],
	'npm run test:tampering': ['.github/workflows/nightly.yml', 'run: npm run test:tampering'],
	'npm run test:queue': ['.github/workflows/weekly.yml', 'run: npm run test:queue'],
	'npm run screenshots': ['.github/workflows/weekly.yml', 'run: npm run screenshots'],
	'npm run video': ['.github/workflows/weekly.yml', 'run: npm run video'],
	'npm run bench': ['.github/workflows/weekly.yml', 'run: npm run bench'],
	'npm run test:ui': ['.ci/run', 'npm run test:ui'],
	'npm run build:sandbox': ['.github/workflows/publish-sandbox.yml', 'run: npm run build:sandbox'],
	'npm publish --dry-run': ['.github/workflows/publish.yml', 'run: npm publish --'],
	'npm run sandbox': ['test/sandbox/cli.test.ts', "'sandbox/cli.ts'"],
	'npx n8n-nodes-wosigndoc-sandbox': [
		'test/sandbox/package.test.ts',
		"'node_modules/.bin/n8n-nodes-wosigndoc-sandbox'",
	],
	'openssl pkcs12': [
		'test/node/credential/opensslCommands.test.ts',
		'for (const command of commands)',
	],
	// Parts of `npm test`, one ring each, which runs them by the same names.
	'npm run test:unit': ['package.json', 'jest --selectProjects unit sandbox contact node e2e'],
	'npm run test:node': ['package.json', 'jest --selectProjects unit sandbox contact node e2e'],
	'npm run test:e2e': ['package.json', 'jest --selectProjects unit sandbox contact node e2e'],
	// The same programs as `npm run lint`, which say what these would change.
	'npm run format': ['package.json', 'n8n-node lint && prettier --check .'],
};

const COMMAND =
	/\.ci\/run|npm (?:run [\w:]+|test|publish --dry-run)|npx n8n-node \w+|npx [\w-]+|openssl pkcs12/g;

const documents = [
	'README.md',
	'docs/zh-CN/README.md',
	'CONTRIBUTING.md',
	'RELEASE.md',
	'deploy/queue/README.md',
	'deploy/sandbox/README.md',
	'docs/SCALING.md',
	'sandbox/README.md',
	'packages/sandbox/README.md',
];

const commands = [
	...new Set(documents.flatMap((file) => [...readDocument(file).matchAll(COMMAND)].map(String))),
].sort();

describe('a command of the documents', () => {
	it('is one of those whose run is known, and none of them is forgotten', () => {
		expect(commands).toEqual(Object.keys(RUN_BY).sort());
	});

	it.each(commands.filter((command) => command.startsWith('npm run')))('exists: %s', (command) => {
		expect(Object.keys(scripts)).toContain(command.slice('npm run '.length));
	});

	it('with npx is a program of the sandbox’s package, or n8n’s', () => {
		const { bin } = manifestSchema.parse(JSON.parse(readDocument('packages/sandbox/package.json')));
		const programs = commands.flatMap((command) => /^npx (\S+)/.exec(command)?.[1] ?? []);
		expect(programs.sort()).toEqual(['n8n-node', ...Object.keys(bin)]);
	});

	it.each(Object.entries(RUN_BY))('is run: %s', (_, [file, words]) => {
		expect(existsSync(join(root, file))).toBe(true);
		expect(readDocument(file)).toContain(words);
	});
});

describe('a command of package.json', () => {
	const told = Object.keys(scripts).filter((name) => name !== 'prepublishOnly');

	it.each(told)('is documented for contributors: %s', (name) => {
		const command = name === 'test' ? 'npm test' : `npm run ${name}`;
		expect(partsOf(readDocument('CONTRIBUTING.md')).firstCells).toContain(`\`${command}\``);
	});

	it.each(
		Object.entries(scripts).flatMap(([name, script]) =>
			[...script.matchAll(/\b(?:setup|sandbox|test|bench)\/[\w/]+\.(?:ts|js)/g)].map(
				([file]) => [name, file] as const,
			),
		),
	)('%s runs a file that exists: %s', (_, file) => {
		expect(existsSync(join(root, file))).toBe(true);
	});
});

it('no document with commands is missing', () => {
	const told = readdirSync(root).filter(
		(file) => file.endsWith('.md') && readDocument(file).search(COMMAND) >= 0,
	);
	expect(told.filter((file) => !documents.includes(file))).toEqual([]);
});
