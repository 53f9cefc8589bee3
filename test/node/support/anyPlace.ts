import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

/** Width and height of a page in points. */
export type Size = readonly [width: number, height: number];
/** x1, y1, x2, y2 in parts of the page, from its lower left. */
export type Box = readonly [left: number, lower: number, right: number, upper: number];

/** A place as somebody gives it, and what it means. */
export interface GivenPlace {
	readonly entry: INodeParameters;
	readonly pages: readonly number[];
	boxOn(size: Size): Box;
}

const MILLIMETRES_PER_POINT = 25.4 / 72;
const UNITS = {
	fraction: { isReal: false, of: (value: number) => value },
	percent: { isReal: false, of: (value: number) => value * 100 },
	pt: { isReal: true, of: (value: number) => value },
	mm: { isReal: true, of: (value: number) => value * MILLIMETRES_PER_POINT },
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
/** A box well inside a page, in parts of it. */
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

/** The pages of a document that has so many, as text and as numbers. */
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
 * Any place on the pages of a document; where their sizes are unknown, without real lengths. The API's own terms are
 * for JSON alone.
 */
export function anyPlace(
	sizes: readonly Size[] | undefined,
	mode: 'form' | 'json',
): fc.Arbitrary<GivenPlace> {
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
		.map((drawn) => placeOf(drawn, smallest));
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

function placeOf(
	{ on, box, unit, origin, kind, preset, asText }: Drawn,
	smallest: Size,
): GivenPlace {
	const { isReal, of } = UNITS[unit];
	// A real length is the same on every page, and has to fit on the smallest.
	const [width, height] = isReal ? smallest : [1, 1];
	const [x1, x2, y1, y2] = [box.x1 * width, box.x2 * width, box.y1 * height, box.y2 * height];
	const margin = box.margin * Math.min(width, height);
	const number = (value: number) => (asText ? String(of(value)) : of(value));
	const common = { page: on.text, placeBy: kind, unit };
	const parts = (size: Size): Size => (isReal ? size : [1, 1]);
	const measured = (size: Size): Box => {
		const [across, up] = parts(size);
		const [lower, upper] = [y1 / up, y2 / up];
		return origin === 'upperLeft'
			? [x1 / across, 1 - upper, x2 / across, 1 - lower]
			: [x1 / across, lower, x2 / across, upper];
	};
	const place = { pages: on.pages, boxOn: measured };
	switch (kind) {
		case 'wire': {
			const wire = [box.x1, box.y1, box.x2, box.y2].map((value) => value.toFixed(5));
			const [left = 0, lower = 0, right = 0, upper = 0] = wire.map(Number);
			const entry = { pagenumber: on.text, position: wire.join(', ') };
			return { ...place, entry, boxOn: () => [left, lower, right, upper] };
		}
		case 'corners':
			return {
				...place,
				entry: {
					...common,
					origin,
					x1: number(x1),
					y1: number(y1),
					x2: number(x2),
					y2: number(y2),
				},
			};
		case 'center':
			return {
				...place,
				entry: {
					...common,
					origin,
					centerX: number((x1 + x2) / 2),
					centerY: number((y1 + y2) / 2),
					width: number(x2 - x1),
					height: number(y2 - y1),
				},
			};
		case 'preset': {
			const [wide, high] = [(x2 - x1) / 2, (y2 - y1) / 2];
			return {
				...place,
				entry: {
					...common,
					preset: preset.name,
					width: number(wide),
					height: number(high),
					margin: number(margin),
				},
				boxOn(size) {
					const [across, up] = parts(size);
					const left = (margin + preset.across * (across - wide - 2 * margin)) / across;
					const lower = (margin + preset.up * (up - high - 2 * margin)) / up;
					return [left, lower, left + wide / across, lower + high / up];
				},
			};
		}
	}
}
