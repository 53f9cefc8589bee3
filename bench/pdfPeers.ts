import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TIMEOUT = 20_000;

/** Poppler's facts about a PDF; `refused` if it can't open it. */
export type PeerFacts =
	| { readonly kind: 'refused' | 'passwordProtected' }
	| {
			readonly kind: 'readable';
			/** Sizes of the displayed pages: width × height in whole points. */
			readonly pages: readonly string[];
			readonly encrypted: boolean;
			/** The producing program, without version. */
			readonly producer: string;
			/** Whether it printed warnings while reading. */
			readonly complains: boolean;
	  };

/** A word and its page, counted from 1. */
export interface PeerWord {
	readonly page: number;
	readonly text: string;
}

/** The facts that `pdfinfo` prints about a file. */
export function peerFacts(file: string): PeerFacts {
	const { status, stdout, stderr } = run('pdfinfo', '-f', '1', '-l', '20000', file);
	if (stderr.includes('Incorrect password')) return { kind: 'passwordProtected' };
	if (status !== 0) return { kind: 'refused' };
	const turns = [...stdout.matchAll(/^Page +\d+ rot: +(\d+)/gm)].map(([, turn]) => Number(turn));
	const pages = [...stdout.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map(
		([, width, height], index) => {
			const sides = [width, height].map((side) => Math.round(Number(side)));
			return ((turns[index] ?? 0) % 180 === 90 ? sides.reverse() : sides).join(' × ');
		},
	);
	const producer = /^(?:Producer|Creator): +(.*\S)/m.exec(
		stdout.replace(/^Creator.*\n(?=[^]*^Producer)/m, ''),
	);
	return {
		kind: 'readable',
		pages,
		encrypted: /^Encrypted: +yes/m.test(stdout),
		producer: (producer?.[1] ?? 'not named').replace(/[\d(;,@/®©].*$/, '').trim() || 'not named',
		complains: stderr.trim() !== '',
	};
}

/** The words that `pdftotext` finds, except those without a letter or digit, which can't be searched for. */
export function peerWords(file: string): PeerWord[] {
	const words: PeerWord[] = [];
	let page = 0;
	for (const line of run('pdftotext', '-q', '-bbox', file, '-').stdout.split('\n')) {
		if (line.includes('<page ')) page++;
		const [, written] = />(.*)<\/word>/.exec(line) ?? [];
		const text = written?.replace(
			/&(lt|gt|quot|apos|amp);/g,
			(_, name: string) => ENTITIES.get(name) ?? '',
		);
		if (text !== undefined && /[\p{L}\p{N}]/u.test(text)) words.push({ page, text });
	}
	return words;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"],
	['amp', '&'],
]);

/** The number of signatures that `pdfsig` finds. */
export function peerSignatures(file: string): number {
	return run('pdfsig', '-nocert', file).stdout.match(/^Signature #\d+:$/gm)?.length ?? 0;
}

/** The first complaint of `qpdf --check` about a PDF; empty if it has none. */
export function complaints(pdf: Uint8Array | string): string {
	const folder = mkdtempSync(join(tmpdir(), 'pdf-peers-'));
	try {
		const file = typeof pdf === 'string' ? pdf : join(folder, 'checked.pdf');
		if (typeof pdf !== 'string') writeFileSync(file, pdf);
		const { status, stderr } = run('qpdf', '--check', file);
		const [first = 'fails'] = stderr.replaceAll(file, '').trim().split('\n');
		return status === 0 ? '' : first;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function run(command: string, ...options: string[]) {
	return spawnSync(command, options, {
		encoding: 'utf8',
		timeout: TIMEOUT,
		maxBuffer: 256 * 1_024 * 1_024,
	});
}
