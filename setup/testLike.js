// Runs a command with the option `--like PROFILE` taken out of its arguments: the sandboxes of the end-to-end tests
// then behave as that platform was seen to. Plain JavaScript, as run.js is.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
const { parseArgs } = require('node:util');

const [program = '', ...parameters] = process.argv.slice(2);
const { tokens } = parseArgs({
	args: parameters,
	options: { like: { type: 'string' } },
	strict: false,
	allowPositionals: true,
	tokens: true,
});
const option = tokens.find((token) => token.kind === 'option' && token.name === 'like');

/**
 * The command's own arguments.
 *
 * @param {string[]} all
 */
function withoutLike(all) {
	if (option?.kind !== 'option') return all;
	return all.filter(
		(_, index) => index !== option.index && (option.inlineValue || index !== option.index + 1),
	);
}

/** A profile's name, or the path of a file, which npm's caller names from where it is. */
function like() {
	if (option?.kind !== 'option') return {};
	// The next option is not a value.
	if (!option.value || (!option.inlineValue && option.value.startsWith('-'))) {
		throw new Error('--like needs a profile’s name, or a first-contact.json');
	}
	const file = resolve(process.env['INIT_CWD'] ?? '.', option.value);
	return { SANDBOX_LIKE: existsSync(file) ? file : option.value };
}

const child = spawn(program, withoutLike(parameters), {
	stdio: 'inherit',
	env: { ...process.env, ...like() },
	shell: process.platform === 'win32',
});
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
