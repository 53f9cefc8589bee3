import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';

/** A program that displays PDFs. */
export interface Reader {
	readonly name: string;
	/** A text that is the same for files that look the same. */
	readonly look: (path: string) => Promise<string>;
	/** Must be called at the end. */
	readonly close?: () => void;
}

/** The result for a file that a reader can't open. */
export const NOTHING = 'nothing';

interface Output {
	readonly stdout: Buffer;
	readonly stderr: Buffer;
}

const run = promisify(execFile);

/** A program's output, even if it fails; throws if the program is missing. */
export async function outputOf(program: string, ...args: readonly string[]): Promise<Output> {
	const options = { encoding: 'buffer', maxBuffer: 64_000_000, timeout: 30_000 } as const;
	try {
		return await run(program, args, options);
	} catch (error) {
		const { stdout, stderr, code } = error as Partial<Output> & { code?: unknown };
		if (code === 'ENOENT' || !stdout || !stderr) throw error;
		return { stdout, stderr };
	}
}

export async function isInstalled(program: string, ...args: readonly string[]): Promise<boolean> {
	return await outputOf(program, ...args).then(
		() => true,
		() => false,
	);
}

export function hashOf(shown: Buffer | string): string {
	return createHash('sha256').update(shown).digest('hex').slice(0, 16);
}
