import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignatureVerifier } from '../nodes/WoSignDoc/signatures/signatureVerifier';
import { MEGABYTE } from './documents';

const FIXTURES = join(__dirname, '..', 'test', 'fixtures', 'attacks');
/** A document that an honest signer made: what the others are compared with. */
const HONEST = 'real-wosigndoc';
const HOSTILE = [
	'dos-reference-400x200000',
	'dos-parents-400x200000',
	'dos-objstm-4000',
	'dos-xref-entries-4000000',
];
/** As a document leaves the base64 decoder. */
const CHUNK_SIZE = 48 * 1_024;
const WARM_UP = 10;

interface Cost {
	/** Milliseconds of work. Of the process, not of the clock: what the machine does besides is no part of it. */
	readonly all: number;
	/** Milliseconds of work until others had their turn, the longest. */
	readonly longestTurn: number;
	/** By how many bytes the process grew. */
	readonly growth: number;
}

/** A table of what documents that were made to cost much do cost, each as often an honest one's as well. */
export async function hostileDocuments(): Promise<string> {
	for (let turn = 0; turn < WARM_UP; turn++) await costOf(HONEST);
	const honest = await costOf(HONEST);
	const lines = [lineOf(HONEST, honest, honest)];
	for (const name of HOSTILE) lines.push(lineOf(name, await costOf(name), honest));
	const head = ['document', 'work, ms', 'of an honest one', 'longest turn, ms', 'memory, MB'];
	return [head.map((cell) => cell.padEnd(26)).join(''), ...lines].join('\n');
}

function lineOf(name: string, { all, longestTurn, growth }: Cost, honest: Cost): string {
	const cells = [
		name,
		all.toFixed(0),
		`${(all / honest.all).toFixed(1)} times`,
		longestTurn.toFixed(0),
		(growth / MEGABYTE).toFixed(0),
	];
	return cells.map((cell) => cell.padEnd(26)).join('');
}

async function costOf(name: string): Promise<Cost> {
	const file = readFileSync(join(FIXTURES, `${name}.pdf`));
	const opened = SignatureVerifier.open({ trustedRoots: '', now: new Date(), pause: nextTurn });
	if (opened.kind === 'wrong') throw new Error(opened.problem);
	const watch = watchTurns();
	await nextTurn();
	for (let at = 0; at < file.length; at += CHUNK_SIZE) {
		opened.verifier.feed(file.subarray(at, at + CHUNK_SIZE));
		await nextTurn();
	}
	await opened.verifier.end();
	await nextTurn();
	return watch.stop();
}

/** Looks at the process between any two turns of the event loop. */
function watchTurns(): { readonly stop: () => Cost } {
	const [start, resident] = [workOf(), process.memoryUsage.rss()];
	let [last, longestTurn, growth, isOver] = [start, 0, 0, false];
	const look = () => {
		const now = workOf();
		longestTurn = Math.max(longestTurn, now - last);
		last = now;
		growth = Math.max(growth, process.memoryUsage.rss() - resident);
		if (!isOver) setImmediate(look);
	};
	setImmediate(look);
	return {
		stop: () => {
			isOver = true;
			return { all: last - start, longestTurn, growth };
		},
	};
}

/** Milliseconds that the process has worked. */
function workOf(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e3;
}

async function nextTurn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
