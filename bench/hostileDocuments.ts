import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignatureVerifier } from '../nodes/WoSignDoc/signatures/signatureVerifier';
import { MEGABYTE } from './documents';

const FIXTURES = join(__dirname, '..', 'test', 'fixtures', 'attacks');
/** An honest signer's document, for comparison. */
const HONEST = 'real-wosigndoc';
const HOSTILE = [
	'dos-reference-400x200000',
	'dos-parents-400x200000',
	'dos-objstm-4000',
	'dos-xref-entries-4000000',
];
/** The size of the base64 decoder's output. */
const CHUNK_SIZE = 48 * 1_024;
const WARM_UP = 10;

interface Cost {
	/** CPU milliseconds of the process, so that other load on the machine doesn't count. */
	readonly all: number;
	/** Longest time without returning to the event loop, in CPU milliseconds. */
	readonly longestTurn: number;
	/** Growth of the process in bytes. */
	readonly growth: number;
}

/** A table of the cost of documents made to be expensive, each also relative to an honest document. */
export async function hostileDocuments(): Promise<string> {
	for (let turn = 0; turn < WARM_UP; turn++) await costOf(HONEST);
	const honest = await costOf(HONEST);
	const lines = [lineOf(HONEST, honest, honest)];
	for (const name of HOSTILE) lines.push(lineOf(name, await costOf(name), honest));
	const head = ['document', 'CPU, ms', 'against honest', 'longest turn, ms', 'memory, MB'];
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

/** Measures the process between turns of the event loop. */
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

/** CPU milliseconds used by the process. */
function workOf(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e3;
}

async function nextTurn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
