import { config as n8nConfig } from '@n8n/node-cli/eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const PACKAGE = './nodes/WoSignDoc';
const SHIPPED = ['nodes/**/*.ts', 'credentials/**/*.ts'];

const inPackage = (rooms) => rooms.map((room) => `${PACKAGE}/${room}`);

/** The operations of the action node. Each is a file that must not import another. */
const operations = readdirSync(`${PACKAGE}/operations`).filter((file) => file.endsWith('.ts'));

/** Rooms of the package by what they must not import, so that imports point in one direction. See ARCHITECTURE.md. */
const UNKNOWN_TO = {
	protocol: ['shared', 'pdf', 'signatures', 'evidence', 'order', 'push', 'operations'],
	'protocol/certificate': ['protocol/placement'],
	'protocol/placement': ['protocol/certificate'],
	pdf: ['shared', 'signatures', 'evidence', 'order', 'push', 'operations'],
	'pdf/file': ['protocol', 'pdf/text', 'pdf/preview', 'pdf/sheet'],
	'pdf/text': ['pdf/sheet', 'pdf/join'],
	'pdf/preview': ['pdf/sheet', 'pdf/join'],
	'pdf/join': ['pdf/text', 'pdf/preview', 'pdf/sheet'],
	signatures: [
		'pdf/text',
		'pdf/preview',
		'pdf/sheet',
		'shared',
		'evidence',
		'order',
		'push',
		'operations',
	],
	'signatures/cms': ['signatures/changes', 'signatures/trust', 'signatures/revocation', 'pdf'],
	'signatures/changes': ['signatures/cms', 'signatures/trust', 'signatures/revocation'],
	'signatures/trust': ['signatures/changes', 'signatures/revocation', 'pdf'],
	'signatures/revocation': ['signatures/changes', 'signatures/trust', 'pdf'],
	shared: ['pdf', 'signatures', 'evidence', 'order', 'push', 'operations'],
	evidence: ['shared', 'order', 'push', 'operations'],
	order: ['signatures', 'evidence', 'push', 'operations'],
	'order/orderWarning.ts': [
		'order/fields',
		'order/input',
		'order/document',
		'order/judge',
		'order/send',
		'order/preview',
	],
	'order/fields': [
		'order/input',
		'order/document',
		'order/judge',
		'order/send',
		'order/preview',
		'pdf',
	],
	'order/input': ['order/document', 'order/judge', 'order/send', 'order/preview', 'pdf'],
	'order/document': ['order/judge', 'order/send', 'order/preview'],
	'order/judge': ['order/send', 'order/preview'],
	'order/send': ['order/preview', 'pdf'],
	'order/preview': ['order/send'],
	push: ['order', 'operations'],
	'push/wire': [
		'push/caller',
		'push/repeats',
		'push/processed',
		'shared',
		'signatures',
		'evidence',
		'pdf',
	],
	'push/caller': ['push/repeats', 'push/processed', 'evidence'],
	'push/repeats': ['push/caller', 'push/processed', 'shared', 'signatures', 'evidence', 'pdf'],
	'push/processed': ['push/wire', 'push/caller', 'push/repeats', 'signatures', 'evidence', 'pdf'],
};

/** Folders of tests and their own support code. Shared code is in the other folders: support, faults, tampering. */
const RINGS = ['unit', 'sandbox', 'contact', 'node', 'e2e', 'ui', 'queue', 'chaos', 'attack'].map(
	(ring) => `./test/${ring}`,
);
const N8N = { group: ['n8n*', '@n8n/*'], message: 'This part must not depend on n8n.' };

