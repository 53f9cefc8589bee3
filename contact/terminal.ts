import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Where the command speaks with the person who runs it. */
export interface Terminal {
	/** Whether there is a person who can answer. */
	readonly isInteractive: boolean;
	say(text: string): void;
	/** What the person types, without white space around it. Throws when the signal aborts. */
	ask(question: string, signal: AbortSignal): Promise<string>;
	/** The same, without showing what is typed. */
	askSecret(question: string, signal: AbortSignal): Promise<string>;
}

/** The terminal that the command was started in. */
export const processTerminal: Terminal = {
	isInteractive: process.stdin.isTTY && process.stdout.isTTY,
	say: (text) => void process.stdout.write(`${text}\n`),
	ask: async (question, signal) => await read(question, process.stdout, signal),
	async askSecret(question, signal) {
		process.stdout.write(question);
		const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
		try {
			return await read('', hidden, signal);
		} finally {
			process.stdout.write('\n');
		}
	},
};

async function read(question: string, output: NodeJS.WritableStream, signal: AbortSignal) {
	const lines = createInterface({ input: process.stdin, output, terminal: true });
	// In raw mode Ctrl-C is a key like others.
	lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return (await lines.question(question, { signal })).trim();
	} finally {
		lines.close();
	}
}
