import { help, parseOptions } from './options';
import { runContact } from './runContact';
import { processTerminal } from './terminal';

main(process.argv.slice(3)).catch(fail);

async function main(args: string[]): Promise<void> {
	const options = parseOptions(args);
	if (options.help) {
		process.stdout.write(help);
		return;
	}
	const stop = new AbortController();
	const interrupt = () => {
		// A second Ctrl-C ends it immediately.
		process.off('SIGINT', interrupt);
		stop.abort();
	};
	process.on('SIGINT', interrupt);
	process.once('SIGTERM', interrupt);
	// The reader of a pipe may have exited; the result is written anyway.
	process.stdout.on('error', () => undefined);
	const surroundings = { environment: process.env, interrupted: stop.signal };
	process.exitCode = await runContact(options, { terminal: processTerminal, ...surroundings });
	// Pending system calls, such as a name server that never responds, must not keep the process alive.
	setTimeout(() => process.exit(), 5_000).unref();
}

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
