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
		// A second Ctrl-C ends it at once.
		process.off('SIGINT', interrupt);
		stop.abort();
	};
	process.on('SIGINT', interrupt);
	process.once('SIGTERM', interrupt);
	// Whoever reads what is printed may have gone; the result is written all the same.
	process.stdout.on('error', () => undefined);
	const surroundings = { environment: process.env, interrupted: stop.signal };
	process.exitCode = await runContact(options, { terminal: processTerminal, ...surroundings });
	// What the system never answered, such as a name server, must not keep the process.
	setTimeout(() => process.exit(), 5_000).unref();
}

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
