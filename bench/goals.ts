import { KILOBYTE, MEGABYTE } from './documents';
import type { Results } from './results';
import { medianOf, peakOf, rateOf } from './results';
import { nameOfSize } from './sizes';

/** A goal for one size: a ratio within the run or a figure, with its bound. */
export interface Goal {
	readonly name: string;
	readonly value: number;
	readonly bound: number;
	readonly atLeast: boolean;
	/** Decimal places needed to distinguish the value from its bound. */
	readonly digits: number;
}

const [IN, OUT] = ['WoSignDoc Trigger', 'WoSignDoc'];

/** Bounds for the wall time relative to another contender's, from 10 MB up. */
const TIMES = [
	{ ours: IN, other: 'C', bound: 1.25 },
	{ ours: IN, other: 'A', bound: 0.35 },
	{ ours: OUT, other: 'D0', bound: 1.8 },
	{ ours: OUT, other: 'De', bound: 0.3 },
	{ ours: OUT, other: 'D', bound: 0.05 },
] as const;
const TIMED_FROM = 10 * MEGABYTE;
const MOST_MEMORY = 40;
const LARGEST_ROW = 8;
const READER_SHARE = 0.85;
const MOST_GROWTH = 1.2;

/** All goals for which the run has figures. */
export function goalsOf(results: Results): Goal[] {
	return [
		...timeGoals(results),
		...memoryGoals(results),
		...rowGoals(results),
		...rateGoals(results),
		...readerGoals(results),
	].filter(({ value }) => Number.isFinite(value));
}

export function isMet({ value, bound, atLeast }: Goal): boolean {
	return atLeast ? value >= bound : value <= bound;
}

/** One line for each goal. */
export function goalsInWords(goals: readonly Goal[]): string {
	const lines = goals.map((goal) => {
		const { name, value, bound, atLeast, digits } = goal;
		const sign = atLeast ? '≥' : '≤';
		return `${isMet(goal) ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(digits)} (${sign} ${bound})`;
	});
	return [...lines, `${goals.filter(isMet).length} of ${goals.length} goals met.`].join('\n');
}

function sizesOf({ runs }: Results): number[] {
	return [...new Set(runs.map(({ size }) => size))];
}

const most = (name: string, value: number, bound: number, digits: number): Goal => ({
	name,
	value,
	bound,
	digits,
	atLeast: false,
});

function timeGoals(results: Results): Goal[] {
	const sizes = sizesOf(results).filter((size) => size >= TIMED_FROM);
	return TIMES.flatMap(({ ours, other, bound }) =>
		sizes.map((size) => {
			const time = (contender: string) => medianOf(results, contender, size, 'wall') ?? NaN;
			const name = `Time, ${nameOfSize(size)}: ${ours} against ${other}`;
			return most(name, time(ours) / time(other), bound, 3);
		}),
	);
}

function memoryGoals(results: Results): Goal[] {
	const size = Math.max(...results.peaks.map((peak) => peak.size));
	return [IN, OUT].map((ours) => {
		const bytes = peakOf(results, ours, size) ?? NaN;
		const name = `Memory above idle, ${nameOfSize(size)}: ${ours}, MB`;
		return most(name, bytes / MEGABYTE, MOST_MEMORY, 1);
	});
}

function rowGoals({ runs }: Results): Goal[] {
	return [IN, OUT].map((ours) => {
		const rows = runs.filter(({ contender }) => contender === ours).map(({ row }) => row);
		return most(`Row, any size: ${ours}, KB`, Math.max(...rows) / KILOBYTE, LARGEST_ROW, 1);
	});
}

function rateGoals(results: Results): Goal[] {
	const rate = (contender: string) => rateOf(results, contender, 100 * KILOBYTE, 8) ?? NaN;
	const name = `Documents per second, 100 KB, 8 at once: ${IN} against A`;
	return [{ name, value: rate(IN) / rate('A'), bound: 1, atLeast: true, digits: 2 }];
}

function readerGoals({ readings }: Results): Goal[] {
	const perByte = readings.map(({ size, reader }) => reader / size);
	return [
		...readings.map(({ size, reader, bare }) => ({
			name: `Reader only, ${nameOfSize(size)}: speed against the bare loop`,
			value: bare / reader,
			bound: READER_SHARE,
			atLeast: true,
			digits: 2,
		})),
		most(
			'Reader only: highest time per MB against that of 1 MB',
			Math.max(...perByte) / (perByte[0] ?? NaN),
			MOST_GROWTH,
			2,
		),
	];
}
