// Runs a command with the options of the end-to-end tests taken out of its arguments; they reach the tests through the
// environment. Plain JavaScript, as run.js is.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
const { parseArgs } = require('node:util');

/** A file's path, which npm's caller names from where it is; anything else as it stands. */
const fileOrName = (/** @type {string} */ value) => {
	const file = resolve(process.env['INIT_CWD'] ?? '.', value);
	return existsSync(file) ? file : value;
};

/**
 * What each option sets.
 *
 * @type {Record<string, { variable: string, needs: string, parse(value: string): string | undefined }>}
 */
const OPTIONS = {
	// The sandboxes behave as that platform was seen to.
	like: {
		variable: 'SANDBOX_LIKE',
		needs: 'a profile’s name, or a first-contact.json',
		parse: fileOrName,
	},
	// The n8n that is installed, and tested.
	n8n: {
		variable: 'N8N_VERSION',
		needs: 'a version of n8n, such as 2.20.0',
		parse: (value) => (/^\d+\.\d+\.\d+$/.test(value) ? value : undefined),
	},
	// n8n is set to what a later version has by default.
	defaults: {
		variable: 'N8N_DEFAULTS',
		needs: 'the version 3, whose defaults are known',
		parse: (value) => (value === '3' ? value : undefined),
	},
};

const [program = '', ...parameters] = process.argv.slice(2);
const { tokens } = parseArgs({
	args: parameters,
	options: Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' }])),
	strict: false,
	allowPositionals: true,
	tokens: true,
});

/** @type {Record<string, string>} */
const environment = {};
/** Where in the arguments the options and their values are. */
const taken = new Set();
for (const token of tokens) {
	if (token.kind !== 'option') continue;
	const option = Object.hasOwn(OPTIONS, token.name) ? OPTIONS[token.name] : undefined;
	if (!option) continue;
	// The next option is not a value.
	const isValue = token.value && (token.inlineValue || !token.value.startsWith('-'));
	const value = isValue ? option.parse(token.value) : undefined;
	if (value === undefined) throw new Error(`--${token.name} needs ${option.needs}`);
	environment[option.variable] = value;
	taken.add(token.index);
	if (!token.inlineValue) taken.add(token.index + 1);
}

const child = spawn(
	program,
	parameters.filter((_, index) => !taken.has(index)),
	{
		stdio: 'inherit',
		env: { ...process.env, ...environment },
		shell: process.platform === 'win32',
	},
);
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
