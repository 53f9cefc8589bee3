import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { surroundings } from './n8nEnvironment';
import type { N8nProgram } from './n8nProgram';
import { waitFor } from './waitFor';

const START_TIMEOUT_MS = 300_000;
const LOG_LINES_SHOWN = 40;

/** What each kind of n8n process prints when it is ready; /healthz responds too early. */
const READY = {
	// Printed last, after the webhooks of active workflows are registered.
	start: 'Editor is now accessible via',
	webhook: 'Webhook listener waiting for requests.',
	worker: 'n8n worker is now ready',
} as const;

export type N8nCommand = keyof typeof READY;

export interface N8nProcessOptions {
	/** Default: `start`. The other two are for queue mode. */
	command?: N8nCommand;
	program: N8nProgram;
	logFile: string;
	environment: NodeJS.ProcessEnv;
}

/** A running n8n process. */
export class N8nProcess {
	/** Set if Code nodes run in an external task runner. */
	private taskRunner: ChildProcess | undefined;

	private constructor(
		private readonly child: ChildProcess,
		private readonly options: N8nProcessOptions,
	) {}

	/** Starts n8n and waits until it is ready: its webhooks are registered, or it waits for jobs. */
	static async start(options: N8nProcessOptions): Promise<N8nProcess> {
		const log = openSync(options.logFile, 'w');
		const [program = '', ...parameters] = options.program.line;
		const child = spawn(program, [...parameters, options.command ?? 'start'], {
			stdio: ['ignore', log, log],
			env: options.environment,
		});
		const started = new N8nProcess(child, options);
		await started.waitUntilReady();
		if (options.environment['N8N_RUNNERS_MODE'] === 'external') await started.startTaskRunner(log);
		return started;
	}

	get pid(): number {
		if (this.child.pid === undefined) throw new Error('n8n did not start');
		return this.child.pid;
	}

	private async waitUntilReady(): Promise<void> {
		const ready = READY[this.options.command ?? 'start'];
		const isReady = async () => {
			const { exitCode, signalCode } = this.child;
			const end = signalCode ?? exitCode;
			if (end !== null) throw new Error(`n8n ended while starting: ${end}`);
			return (await this.readLog()).includes(ready) || undefined;
		};
		await waitFor('n8n to start', isReady, START_TIMEOUT_MS).catch(async (cause: unknown) => {
			await this.end('SIGKILL');
			throw new Error(`n8n did not start:\n${await this.logTail()}`, { cause });
		});
	}

	/** Starts the external task runner; until then, tasks wait. */
	private async startTaskRunner(log: number): Promise<void> {
		const { program, environment: n8n } = this.options;
		const broker = `http://127.0.0.1:${n8n['N8N_RUNNERS_BROKER_PORT'] ?? ''}`;
		const token = n8n['N8N_RUNNERS_AUTH_TOKEN'] ?? '';
		const { line, environment } = await program.taskRunner(broker, token);
		const [file = '', ...parameters] = line;
		const env = { ...surroundings(), ...environment };
		this.taskRunner = spawn(file, parameters, { stdio: ['ignore', log, log], env });
	}

	/** Resolves when the process has ended, with its signal or exit code. */
	async ended(): Promise<string> {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			await once(this.child, 'exit');
		}
		return String(this.child.signalCode ?? this.child.exitCode);
	}

	private readLog(): Promise<string> {
		return readFile(this.options.logFile, 'utf8');
	}

	/** The last lines that n8n printed. */
	async logTail(): Promise<string> {
		return (await this.readLog()).split('\n').slice(-LOG_LINES_SHOWN).join('\n');
	}

	/** Stops the process and waits for its end: SIGTERM like an operator, SIGKILL like a crash. */
	async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		if (this.child.exitCode === null && this.child.signalCode === null) await this.signal(signal);
		await this.ended();
		// Stopped after n8n, which may wait for its tasks until then.
		this.taskRunner?.kill();
	}

	private async signal(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const { program, environment } = this.options;
		const [file, ...parameters] = (signal === 'SIGKILL' && program.kill) || [];
		if (file === undefined) this.child.kill(signal);
		else await promisify(execFile)(file, parameters, { env: environment });
	}

	/** Memory of the process in bytes: current, and peak since the last reset. Linux only. */
	async memory(): Promise<{ resident: number; peak: number }> {
		const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
		const bytes = (field: string) =>
			Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
		return { resident: bytes('VmRSS'), peak: bytes('VmHWM') };
	}

	/** Resets `memory().peak` to the current memory. Linux only. */
	async resetPeakMemory(): Promise<void> {
		await writeFile(`/proc/${this.child.pid}/clear_refs`, '5');
	}
}
