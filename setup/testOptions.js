// Runs a command without the options of the end-to-end tests, which it removes from the arguments and passes to the
// tests as environment variables. Plain JavaScript, like run.js.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
const { parseArgs } = require('node:util');

/** The path of a file relative to the folder where npm was called; any other value unchanged. */
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
	// The recorded platform behavior for the sandboxes.
	like: {
		variable: 'SANDBOX_LIKE',
		needs: 'the name of a profile or a first-contact.json',
		parse: fileOrName,
	},
	// The n8n version to install and test.
	n8n: {
		variable: 'N8N_VERSION',
		needs: 'an n8n version, such as 2.20.0',
		parse: (value) => (/^\d+\.\d+\.\d+$/.test(value) ? value : undefined),
	},
	// A later n8n version, whose defaults n8n is set to.
	defaults: {
		variable: 'N8N_DEFAULTS',
		needs: 'the value 3, the only version whose defaults are known',
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
/** Indexes of the options and their values in the arguments. */
const taken = new Set();
for (const token of tokens) {
	if (token.kind !== 'option') continue;
	const option = Object.hasOwn(OPTIONS, token.name) ? OPTIONS[token.name] : undefined;
	if (!option) continue;
	// An option is not a value.
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
