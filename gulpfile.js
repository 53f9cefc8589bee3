const { spawn } = require('node:child_process');
const { readFile, rm, writeFile } = require('node:fs/promises');
const { build: bundleFiles } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');

const OUTPUT = 'dist';

/** The TypeScript file behind each file that package.json registers with n8n. */
const entryPoints = [...n8n.nodes, ...n8n.credentials].map((file) =>
	file.replace(`${OUTPUT}/`, '').replace(/\.js$/, '.ts'),
);

const clean = () => rm(OUTPUT, { recursive: true, force: true });

/** Checks what ships; `npm run lint` checks the rest. */
const types = () =>
	spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.build.json'],
		{ stdio: 'inherit' },
	);

/** One file per node and credential; readable, because n8n's scanner and its users read it. */
async function bundle() {
	const { metafile } = await bundleFiles({
		entryPoints,
		outdir: OUTPUT,
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		metafile: true,
		logLevel: 'warning',
	});
	await writeLicences(Object.keys(metafile.inputs));
}

/** The licences of the libraries inside the bundles, as those licences ask for. */
async function writeLicences(bundledFiles) {
	const folders = new Set(
		bundledFiles.flatMap(
			(file) => file.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1] ?? [],
		),
	);
	const licences = [...folders].map(async (folder) => {
		const { name, version } = require(`./${folder}/package.json`);
		return `# ${name} ${version}\n\n${await readFile(`${folder}/LICENSE`, 'utf8')}`;
	});
	await writeFile(`${OUTPUT}/THIRD_PARTY_LICENSES.md`, (await Promise.all(licences)).join('\n'));
}

const copy = (pattern) => src(pattern, { base: '.', encoding: false }).pipe(dest(OUTPUT));
const icons = () => copy('{nodes,credentials}/**/*.svg');
const codex = () => copy('nodes/**/*.node.json');

module.exports = { clean, build: series(clean, parallel(types, series(bundle, icons, codex))) };