const importZones = [
	...Object.entries(UNKNOWN_TO).map(([room, others]) => ({
		target: `${PACKAGE}/${room}`,
		from: inPackage(others),
	})),
	...operations.map((operation) => ({
		target: `${PACKAGE}/operations/${operation}`,
		from: inPackage(
			operations.filter((other) => other !== operation).map((other) => `operations/${other}`),
		),
	})),
	{ target: inPackage(['pdf/file', 'signatures']), from: inPackage(['pdf/*.ts']) },
	{ target: inPackage(['*/**']).concat('./credentials/**'), from: [`${PACKAGE}/*.ts`] },
	{
		target: './credentials',
		from: inPackage(['pdf', 'signatures', 'order', 'push', 'operations']),
	},
	{ target: './nodes', from: './credentials' },
	{
		target: ['./nodes', './credentials'],
		from: ['./sandbox', './contact', './packages', './harness', './test', './setup', './bench'],
	},
	{
		target: './sandbox',
		from: ['./nodes', './credentials', './contact', './harness', './test', './setup', './bench'],
	},
	{
		target: './contact',
		from: ['./sandbox', './credentials', './harness', './test', './setup', './bench'],
		except: ['./firstContact.ts'],
	},
	{ target: './harness', from: ['./test', './setup', './bench'], except: ['./step.js'] },
	{ target: ['./setup', './bench'], from: './test' },
	...RINGS.map((ring) => ({ target: ring, from: RINGS.filter((other) => other !== ring) })),
	{ target: ['./test/support', './test/faults', './test/tampering'], from: RINGS },
];

/** Plugins that n8n's configuration also contains; ESLint accepts only one copy of each. */
const PLUGINS = { '@typescript-eslint': tseslint.plugin, 'import-x': importX };

const withOwnPlugins = ({ plugins = {}, ...entry }) => ({
	...entry,
	plugins: Object.fromEntries(
		Object.entries(plugins).map(([name, plugin]) => [name, PLUGINS[name] ?? plugin]),
	),
});

export default defineConfig(
	globalIgnores(['**/dist/', 'coverage/', '**/.*/', 'examples/', 'test/fixtures/']),
	{
		// All of n8n's rules, for code that ships. Its scanner ignores inline disables, so they are ignored here, too.
		// Other code (tests, sandbox, tools) may read files and the environment, which these rules forbid.
		files: [...SHIPPED, 'package.json'],
		extends: [n8nConfig.map(withOwnPlugins)],
		linterOptions: { noInlineConfig: true },
	},
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			// n8n's interfaces require async methods, even if there is nothing to await.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
		},
	},
	{
		// Cases are tests that a test file runs against its running services.
		files: ['test/**/*.test.ts', 'test/**/*.cases.ts'],
		rules: {
			// A describe() block is a heading, not a function.
			'max-lines-per-function': 'off',
			// Jest's matchers such as expect.any() are typed `any`.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
		},
	},
	{
		files: ['**/*.ts'],
		plugins: { 'import-x': importX },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		rules: {
			'import-x/no-restricted-paths': ['error', { zones: importZones }],
			// Doesn't find type-only cycles; test/unit/imports.test.ts does.
			'import-x/no-cycle': 'error',
		},
	},
	{
		files: [...SHIPPED, 'sandbox/**/*.ts', 'contact/**/*.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						"VariableDeclarator[init.type='ObjectExpression'][init.properties.length>0] TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSStringKeyword:first-child",
					message: 'Use a Map for lookups with arbitrary text: an object also has `constructor`.',
				},
			],
		},
	},
	{
		files: [
			...['protocol', 'pdf', 'signatures', 'push/wire'].map(
				(room) => `nodes/WoSignDoc/${room}/**/*.ts`,
			),
			'sandbox/**/*.ts',
			'contact/**/*.ts',
		],
		rules: {
			'no-restricted-imports': ['error', { patterns: [N8N] }],
		},
	},
	{
		files: ['nodes/WoSignDoc/pdf/file/**/*.ts', 'nodes/WoSignDoc/signatures/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						N8N,
						{
							group: ['@cantoo/pdf-lib'],
							message: 'Signatures must be verified without the PDF library.',
						},
					],
				},
			],
		},
	},
);
