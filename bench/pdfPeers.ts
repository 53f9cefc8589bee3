import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TIMEOUT = 20_000;

/** What Poppler says of a PDF; `refused` when it opens none of it, or only with a password. */
export type PeerFacts =
	| { readonly kind: 'refused' | 'passwordProtected' }
	| {
			readonly kind: 'readable';
			/** As it is seen, width × height in whole points. */
			readonly pages: readonly string[];
			readonly encrypted: boolean;
			/** Who wrote the file, without versions. */
			readonly producer: string;
			/** Whether it complained while reading. */
			readonly complains: boolean;
	  };

/** A word and the page that it stands on, counted from 1. */
export interface PeerWord {
	readonly page: number;
	readonly text: string;
}

/** What `pdfinfo` says of a file. */
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

/** The words that `pdftotext` sees; those without a letter or digit cannot be looked for. */
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

/** How many signatures `pdfsig` sees. */
export function peerSignatures(file: string): number {
	return run('pdfsig', '-nocert', file).stdout.match(/^Signature #\d+:$/gm)?.length ?? 0;
}

/** What `qpdf --check` has against a PDF; empty when nothing. */
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
