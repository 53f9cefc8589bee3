import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from '../../../contact/options';
import { runContact } from '../../../contact/runContact';
import type { Terminal } from '../../../contact/terminal';
import type { Sandbox } from '../../../sandbox';
import { firstContactSchema, type FirstContact } from '../../../sandbox/firstContact';

/** The result of a first contact. */
export interface ContactRun {
	exitCode: number;
	/** Everything printed. */
	said: string;
	/** The file; undefined if none was written. */
	result: FirstContact | undefined;
	page: string;
	/** The file's text. */
	json: string;
	/** Names of the files in the folder. */
	written: string[];
}

export interface RunOptions {
	/** Options that replace those for the sandbox. */
	args?: readonly string[];
	/** Another server than the sandbox, and its authority, PEM; the credential is the sandbox's. */
	server?: { url: string; certificate?: string };
	environment?: NodeJS.ProcessEnv;
	/** The user's input, in order; if empty, there is no user. */
	typed?: string[];
	/** The user's input by question. */
	answer?: (question: string) => string;
	interrupted?: AbortSignal;
	/** More options. */
	more?: readonly string[];
	/** Files that already exist in the folder. */
	there?: readonly string[];
}

/** Options for a URL and the credential's files, with some replaced. */
export function argsFor(
	{ files }: Pick<Sandbox, 'files'>,
	url: string,
	{ certificate = files.certificate, key = files.privateKey } = {},
): string[] {
	return ['--base-url', url, '--certificate', certificate, '--key', key];
}

const never = new AbortController().signal;

/** Runs the command against a sandbox, in a temporary folder. */
export async function contactRun(
	sandbox: Pick<Sandbox, 'files' | 'url' | 'tokenId'>,
	options: RunOptions = {},
): Promise<ContactRun> {
	const { args, more = [], server, environment = {}, interrupted = never, there = [] } = options;
	const folder = mkdtempSync(join(tmpdir(), 'first-contact-'));
	const { terminal, lines } = scriptedTerminal(options);
	try {
		const ca = join(folder, 'ca.pem');
		writeFileSync(ca, server?.certificate ?? readFileSync(sandbox.files.ca));
		for (const name of there) writeFileSync(join(folder, name), '{}');
		const parsed = parseOptions([
			...(args ?? [...argsFor(sandbox, server?.url ?? sandbox.url), '--ca', ca]),
			...more,
			...['--output', folder],
		]);
		const surroundings = { WOSIGNDOC_TOKEN: sandbox.tokenId, ...environment };
		const exitCode = await runContact(parsed, {
			terminal,
			environment: surroundings,
			interrupted,
		});
		const read = (name: string) =>
			readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : '';
		const json = read('first-contact.json');
		const result =
			json && there.length === 0 ? firstContactSchema.parse(JSON.parse(json)) : undefined;
		const written = readdirSync(folder);
		return {
			exitCode,
			written,
			said: lines.join('\n'),
			result,
			json,
			page: read('first-contact.md'),
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function scriptedTerminal({ typed, answer }: Pick<RunOptions, 'typed' | 'answer'>) {
	const lines: string[] = [];
	const answers = [...(typed ?? [])];
	const ask = async (question: string) => {
		lines.push(question);
		return answer?.(question) ?? answers.shift() ?? '';
	};
	const say = (text: string) => void lines.push(text);
	const isInteractive = typed !== undefined || answer !== undefined;
	const terminal: Terminal = { isInteractive, say, ask, askSecret: ask };
	return { lines, terminal };
}
