import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';

/** Something that shows PDFs. */
export interface Reader {
	readonly name: string;
	/** The same for files that look the same. */
	readonly look: (path: string) => Promise<string>;
	/** To be called when nothing more is looked at. */
	readonly close?: () => void;
}

/** What a reader shows of a file it cannot open. */
export const NOTHING = 'nothing';

interface Output {
	readonly stdout: Buffer;
	readonly stderr: Buffer;
}

const run = promisify(execFile);

/** What a program writes, whether it likes the file or not; throws when there is no such program. */
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
