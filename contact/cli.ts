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
	const surroundings = { environment: process.env, interrupted: stop.signal };
	process.exitCode = await runContact(options, { terminal: processTerminal, ...surroundings });
}

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
