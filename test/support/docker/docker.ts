// A `docker` that runs the installed n8n with only a container's environment. It supports the commands that the harness
// uses, and rejects any other.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installedN8n } from '../../../harness/n8n/n8nProgram';

const INSTALLED = process.env['DOCKER_STANDS_FOR'] ?? '';

const [command, ...rest] = process.argv.slice(2);

/** The file for a container's process id, in n8n's folder, which has the container's name. */
const pidFile = (name: string) => join(tmpdir(), name, 'container.pid');

if (command === 'run') void run(rest);
else if (command === 'kill') process.kill(Number(readFileSync(pidFile(rest[0] ?? ''), 'utf8')), 9);
else throw new Error(`docker ${command ?? ''}: not known here`);

async function run(parameters: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args: parameters,
		allowPositionals: true,
		options: {
			rm: { type: 'boolean' },
			network: { type: 'string' },
			name: { type: 'string' },
			user: { type: 'string' },
			volume: { type: 'string', multiple: true },
			env: { type: 'string', multiple: true },
		},
	});
	const [image = '', ...words] = positionals;
	const environment: NodeJS.ProcessEnv = { PATH: process.env['PATH'] };
	for (const variable of values.env ?? []) {
		const [name = '', value = process.env[name]] = variable.split(/=(.*)/s);
		environment[name] = value;
	}
	const n8n = installedN8n(INSTALLED);
	const isRunner = image.includes('/runners');
	const [file = '', ...line] = isRunner ? await runnerLine(environment) : n8n.line;
	const child = spawn(file, [...line, ...words], { stdio: 'inherit', env: environment });
	if (values.name !== undefined) writeFileSync(pidFile(values.name), String(child.pid));
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	child.once('exit', (code, signal) => process.exit(signal ? 137 : (code ?? 1)));
}

/** Does what the launcher in the task runners' image does. */
async function runnerLine(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
	const { N8N_RUNNERS_TASK_BROKER_URI: broker = '', N8N_RUNNERS_AUTH_TOKEN: token = '' } =
		environment;
	const runner = await installedN8n(INSTALLED).taskRunner(broker, token);
	Object.assign(environment, runner.environment);
	return runner.line;
}
