import type { Contender, Direction } from './contenders';
import { contendersOf } from './contenders';
import { MEGABYTE } from './documents';
import type { Plot } from './plot';
import { plotOf } from './plot';
import type { Results } from './results';
import { medianOf, peakOf } from './results';
import { nameOfSize } from './sizes';

const COLORS: Readonly<Record<Contender['kind'], readonly string[]>> = {
	ours: ['#0a9d58'],
	bound: ['#4285f4'],
	peer: ['#db4437', '#e69138'],
};

const SECONDS = [0.01, 0.1, 1, 10, 100] as const;
const MEGABYTES = [1, 10, 100, 1_000, 10_000] as const;

/** The plots and their file names in `docs/images`. */
export function plotsOf(results: Results): Array<readonly [file: string, svg: string]> {
	return (['incoming', 'outgoing'] as const).flatMap((direction) => [
		[
			`bench-${direction}-time.svg`,
			svgOf(results, direction, {
				title: `Seconds until the execution of an ${direction} document has ended`,
				ticks: SECONDS.map((value) => [value, `${value} s`]),
				valueOf: (contender, size) => medianOf(results, contender, size, 'wall'),
			}),
		] as const,
		[
			`bench-${direction}-memory.svg`,
			svgOf(results, direction, {
				title: `Megabytes above idle while an ${direction} document is processed`,
				ticks: MEGABYTES.map((value) => [value, `${value.toLocaleString('en')} MB`]),
				valueOf: (contender, size) => {
					const bytes = peakOf(results, contender, size);
					// A logarithmic axis can't show 0.
					return bytes === undefined ? undefined : Math.max(bytes / MEGABYTE, MEGABYTES[0]);
				},
			}),
		] as const,
	]);
}

interface Figure {
	title: string;
	ticks: Plot['yTicks'];
	valueOf: (contender: string, size: number) => number | undefined;
}

function svgOf(results: Results, direction: Direction, { title, ticks, valueOf }: Figure): string {
	const sizes = [...new Set(results.runs.map(({ size }) => size))];
	const taken = { ours: 0, bound: 0, peer: 0 };
	const series = contendersOf(direction).map(({ name, kind }) => ({
		name,
		isOurs: kind === 'ours',
		color: COLORS[kind][taken[kind]++] ?? 'gray',
		points: sizes.flatMap((size) => {
			const value = valueOf(name, size);
			return value === undefined ? [] : [[size, value] as const];
		}),
	}));
	return plotOf({
		title,
		xTicks: sizes.map((size) => [size, nameOfSize(size)]),
		yTicks: ticks,
		series,
	});
}
