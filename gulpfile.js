const { spawn } = require('node:child_process');
const { chmod, copyFile, glob, rm, writeFile } = require('node:fs/promises');
const { build: bundleFiles } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { billOfMaterials, bundledFiles, licensesOf } = require('./setup/bundledLibraries');
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

const bundle = () => writeBundles(OUTPUT, nodePackage, require('./package.json'));

/** The sandbox and the first contact, which need only Node.js, for use with npx. */
async function bundleSandbox() {
	await writeBundles(SANDBOX_OUTPUT, sandboxPackage, require('./packages/sandbox/package.json'));
	await copyFile('LICENSE.md', `${SANDBOX_OUTPUT}/LICENSE.md`);
}

/** Creates the bundles of a package, with the licenses and the list of what they contain. */
async function writeBundles(output, bundles, manifest) {
	const built = bundles.map((options) => bundleFiles({ ...options, metafile: true }));
	const files = bundledFiles((await Promise.all(built)).map(({ metafile }) => metafile));
	await writeFile(`${output}/THIRD_PARTY_LICENSES.md`, await licensesOf(files));
	const bill = JSON.stringify(billOfMaterials(manifest, files), null, '\t');
	await writeFile(`${output}/sbom.cdx.json`, `${bill}\n`);
}

/** npm packs files with their modes, which depend on the umask at checkout and build. */
const modes = (folder, output) =>
	async function modes() {
		const packed = glob([`${folder}/*.{js,json,md,ts}`, `${output}/**/*.*`]);
		for await (const file of packed) await chmod(file, 0o644);
	};

const copy = (pattern) => src(pattern, { base: '.', encoding: false }).pipe(dest(OUTPUT));
const icons = () => copy('{nodes,credentials}/**/*.svg');
const codex = () => copy('nodes/**/*.node.json');

module.exports = {
	clean,
	build: series(clean, parallel(types, series(bundle, icons, codex)), modes('.', OUTPUT)),
	buildSandbox: series(cleanSandbox, bundleSandbox, modes('packages/sandbox', SANDBOX_OUTPUT)),
};
