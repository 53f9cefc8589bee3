import { setTimeout as delay } from 'node:timers/promises';
import { N8nProcess, type N8nProcessOptions } from '../../../harness/n8n/n8nProcess';
import { waitFor } from '../../../harness/n8n/waitFor';

/** Milliseconds that a supervisor waits before it restarts a process. */
const PAUSE_MS = 500;
const READY_TIMEOUT_MS = 300_000;

/** An unexpected exit of a process. */
export interface End {
	/** Its signal or exit code. */
	how: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** An n8n process that is restarted whenever it exits, like with `restart: unless-stopped`. */
export class Supervised {
	/** Unexpected exits, including kills, in order. */
	readonly ends: End[] = [];
	private process: N8nProcess | undefined;
	private isWanted = false;
	private life = 0;
	private watching: Promise<void> | undefined;

	constructor(
		readonly name: string,
		/** Its port: for the editor, webhooks, or a worker's health check. */
		readonly port: number,
		private readonly options: Omit<N8nProcessOptions, 'logFile'>,
		private readonly folder: string,
	) {}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get pid(): number | undefined {
		return this.process?.pid;
	}

	/** The log file of each run. */
	get logFiles(): string[] {
		return Array.from({ length: this.life }, (_, index) => `${this.folder}/n8n-${index + 1}.log`);
	}

	/** Starts it and waits until it is ready. */
	async start(environment: NodeJS.ProcessEnv = {}): Promise<void> {
		this.isWanted = true;
		this.watching = this.watch({ ...this.options.environment, ...environment });
		await this.ready();
	}

	/** Waits until it is up, even if it has to be restarted. */
	async ready(): Promise<void> {
		await waitFor(`${this.name} to be ready`, () => this.process, READY_TIMEOUT_MS);
	}

	/** Kills it like a crash; it is then restarted. */
	async kill(): Promise<void> {
		await this.process?.end('SIGKILL');
	}

	/** Memory in bytes: current, and peak since the last reset. */
	async memory(): Promise<{ resident: number; peak: number }> {
		return await this.running.memory();
	}

	async resetPeakMemory(): Promise<void> {
		await this.running.resetPeakMemory();
	}

	/** Stops it permanently. With SIGTERM, it first waits for its executions, for up to a minute. */
	async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		this.isWanted = false;
		// If it is starting, waits until it is up, so that nothing is left behind.
		await waitFor(
			`${this.name} to end`,
			async () => {
				await this.process?.end(signal);
				return await Promise.race([this.watching?.then(() => true) ?? true, delay(100)]);
			},
			READY_TIMEOUT_MS,
		);
	}

	private get running(): N8nProcess {
		if (!this.process) throw new Error(`${this.name} is not running`);
		return this.process;
	}

	private async watch(environment: NodeJS.ProcessEnv): Promise<void> {
		for (let isFirst = true; this.isWanted; isFirst = false) {
			if (!isFirst) await delay(PAUSE_MS);
			this.life++;
			const logFile = this.logFiles.at(-1) ?? '';
			try {
				this.process = await N8nProcess.start({ ...this.options, environment, logFile });
			} catch (error) {
				this.ends.push({ how: `did not start: ${String(error)}`, at: Date.now() });
				continue;
			}
			const how = await this.process.ended();
			this.process = undefined;
			if (this.isWanted) this.ends.push({ how, at: Date.now() });
		}
	}
}
