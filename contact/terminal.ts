import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ContactError } from './contactError';

/** Interaction with the user. */
export interface Terminal {
	/** Whether a user can answer. */
	readonly isInteractive: boolean;
	say(text: string): void;
	/** The user's input, trimmed. Throws when the signal aborts. */
	ask(question: string, signal: AbortSignal): Promise<string>;
	/** The same, without echoing the input. */
	askSecret(question: string, signal: AbortSignal): Promise<string>;
}

/** The command's own terminal. */
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
	// In raw mode, Ctrl-C is an ordinary key. Not `kill`, which ends the process immediately on Windows.
	lines.once('SIGINT', () => process.emit('SIGINT'));
	// Ctrl-D: in Node.js 20, the question would wait forever.
	const closed = once(lines, 'close').then(() => Promise.reject(new Error('closed')));
	try {
		return (await Promise.race([lines.question(question, { signal }), closed])).trim();
	} catch {
		signal.throwIfAborted();
		throw new ContactError('No input');
	} finally {
		lines.close();
	}
}
