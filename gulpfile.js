const { spawn } = require('node:child_process');
const { copyFile, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { build: bundleFiles } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { OUTPUT, SANDBOX_OUTPUT, nodePackage, sandboxPackage } = require('./setup/bundles');

const clean = () => rm(OUTPUT, { recursive: true, force: true });
const cleanSandbox = () => rm(SANDBOX_OUTPUT, { recursive: true, force: true });

/** Checks what ships; `npm run lint` checks the rest. */
const types = () =>
	spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.build.json'],
		{ stdio: 'inherit' },
	);

async function bundle() {
	await writeLicenses(OUTPUT, await build(nodePackage));
}

/** The sandbox and the first contact, which need only Node.js, for use with npx. */
async function bundleSandbox() {
	await writeLicenses(SANDBOX_OUTPUT, await build(sandboxPackage));
	await copyFile('LICENSE.md', `${SANDBOX_OUTPUT}/LICENSE.md`);
}

/** Creates bundles and returns their input files. */
async function build(bundles) {
	const built = bundles.map((options) => bundleFiles({ ...options, metafile: true }));
	return (await Promise.all(built)).flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** The licenses of the bundled libraries, which must be included. */
async function writeLicenses(output, bundledFiles) {
	const folders = new Set(
		bundledFiles.flatMap(
			(file) => file.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1] ?? [],
		),
	);
	// Some MIT-licensed packages don't include the license text, which this package's license has.
	const [, mit] = (await readFile('LICENSE.md', 'utf8')).split(/(?=^Permission is)/m);
	const licenses = [...folders].map(async (folder) => {
		const { name, version, license, author } = require(`./${folder}/package.json`);
		const holder = author?.name ?? author;
		const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
		if (file) return `# ${name} ${version}\n\n${await readFile(`${folder}/${file}`, 'utf8')}`;
		if (license !== 'MIT' || !holder) throw new Error(`${folder} has no license to include`);
		return `# ${name} ${version}\n\nCopyright ${holder}\n\n${mit}`;
	});
	await writeFile(`${output}/THIRD_PARTY_LICENSES.md`, (await Promise.all(licenses)).join('\n'));
}

const copy = (pattern) => src(pattern, { base: '.', encoding: false }).pipe(dest(OUTPUT));
const icons = () => copy('{nodes,credentials}/**/*.svg');
const codex = () => copy('nodes/**/*.node.json');

module.exports = {
	clean,
	build: series(clean, parallel(types, series(bundle, icons, codex))),
	buildSandbox: series(cleanSandbox, bundleSandbox),
};
