const { spawn } = require('node:child_process');
const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { build: bundleFiles } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { OUTPUT, nodes, pdfLibrary } = require('./setup/bundles');

const clean = () => rm(OUTPUT, { recursive: true, force: true });

/** Checks what ships; `npm run lint` checks the rest. */
const types = () =>
	spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.build.json'],
		{ stdio: 'inherit' },
	);

async function bundle() {
	const bundles = [nodes, pdfLibrary].map((options) => bundleFiles({ ...options, metafile: true }));
	const metafiles = (await Promise.all(bundles)).map(({ metafile }) => metafile);
	await writeLicences(metafiles.flatMap(({ inputs }) => Object.keys(inputs)));
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
		const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
		if (!file) throw new Error(`${name} has no licence to ship with it`);
		return `# ${name} ${version}\n\n${await readFile(`${folder}/${file}`, 'utf8')}`;
	});
	await writeFile(`${OUTPUT}/THIRD_PARTY_LICENSES.md`, (await Promise.all(licences)).join('\n'));
}

const copy = (pattern) => src(pattern, { base: '.', encoding: false }).pipe(dest(OUTPUT));
const icons = () => copy('{nodes,credentials}/**/*.svg');
const codex = () => copy('nodes/**/*.node.json');

module.exports = { clean, build: series(clean, parallel(types, series(bundle, icons, codex))) };
