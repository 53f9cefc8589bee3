/** One line of a plot: its name, color, and points (x and y above 0). */
export interface Series {
	readonly name: string;
	readonly color: string;
	readonly isOurs: boolean;
	readonly points: ReadonlyArray<readonly [x: number, y: number]>;
}

export interface Plot {
	readonly title: string;
	readonly xTicks: ReadonlyArray<readonly [value: number, label: string]>;
	readonly yTicks: ReadonlyArray<readonly [value: number, label: string]>;
	readonly series: readonly Series[];
}

const [WIDTH, HEIGHT] = [680, 380];
const AREA = { left: 70, right: WIDTH - 150, top: 45, bottom: HEIGHT - 40 };
/** Minimum vertical distance between names, in pixels. */
const LINE = 15;

/** An SVG of lines with two logarithmic axes; its text is readable on light and dark pages. */
export function plotOf({ title, xTicks, yTicks, series }: Plot): string {
	const x = logScale(
		xTicks.map(([value]) => value),
		AREA.left,
		AREA.right,
	);
	const y = logScale(
		yTicks.map(([value]) => value),
		AREA.bottom,
		AREA.top,
	);
	const parts = [
		text(AREA.left, 22, title, 'font-weight="bold" font-size="14"'),
		...xTicks.map(([value, label]) => text(x(value), AREA.bottom + 20, label, MIDDLE)),
		...yTicks.flatMap(([value, label]) => [
			`<line class="grid" x1="${AREA.left}" x2="${AREA.right}" y1="${y(value)}" y2="${y(value)}"/>`,
			text(AREA.left - 8, y(value) + 4, label, 'text-anchor="end"'),
		]),
		...series.flatMap((one) => lineOf(one, x, y)),
		...namesOf(series, y),
	];
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
		'<style>text { fill: #333 } .grid { stroke: #8886 } @media (prefers-color-scheme: dark) { text { fill: #ddd } }</style>',
		...parts,
		'</svg>\n',
	].join('\n');
}

const MIDDLE = 'text-anchor="middle"';

function logScale(values: readonly number[], from: number, to: number): (value: number) => number {
	const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
	return (value) => Math.round(from + ((Math.log(value) - low) / (high - low)) * (to - from));
}

type Scale = (value: number) => number;

function lineOf({ points, color, isOurs }: Series, x: Scale, y: Scale): string[] {
	const places = points.map(([at, value]) => [x(at), y(value)] as const);
	const width = isOurs ? 3 : 1.5;
	return [
		`<polyline fill="none" stroke="${color}" stroke-width="${width}" points="${places.map((place) => place.join(',')).join(' ')}"/>`,
		...places.map(
			([left, top]) => `<circle cx="${left}" cy="${top}" r="${width + 1}" fill="${color}"/>`,
		),
	];
}

/** Each name at the height of its line's end, moved down if another name is in the way. */
function namesOf(series: readonly Series[], y: Scale): string[] {
	const ends = series
		.flatMap((one) => one.points.slice(-1).map(([, value]) => ({ one, top: y(value) })))
		.sort((first, second) => first.top - second.top);
	let lowest = 0;
	return ends.map(({ one, top }) => {
		lowest = Math.max(top, lowest + LINE);
		const weight = one.isOurs ? ' font-weight="bold"' : '';
		return text(AREA.right + 12, lowest + 4, one.name, `style="fill: ${one.color}"${weight}`);
	});
}

function text(x: number, y: number, words: string, more: string): string {
	return `<text x="${x}" y="${y}" ${more}>${words}</text>`;
}
