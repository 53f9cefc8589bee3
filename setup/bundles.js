// The bundles that ship: one file per node and credential, and five libraries in separate files that are loaded when
// first needed. Not minified, because n8n's scanner and users read them.
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
 * Excludes the libraries from a bundle, which requires their own bundles instead.
 *
 * @param {string} folder the bundle's folder, relative to that of the nodes
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
	// The TypeScript source of each file that package.json registers with n8n.
	entryPoints: [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.replace(`${OUTPUT}/`, '').replace(/\.js$/, '.ts'),
	),
	plugins: [librariesApart('.')],
	// `import()` becomes `require()`, too.
	supported: { 'dynamic-import': false },
};

/**
 * The library also runs in browsers; these settings remove the code that n8n's scanner forbids.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
const pdfLibrary = {
	...shared,
	entryPoints: [`${NODES}/${PDF_LIBRARY}.ts`],
	plugins: [librariesApart('pdf')],
	// ES modules, so that esbuild can remove unused code.
	mainFields: ['module', 'main'],
	conditions: ['import'],
	// Builds that don't use `module`, `worker_threads`, or `global`.
	alias: { fflate: 'fflate/browser', tslib: 'tslib/tslib.es6.mjs' },
	define: { 'globalThis.crypto': 'crypto', 'globalThis.process': 'undefined' },
	drop: ['console'],
	inject: ['setup/sleepingTimeout.js'],
	supported: { 'dynamic-import': false },
};

/** @satisfies {import('esbuild').BuildOptions} */
const collectionLibrary = { ...shared, entryPoints: [`${NODES}/${COLLECTION_LIBRARY}.ts`] };

/**
 * A font and its reader, without the parts that only other fonts need.
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
		// The browser build, which doesn't read files itself.
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
 * The sandbox package, which needs only Node.js: its command, and a separate file for each part, so that only the part
 * in use is loaded.
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
