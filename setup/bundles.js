// How what ships is bundled: a file for each node and credential, and five libraries in files of their own,
// which are loaded when they are first needed. Readable, because n8n's scanner and its users read it.
const { posix } = require('node:path');
const { n8n } = require('../package.json');

const OUTPUT = 'dist';
const SANDBOX_OUTPUT = 'packages/sandbox/dist';
const NODES = 'nodes/WoSignDoc';
const PDF_LIBRARY = './pdf/pdfLibrary';
const SIGNATURE_LIBRARY = './signatures/signatureLibrary';
const EXPRESSION_LIBRARY = './push/caller/expressionLibrary';
const COLLECTION_LIBRARY = './pdf/text/collectionLibrary';
const FONT_LIBRARY = './pdf/fill/fontLibrary';
const LIBRARIES = [
	PDF_LIBRARY,
	SIGNATURE_LIBRARY,
	EXPRESSION_LIBRARY,
	COLLECTION_LIBRARY,
	FONT_LIBRARY,
];

/** @satisfies {import('esbuild').BuildOptions} */
const forNode = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	logLevel: 'warning',
	// esbuild names each file in a comment: by its place in node_modules, wherever that leads.
	preserveSymlinks: true,
};

/** @satisfies {import('esbuild').BuildOptions} */
const shared = { ...forNode, outdir: OUTPUT, outbase: '.', external: ['n8n-workflow'] };

/**
 * Leaves the libraries out, to be required from where their own bundles lie.
 *
 * @param {string} folder in which the bundle lies, from that of the nodes
 * @returns {import('esbuild').Plugin}
 */
const librariesApart = (folder) => ({
	name: 'libraries-apart',
	setup: ({ onResolve }) =>
		onResolve({ filter: /\/\w+Library$/ }, ({ path }) => {
			const name = path.slice(path.lastIndexOf('/'));
			const library = LIBRARIES.find((one) => one.endsWith(name));
			if (library === undefined) return undefined;
			return { path: `./${posix.relative(folder, library)}.js`, external: true };
		}),
});

/** @satisfies {import('esbuild').BuildOptions} */
const nodes = {
	...shared,
	// The TypeScript file behind each file that package.json registers with n8n.
	entryPoints: [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.replace(`${OUTPUT}/`, '').replace(/\.js$/, '.ts'),
	),
	plugins: [librariesApart('.')],
	// `import()` becomes `require()`, like all else.
	supported: { 'dynamic-import': false },
};

/**
 * The library runs in browsers too; these settings take from it what n8n's scanner forbids.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
const pdfLibrary = {
	...shared,
	entryPoints: [`${NODES}/${PDF_LIBRARY}.ts`],
	plugins: [librariesApart('pdf')],
	// Its ES modules, of which esbuild leaves out what is not used.
	mainFields: ['module', 'main'],
	conditions: ['import'],
	// Builds without `module` and `worker_threads`, and without `global`.
	alias: { fflate: 'fflate/browser', tslib: 'tslib/tslib.es6.mjs' },
	define: { 'globalThis.crypto': 'crypto', 'globalThis.process': 'undefined' },
	drop: ['console'],
	inject: ['setup/sleepingTimeout.js'],
	supported: { 'dynamic-import': false },
};

/** @satisfies {import('esbuild').BuildOptions} */
const collectionLibrary = { ...shared, entryPoints: [`${NODES}/${COLLECTION_LIBRARY}.ts`] };

/**
 * A font and what reads it, without its parts that only other fonts need.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
const fontLibrary = {
	...shared,
	entryPoints: [`${NODES}/${FONT_LIBRARY}.ts`],
	mainFields: ['module', 'main'],
	conditions: ['import'],
	loader: { '.woff': 'base64' },
	alias: {
		// Its build for browsers, which reads no files itself.
		fontkit: './node_modules/fontkit/dist/browser-module.mjs',
		'brotli/decompress.js': './setup/noDecompressor.js',
	},
	drop: ['console'],
};

/** @satisfies {import('esbuild').BuildOptions} */
const signatureLibrary = {
	...shared,
	entryPoints: [`${NODES}/${SIGNATURE_LIBRARY}.ts`],
	mainFields: ['module', 'main'],
	conditions: ['import'],
};

/** @satisfies {import('esbuild').BuildOptions} */
const expressionLibrary = {
	...shared,
	entryPoints: [`${NODES}/${EXPRESSION_LIBRARY}.ts`],
	mainFields: ['module', 'main'],
	conditions: ['import'],
	define: {
		'globalThis.TextDecoder': 'TextDecoder',
		'globalThis.TextEncoder': 'TextEncoder',
	},
};

/**
 * The package of the sandbox, which needs nothing but Node.js: its command, and a file for each of its parts, so that
 * neither is loaded for the other.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
const sandbox = {
	...forNode,
	entryPoints: {
		cli: 'packages/sandbox/cli.ts',
		sandbox: 'sandbox/cli.ts',
		contact: 'contact/cli.ts',
	},
	outdir: SANDBOX_OUTPUT,
	banner: { js: '#!/usr/bin/env node' },
	plugins: [
		{
			name: 'parts-apart',
			setup: ({ onResolve }) =>
				onResolve({ filter: /^\.\.\/\.\.\/\w+\/cli$/ }, ({ path }) => ({
					path: `./${path.split('/')[2]}.js`,
					external: true,
				})),
		},
	],
};

/** Everything that ships, by package. */
const nodePackage = [
	nodes,
	pdfLibrary,
	signatureLibrary,
	expressionLibrary,
	collectionLibrary,
	fontLibrary,
];
const sandboxPackage = [sandbox];

module.exports = {
	OUTPUT,
	SANDBOX_OUTPUT,
	nodePackage,
	sandboxPackage,
	nodes,
	pdfLibrary,
	signatureLibrary,
	collectionLibrary,
};
