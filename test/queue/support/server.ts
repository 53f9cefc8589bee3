import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/** A program that the tests run in the foreground: a database, a proxy. */
export class Server {
	private child: ChildProcess | undefined;

	constructor(
		private readonly command: readonly [program: string, ...parameters: string[]],
		private readonly logFile: string,
		private readonly options: SpawnOptions = {},
	) {}

	get pid(): number | undefined {
		return this.child?.pid;
	}

	start(): void {
		const [program, ...parameters] = this.command;
		const log = openSync(this.logFile, 'a');
		this.child = spawn(program, parameters, { stdio: ['ignore', log, log], ...this.options });
	}

	/** Stops it like an operator, and waits until it has exited. */
	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
		const { child } = this;
		this.child = undefined;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		child.kill(signal);
		await once(child, 'exit');
	}
}
