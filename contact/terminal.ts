import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ContactError } from './contactError';

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
	isInteractive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
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
	// In raw mode Ctrl-C is a key like others. Not `kill`, which ends the process at once on Windows.
	lines.once('SIGINT', () => process.emit('SIGINT'));
	// Ctrl-D: Node.js 20 lets the question wait forever.
	const closed = once(lines, 'close').then(() => Promise.reject(new Error('closed')));
	try {
		return (await Promise.race([lines.question(question, { signal }), closed])).trim();
	} catch {
		signal.throwIfAborted();
		throw new ContactError('Nothing was typed');
	} finally {
		lines.close();
	}
}
