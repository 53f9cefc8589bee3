import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

/** Width and height of a page in points. */
export type Size = readonly [width: number, height: number];
/** x1, y1, x2, y2 in fractions of the page, from its lower left. */
export type Box = readonly [left: number, lower: number, right: number, upper: number];

/** A position as given by a user, and its meaning. */
export interface GivenPosition {
	readonly entry: INodeParameters;
	readonly pages: readonly number[];
	readonly boxOn: (size: Size) => Box;
}

const MILLIMETERS_PER_POINT = 25.4 / 72;
const UNITS = {
	fraction: { isReal: false, of: (value: number) => value },
	percent: { isReal: false, of: (value: number) => value * 100 },
	pt: { isReal: true, of: (value: number) => value },
	mm: { isReal: true, of: (value: number) => value * MILLIMETERS_PER_POINT },
} as const;
type Unit = keyof typeof UNITS;

const KINDS = {
	form: ['corners', 'center', 'preset'],
	json: ['corners', 'center', 'preset', 'wire'],
} as const;

const COLUMNS = { Left: 0, Center: 0.5, Right: 1 };
const ROWS = { lower: 0, middle: 0.5, upper: 1 };
const PRESETS = Object.entries(ROWS).flatMap(([row, up]) =>
	Object.entries(COLUMNS).map(([column, across]) => ({
		name: row === 'middle' && column === 'Center' ? 'center' : `${row}${column}`,
		across,
		up,
	})),
);

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** A box well inside a page, in fractions of it. */
const inside = fc.record({
	x1: between(0.02, 0.4),
	x2: between(0.5, 0.97),
	y1: between(0.02, 0.4),
	y2: between(0.5, 0.97),
	margin: between(0.02, 0.2),
});
type Inside = typeof inside extends fc.Arbitrary<infer Value> ? Value : never;

interface PageSelection {
	readonly text: string;
	readonly pages: readonly number[];
}

/** Pages of a document with this many pages, as text and as numbers. */
function selection(pageCount: number | undefined): fc.Arbitrary<PageSelection> {
	const all = Array.from({ length: pageCount ?? 3 }, (_, index) => index + 1);
	const some = fc
		.subarray(all, { minLength: 1 })
		.map((pages) => ({ text: pages.join(','), pages }));
	if (pageCount === undefined) return some;
	const odd = all.filter((page) => page % 2 === 1);
	return fc.oneof(
		some,
		fc.constantFrom<PageSelection>(
			{ text: 'all', pages: all },
			{ text: 'last', pages: [pageCount] },
			{ text: 'odd', pages: odd },
			{ text: `1-${pageCount}`, pages: all },
		),
	);
}

/**
 * Any position on the pages of a document; without real lengths if page sizes are unknown. The API's own form is only
 * for JSON.
 */
export function anyPosition(
	sizes: readonly Size[] | undefined,
	mode: 'form' | 'json',
): fc.Arbitrary<GivenPosition> {
	const units: readonly Unit[] = sizes
		? ['fraction', 'percent', 'pt', 'mm']
		: ['fraction', 'percent'];
	const smallest: Size = [
		Math.min(...(sizes ?? []).map(([width]) => width)),
		Math.min(...(sizes ?? []).map(([, height]) => height)),
	];
	return fc
		.record({
			on: selection(sizes?.length),
			box: inside,
			unit: fc.constantFrom(...units),
			origin: fc.constantFrom('lowerLeft', 'upperLeft'),
			kind: fc.constantFrom<Drawn['kind']>(...KINDS[mode]),
			preset: fc.constantFrom(...PRESETS),
			asText: fc.boolean(),
		})
		.map((drawn) => positionOf(drawn, smallest));
}

interface Drawn {
	on: PageSelection;
	box: Inside;
	unit: Unit;
	origin: string;
	kind: 'corners' | 'center' | 'preset' | 'wire';
	preset: (typeof PRESETS)[number];
	asText: boolean;
}

function positionOf(drawn: Drawn, smallest: Size): GivenPosition {
	const { pages } = drawn.on;
	const { isReal } = UNITS[drawn.unit];
	// A real length is the same on every page, so it must fit on the smallest.
	const lengths = lengthsOn(drawn.box, isReal ? smallest : [1, 1]);
	const { entry, box } = MEANINGS[drawn.kind](drawn, lengths);
	return { pages, entry, boxOn: (size) => box(isReal && drawn.kind !== 'wire' ? size : [1, 1]) };
}

type Lengths = Inside;

function lengthsOn({ x1, x2, y1, y2, margin }: Inside, [width, height]: Size): Lengths {
	return {
		x1: x1 * width,
		x2: x2 * width,
		y1: y1 * height,
		y2: y2 * height,
		margin: margin * Math.min(width, height),
	};
}

interface Meaning {
	readonly entry: INodeParameters;
	/** On a page with its size in the unit: points, or 1 by 1. */
	readonly box: (size: Size) => Box;
}

/** What each way of giving a position writes, and its meaning. */
const MEANINGS: Readonly<Record<Drawn['kind'], (drawn: Drawn, lengths: Lengths) => Meaning>> = {
	wire({ on, box }) {
		const numbers = [box.x1, box.y1, box.x2, box.y2].map((value) => value.toFixed(5));
		const [left = 0, lower = 0, right = 0, upper = 0] = numbers.map(Number);
		return {
			entry: { pagenumber: on.text, position: numbers.join(', ') },
			box: () => [left, lower, right, upper],
		};
	},
	corners(drawn, lengths) {
		const { x1, y1, x2, y2 } = lengths;
		return {
			entry: { ...fieldsOf(drawn, { x1, y1, x2, y2 }), origin: drawn.origin },
			box: measuredFrom(drawn.origin, lengths),
		};
	},
	center(drawn, lengths) {
		const { x1, y1, x2, y2 } = lengths;
		const center = { centerX: (x1 + x2) / 2, centerY: (y1 + y2) / 2 };
		const size = { width: x2 - x1, height: y2 - y1 };
		return {
			entry: { ...fieldsOf(drawn, { ...center, ...size }), origin: drawn.origin },
			box: measuredFrom(drawn.origin, lengths),
		};
	},
	preset(drawn, { x1, y1, x2, y2, margin }) {
		const { name, across, up } = drawn.preset;
		const [width, height] = [(x2 - x1) / 2, (y2 - y1) / 2];
		return {
			entry: { ...fieldsOf(drawn, { width, height, margin }), preset: name },
			box([wide, high]) {
				const left = (margin + across * (wide - width - 2 * margin)) / wide;
				const lower = (margin + up * (high - height - 2 * margin)) / high;
				return [left, lower, left + width / wide, lower + height / high];
			},
		};
	},
};

function fieldsOf({ on, kind, unit, asText }: Drawn, lengths: Record<string, number>) {
	const written = Object.entries(lengths).map(([name, length]) => {
		const value = UNITS[unit].of(length);
		return [name, asText ? String(value) : value];
	});
	return { page: on.text, placeBy: kind, unit, ...Object.fromEntries(written) } as INodeParameters;
}

function measuredFrom(origin: string, { x1, y1, x2, y2 }: Lengths) {
	return ([width, height]: Size): Box => {
		const [lower, upper] = [y1 / height, y2 / height];
		return origin === 'upperLeft'
			? [x1 / width, 1 - upper, x2 / width, 1 - lower]
			: [x1 / width, lower, x2 / width, upper];
	};
}
