import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';

/** Reads a program's output; resolves with the first group of a pattern once it matches. */
export function printing(child: ChildProcessWithoutNullStreams) {
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
	child.stderr.resume();
	return async (pattern: RegExp): Promise<string> => {
		for (;;) {
			const found = pattern.exec(text)?.[1];
			if (found !== undefined) return found;
			await once(child.stdout, 'data');
		}
	};
}
