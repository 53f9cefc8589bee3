import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { contendersOf } from './contenders';
import type { Direction } from './contenders';
import { KILOBYTE, MEGABYTE } from './documents';
import { goalsOf, isMet } from './goals';
import { plotsOf } from './plots';
import type { Measured, Results } from './results';
import { medianOf, peakOf, rateOf } from './results';
import { nameOfSize } from './sizes';

const docs = resolve(__dirname, '../docs');
const PAGE = join(docs, 'BENCHMARKS.md');

/** Writes the tables to `docs/BENCHMARKS.md` and the plots to `docs/images`. */
export async function writeReport(results: Results): Promise<void> {
	await writeFile(PAGE, pageOf(await readFile(PAGE, 'utf8'), results));
	for (const [file, svg] of plotsOf(results)) await writeFile(join(docs, 'images', file), svg);
}

/** Replaces the page's tables, each between its two marks. */
export function pageOf(page: string, results: Results): string {
	return Object.entries(sectionsOf(results)).reduce((text, [name, section]) => {
		const [begin, end] = [`<!-- bench: ${name} -->`, '<!-- bench end -->'];
		const start = text.indexOf(begin);
		if (start === -1) throw new Error(`docs/BENCHMARKS.md has no mark ${begin}`);
		return `${text.slice(0, start)}${begin}\n\n${section}\n\n${text.slice(text.indexOf(end, start))}`;
	}, page);
}

function sectionsOf(results: Results): Record<string, string> {
	return {
		machine: machineOf(results),
		goals: goalTable(results),
		incoming: directionTables(results, 'incoming'),
		outgoing: directionTables(results, 'outgoing'),
		engines: engineTable(results),
		limit: limitTable(results),
		reader: readerTable(results),
	};
}

function machineOf({ date, machine, node, n8n }: Results): string {
	return `${date.slice(0, 10)}, ${machine}, Node.js ${node}, n8n ${n8n}.`;
}

function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const figure = (value: number | undefined, digits: number) => value?.toFixed(digits) ?? '';

function goalTable(results: Results): string {
	const rows = goalsOf(results).map((goal) => [
		goal.name,
		goal.value.toFixed(goal.digits),
		`${goal.atLeast ? '≥' : '≤'} ${goal.bound}`,
		isMet(goal) ? 'yes' : '**missed**',
	]);
	return table(['goal', 'measured', 'bound', 'met'], rows);
}

function directionTables(results: Results, direction: Direction): string {
	const contenders = contendersOf(direction);
	const sizes = [...new Set(results.runs.map(({ size }) => size))];
	const header = ['', ...contenders.map(({ name }) => name)];
	const bySize = (what: string, of: (contender: string, size: number) => string) =>
		`${what}\n\n${table(
			header,
			sizes.map((size) => [nameOfSize(size), ...contenders.map(({ name }) => of(name, size))]),
		)}`;
	return [
		`![Time against size](images/bench-${direction}-time.svg)`,
		`![Memory against size](images/bench-${direction}-memory.svg)`,
		table(
			['', 'workflow'],
			contenders.map(({ name, title }) => [name, title]),
		),
		bySize('Seconds until the execution has ended:', (...run) => timeOf(results, ...run)),
		bySize('CPU seconds of n8n’s processes:', (...run) =>
			figure(medianOf(results, ...run, 'cpu'), 2),
		),
		bySize('Peak memory above idle, in megabytes:', (...run) => {
			const bytes = peakOf(results, ...run);
			return figure(bytes === undefined ? undefined : bytes / MEGABYTE, 0);
		}),
		bySize('Size of the execution’s row in the database, in kilobytes:', (...run) => {
			const bytes = medianOf(results, ...run, 'row');
			return bytes === undefined ? '' : (bytes / KILOBYTE).toLocaleString('en', ONE_DIGIT);
		}),
		`Documents per second:\n\n${table(header, rateRows(results, direction))}`,
	].join('\n\n');
}

/** The median, or the contender's failure with this size. */
function timeOf(results: Results, contender: string, size: number): string {
	const failed = results.failures.find(
		(failure) => failure.contender === contender && failure.size === size,
	);
	return failed?.failure ?? figure(medianOf(results, contender, size, 'wall'), 3);
}

function rateRows(results: Measured, direction: Direction): string[][] {
	const rates = new Map(results.rates.map((rate) => [`${rate.size}, ${rate.atOnce}`, rate]));
	return [...rates.values()].map(({ size, atOnce }) => [
		`${nameOfSize(size)}, ${atOnce} at once`,
		...contendersOf(direction).map(({ name }) => figure(rateOf(results, name, size, atOnce), 1)),
	]);
}

/** The same figures with each of n8n's expression engines. */
function engineTable(results: Results): string {
	const contenders = contendersOf('incoming');
	const rows = (measured: Measured, how: string) => [
		...[...new Set(results.withEngines.flatMap(({ runs }) => runs.map(({ size }) => size)))].map(
			(size) => [
				`${nameOfSize(size)}, seconds, ${how}`,
				...contenders.map(({ name }) => figure(medianOf(measured, name, size, 'wall'), 3)),
			],
		),
		...rateRows(
			{ ...measured, rates: measured.rates.filter(({ size }) => size < MEGABYTE) },
			'incoming',
		).map(([what, ...rates]) => [`${what}, documents per second, ${how}`, ...rates]),
	];
	return table(
		['', ...contenders.map(({ name }) => name)],
		[
			...rows(results, 'sandboxed'),
			...results.withEngines.flatMap(({ name, ...measured }) => rows(measured, name)),
		],
	);
}

const ONE_DIGIT = { maximumFractionDigits: 1 };

function limitTable({ limitFailures }: Results): string {
	const rows = limitFailures.map(({ contender, size, failure }) => [
		contender,
		nameOfSize(size),
		failure,
	]);
	return table(['', 'document', 'response'], rows);
}

function readerTable({ readings }: Results): string {
	const milliseconds = (seconds: number) => (seconds * 1e3).toFixed(2);
	const rows = readings.map(({ size, reader, bare }) => [
		nameOfSize(size),
		milliseconds(reader),
		milliseconds(bare),
		(bare / reader).toFixed(2),
		milliseconds((reader * MEGABYTE) / size),
	]);
	return table(['document', 'reader, ms', 'bare loop, ms', 'speed', 'reader, ms per MB'], rows);
}
