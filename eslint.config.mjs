import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import { existsSync, readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const PACKAGE = './nodes/WoSignDoc';
const SHIPPED = ['nodes/**/*.ts', 'credentials/**/*.ts'];

/** The layers below the operations; `pdf` and `signatures` know documents alone. */
const LAYERS = ['shared', 'signatures', 'pdf', 'protocol'];

/** The operation folders: whatever lies beside those layers. */
const operations = (existsSync(PACKAGE) ? readdirSync(PACKAGE, { withFileTypes: true }) : [])
	.filter((entry) => entry.isDirectory() && !LAYERS.includes(entry.name))
	.map((entry) => `${PACKAGE}/${entry.name}`);

/** Imports point one way: *.node.ts → operations → shared → protocol, and operations → signatures → pdf → protocol. */
const importZones = [
	{
		target: `${PACKAGE}/protocol`,
		from: [`${PACKAGE}/shared`, `${PACKAGE}/signatures`, `${PACKAGE}/pdf`, ...operations],
	},
	{
		target: `${PACKAGE}/pdf`,
		from: [`${PACKAGE}/shared`, `${PACKAGE}/signatures`, ...operations],
	},
	{ target: `${PACKAGE}/signatures`, from: [`${PACKAGE}/shared`, ...operations] },
	{
		target: `${PACKAGE}/shared`,
		from: [`${PACKAGE}/signatures`, `${PACKAGE}/pdf`, ...operations],
	},
	...operations.map((operation) => ({
		target: operation,
		from: operations.filter((other) => other !== operation),
	})),
	{ target: [`${PACKAGE}/*/**`, './credentials/**'], from: [`${PACKAGE}/*.node.ts`] },
	{ target: './credentials', from: [`${PACKAGE}/signatures`, `${PACKAGE}/pdf`, ...operations] },
	{ target: './nodes', from: './credentials' },
	{
		target: ['./nodes', './credentials'],
		from: ['./sandbox', './test', './setup', './bench'],
	},
	{ target: './sandbox', from: ['./nodes', './credentials', './test', './setup'] },
].filter(({ from }) => from.length > 0);

export default defineConfig(
	globalIgnores(['**/dist/', 'coverage/', '**/.*/', 'examples/', 'test/fixtures/']),
	{
		// What n8n's scanner holds against a package, with inline disables ignored as it ignores them.
		files: [...SHIPPED, 'package.json'],
		extends: [await buildScanConfig()],
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
			// n8n's interfaces ask for async methods, even where there is nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
		},
	},
	{
		// Cases are tests that a test file runs against what it has started.
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
			'import-x/no-cycle': 'error',
		},
	},
	{
		files: [...SHIPPED, 'sandbox/**/*.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						"VariableDeclarator[init.type='ObjectExpression'][init.properties.length>0] TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSStringKeyword:first-child",
					message:
						'A table that is asked with any text is a Map: an object has `constructor`, too.',
				},
			],
		},
	},
	{
		files: [
			...['protocol', 'pdf', 'signatures'].map((layer) => `nodes/WoSignDoc/${layer}/**/*.ts`),
			'sandbox/**/*.ts',
		],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ group: ['n8n*', '@n8n/*'], message: 'This part knows nothing of n8n.' }] },
			],
		},
	},
);
