// Runs a command on a machine that only has git and any Node.js, after installing what the command needs:
// the locked dependencies, and Node.js 24, which n8n requires, first on the PATH.
// Plain JavaScript without dependencies, because it runs before they are installed.
const { spawn } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { delimiter, join, resolve } = require('node:path');
const { npm, step } = require('./step');

const root = resolve(__dirname, '..');
const modules = join(root, 'node_modules');

/**
 * The packages of a lock file, by their path in node_modules.
 *
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(file) {
	const { '': project, ...packages } = JSON.parse(readFileSync(file, 'utf8')).packages;
	return packages;
}

/** Whether npm's record of installed packages matches the lock file. */
function areDependenciesInstalled() {
	const record = join(modules, '.package-lock.json');
	if (!existsSync(record)) return false;
	const installed = lockedPackages(record);
	return Object.entries(lockedPackages(join(root, 'package-lock.json'))).every(
		([place, { version, optional }]) =>
			installed[place] ? installed[place].version === version : optional,
	);
}

async function prepare() {
	if (!areDependenciesInstalled()) {
		// Not `npm ci`, which rejects a lock file without another platform's optional packages.
		const command = [...npm, 'install', '--no-save', '--loglevel=error'];
		await step('Installing the development dependencies', command, { cwd: root });
	}
	if (!existsSync(join(modules, 'node', 'bin'))) {
		// Packages are installed without running their scripts; this one's script downloads the binary.
		const command = [...npm, 'rebuild', 'node', '--ignore-scripts=false'];
		await step('Getting Node.js 24', command, { cwd: root });
	}
}

/**
 * Runs a single argument as a shell command line, several as a program with its arguments.
 *
 * @param {string[]} command
 */
function run([program = '', ...parameters]) {
	const { PATH = '', ...environment } = process.env;
	const child = spawn(program, parameters, {
		cwd: root,
		stdio: 'inherit',
		shell: parameters.length === 0 || process.platform === 'win32',
		env: { ...environment, PATH: join(modules, '.bin') + delimiter + PATH },
	});
	// The terminal sends an interrupt to both processes; the child decides when to exit.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	child.once('error', fail);
	child.once('exit', (code) => process.exit(code ?? 1));
}

/** @param {Error} error */
function fail(error) {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}

prepare().then(() => run(process.argv.slice(2)), fail);
