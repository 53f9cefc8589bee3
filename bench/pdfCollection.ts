// Compares our reading of real-world PDF files with that of Poppler and QPDF:
//   node setup/run.js "tsx bench/pdfCollection.ts FOLDER…"
// Prints each difference, and the agreement by producer. Downloads nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { drawPreview } from '../nodes/WoSignDoc/pdf/drawPreview';
import { readPdfFacts } from '../nodes/WoSignDoc/pdf/readPdfFacts';
import type { PeerFacts } from './pdfPeers';
import { complaints, peerFacts, peerSignatures, peerWords } from './pdfPeers';

/** Maximum number of distinct words to search for in a file; long files are sampled. */
const MOST_WORDS = 400;
/** Producers with fewer files are combined. */
const FEWEST_FILES = 5;
/** Milliseconds per page above which a file is reported as slow. */
const SLOW_PAGE = 250;
const PREVIEW = {
	warning: ['PREVIEW'],
	title: 'A preview',
	boxes: [
		{
			page: 1,
			box: { x1: 0.1, y1: 0.1, x2: 0.4, y2: 0.2 },
			number: 1,
			name: '张三',
			color: [1, 0, 0],
		},
	],
	rows: [{ lines: ['张三'] }],
} as const;

/** Counts of one producer's files and their words. */
interface Tally {
	files: number;
	same: number;
	words: number;
	found: number;
	previews: number;
	clean: number;
}

async function* streamed(pdf: Buffer): AsyncGenerator<Buffer> {
	yield pdf;
}

const tallies = new Map<string, Tally>();
const kinds = new Map<string, number>();

function report(kind: string, file: string, what: string): void {
	kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
	console.log(`${kind}\t${file}\t${what}`);
}

/** Whether our facts match the peer's. Prints any difference. */
async function comparePages(file: string, pdf: Buffer, peer: PeerFacts): Promise<boolean> {
	const facts = await readPdfFacts(streamed(pdf));
	const ours =
		facts.kind === 'readable'
			? facts.pages.map(({ width, height }) => `${Math.round(width)} × ${Math.round(height)}`)
			: [];
	if (facts.kind !== 'readable' || peer.kind !== 'readable') {
		const said = 'reason' in facts ? `${facts.kind}: it ${facts.reason}` : facts.kind;
		const isSame =
			facts.kind === peer.kind || (facts.kind === 'damaged' && peer.kind === 'refused');
		if (!isSame) report(`${peer.kind} by Poppler, not by us`, file, said);
		return isSame;
	}
	if (ours.length !== peer.pages.length) {
		report('pages', file, `${ours.length}, Poppler ${peer.pages.length}`);
	} else if (ours.some((size, index) => !isAboutTheSame(size, peer.pages[index] ?? ''))) {
		const at = ours.findIndex((size, index) => !isAboutTheSame(size, peer.pages[index] ?? ''));
		report('page sizes', file, `page ${at + 1}: ${ours[at]}, Poppler ${peer.pages[at]}`);
	} else if (facts.restricted !== peer.encrypted) {
		report('encryption', file, String(facts.restricted));
	} else return true;
	return false;
}

function isAboutTheSame(one: string, other: string): boolean {
	const [sides, others] = [one, other].map((size) => size.split(' × ').map(Number));
	return sides?.every((side, index) => Math.abs(side - (others?.[index] ?? 0)) <= 1) ?? false;
}

async function compareWords(file: string, path: string, pdf: Buffer, tally: Tally, pages: number) {
	const words = peerWords(path);
	const sought = [...new Set(words.map(({ text }) => text))].slice(0, MOST_WORDS);
	const start = performance.now();
	const facts = await readPdfFacts(streamed(pdf), sought.length > 0 ? sought : ['-']);
	const perPage = (performance.now() - start) / Math.max(pages, 1);
	if (perPage > SLOW_PAGE)
		report('slow', file, `${Math.round(perPage)} ms per page, ${pages} pages`);
	const hits = facts.kind === 'readable' ? facts.text?.hits : undefined;
	const compared = words.filter(({ text }) => sought.includes(text));
	const missed = compared.filter(
		({ page, text }) => !hits?.get(text)?.some((hit) => hit.page === page),
	);
	tally.words += compared.length;
	tally.found += compared.length - missed.length;
	if (missed.length === 0) return;
	const examples = missed.slice(0, 4).map(({ page, text }) => `${text} (${page})`);
	report('words', file, `${missed.length} of ${compared.length} missed: ${examples.join(', ')}`);
}

async function comparePreview(file: string, path: string, pdf: Buffer, tally: Tally) {
	const preview = await drawPreview(pdf, PREVIEW);
	tally.previews++;
	const complaint = preview ? complaints(preview) : 'cannot be drawn on';
	if (complaint === '') tally.clean++;
	else report('preview', file, `${complaint} (the file itself: ${complaints(path) || 'sound'})`);
}

async function compareFile(path: string, file: string): Promise<void> {
	const pdf = readFileSync(path);
	const peer = peerFacts(path);
	const producer = peer.kind === 'readable' ? peer.producer : 'not readable';
	const tally = tallies.get(producer) ?? {
		files: 0,
		same: 0,
		words: 0,
		found: 0,
		previews: 0,
		clean: 0,
	};
	tallies.set(producer, tally);
	tally.files++;
	const isSame = await comparePages(file, pdf, peer);
	if (isSame) tally.same++;
	if (!isSame || peer.kind !== 'readable') return;
	await compareWords(file, path, pdf, tally, peer.pages.length);
	await comparePreview(file, path, pdf, tally);
	const signatures = peerSignatures(path);
	if (signatures > 0) report('signed', file, `${signatures} signatures`);
}

function percent(part: number, of: number): string {
	return of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} % of ${of}`;
}

function printTallies(): void {
	const rows = [...tallies].sort(([, one], [, other]) => other.files - one.files);
	const rare = rows.filter(([, { files }]) => files < FEWEST_FILES).map(([, tally]) => tally);
	const sum = (of: readonly Tally[], key: keyof Tally) =>
		of.reduce((all, one) => all + one[key], 0);
	const row = (name: string, of: readonly Tally[]) =>
		`| ${name} | ${sum(of, 'files')} | ${percent(sum(of, 'same'), sum(of, 'files'))} | ${percent(sum(of, 'found'), sum(of, 'words'))} | ${percent(sum(of, 'clean'), sum(of, 'previews'))} |`;
	console.log('\n| producer | files | same pages | words found | previews without a complaint |');
	console.log('| --- | --- | --- | --- | --- |');
	for (const [name, tally] of rows) {
		if (tally.files >= FEWEST_FILES) console.log(row(name, [tally]));
	}
	console.log(row('others', rare));
	console.log(
		row(
			'**all**',
			rows.map(([, tally]) => tally),
		),
	);
	console.log('');
	for (const [kind, count] of kinds) console.log(`${kind}: ${count}`);
}

async function main(): Promise<void> {
	for (const folder of process.argv.slice(2).map((path) => resolve(path))) {
		const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		for (const name of names.filter((one) => /\.pdf$/i.test(one)).sort()) {
			await compareFile(join(folder, name), name);
		}
	}
	printTallies();
}

void main();
