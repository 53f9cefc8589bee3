const { spawn } = require('node:child_process');

const REMINDER_INTERVAL_MS = 10_000;

const { npm_execpath: npmScript } = process.env;

/** This machine's npm, run by the current Node.js. */
const npm = npmScript?.endsWith('.js') ? [process.execPath, npmScript] : ['npm'];

/**
 * Runs a long step in a child process. Prints its title on stderr, and every ten seconds that it is still running.
 *
 * @param {string} title what the step does, and how long it may take
 * @param {string[]} command the program and its arguments
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<void>} rejects if the program can't start or doesn't exit with 0
 */
function step(title, [program = '', ...parameters], options = {}) {
	const started = Date.now();
	const say = (/** @type {string} */ state) =>
		process.stderr.write(`${title}: ${state}, ${Math.round((Date.now() - started) / 1000)} s\n`);
	process.stderr.write(`${title} ...\n`);
	const reminder = setInterval(say, REMINDER_INTERVAL_MS, 'still running');
	return new Promise((resolve, reject) => {
		const child = spawn(program, parameters, { stdio: ['ignore', 2, 2], ...options });
		child.once('error', reject);
		child.once('exit', (code, signal) => {
			if (code === 0) return resolve(say('done'));
			reject(new Error(`${title}: failed (${signal ?? `exit code ${code}`})`));
		});
	}).finally(() => clearInterval(reminder));
}

module.exports = { npm, step };
