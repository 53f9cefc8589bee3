import fc from 'fast-check';
import type { Box, PageSize } from '../../../nodes/WoSignDoc/protocol/placement/box';
import { boundsProblem, roundBox } from '../../../nodes/WoSignDoc/protocol/placement/box';
import { placePosition } from '../../../nodes/WoSignDoc/protocol/placement/placePosition';
import {
	positionSchema,
	PRESETS,
} from '../../../nodes/WoSignDoc/protocol/placement/positionSchema';

const MILLIMETER = 72 / 25.4;
const A4 = { width: 210 * MILLIMETER, height: 297 * MILLIMETER };
const A4_LANDSCAPE = { width: A4.height, height: A4.width };
const A4_WHOLE_POINTS = { width: 595, height: 842 };
const LETTER = { width: 612, height: 792 };
const HUNDRED = { width: 100 * MILLIMETER, height: 100 * MILLIMETER };

function place(entry: object, pages?: readonly PageSize[]) {
	return placePosition(positionSchema.parse(entry), pages);
}

function boxesOf(entry: object, pages?: readonly PageSize[]): string[] {
	const { boxes, problems } = place(entry, pages);
	expect(problems).toEqual([]);
	return boxes.map(({ box }) => sidesOf(box).join());
}

function sidesOf({ x1, y1, x2, y2 }: Box): number[] {
	return [x1, y1, x2, y2];
}

describe('a box on a page', () => {
	const corners = { placeBy: 'corners', page: 1 };
	const center = { placeBy: 'center', page: 1 };
	it.each([
		[{ ...corners, unit: 'fraction', x1: 0.1, y1: 0.2, x2: 0.5, y2: 0.3 }, '0.1,0.2,0.5,0.3'],
		[{ ...corners, unit: 'percent', x1: 10, y1: 20, x2: 50, y2: 30 }, '0.1,0.2,0.5,0.3'],
		[{ ...corners, unit: 'mm', x1: 21, y1: 59.4, x2: 105, y2: 89.1 }, '0.1,0.2,0.5,0.3'],
		[
			{ ...corners, unit: 'pt', x1: 59.52756, y1: 168.37795, x2: 297.6378, y2: 252.56693 },
			'0.1,0.2,0.5,0.3',
		],
		[{ ...corners, origin: 'upperLeft', x1: 0.1, y1: 0.7, x2: 0.5, y2: 0.8 }, '0.1,0.2,0.5,0.3'],
		[
			{ ...corners, origin: 'upperLeft', unit: 'percent', x1: 10, y1: 70, x2: 50, y2: 80 },
			'0.1,0.2,0.5,0.3',
		],
		[
			{ ...corners, origin: 'upperLeft', unit: 'mm', x1: 21, y1: 207.9, x2: 105, y2: 237.6 },
			'0.1,0.2,0.5,0.3',
		],
		[
			{ ...corners, origin: 'upperLeft', unit: 'pt', x1: 0, y1: 0, x2: 297.6378, y2: 84.18898 },
			'0,0.9,0.5,1',
		],
		[{ ...center, centerX: 0.3, centerY: 0.25, width: 0.4, height: 0.1 }, '0.1,0.2,0.5,0.3'],
		[
			{ ...center, unit: 'percent', centerX: 30, centerY: 25, width: 40, height: 10 },
			'0.1,0.2,0.5,0.3',
		],
		[
			{ ...center, unit: 'mm', centerX: 63, centerY: 74.25, width: 84, height: 29.7 },
			'0.1,0.2,0.5,0.3',
		],
		[
			{
				...center,
				unit: 'pt',
				centerX: 178.58268,
				centerY: 210.47244,
				width: 238.11024,
				height: 84.18898,
			},
			'0.1,0.2,0.5,0.3',
		],
		[
			{ ...center, origin: 'upperLeft', centerX: 0.3, centerY: 0.75, width: 0.4, height: 0.1 },
			'0.1,0.2,0.5,0.3',
		],
		[
			{
				...center,
				origin: 'upperLeft',
				unit: 'mm',
				centerX: 63,
				centerY: 222.75,
				width: 84,
				height: 29.7,
			},
			'0.1,0.2,0.5,0.3',
		],
	])('%j is on A4 where a ruler would find it', (entry, position) => {
		expect(boxesOf(entry, [A4])).toEqual([position]);
	});

	it.each([
		['lowerLeft', '0.15,0.15,0.55,0.35'],
		['lowerCenter', '0.3,0.15,0.7,0.35'],
		['lowerRight', '0.45,0.15,0.85,0.35'],
		['middleLeft', '0.15,0.4,0.55,0.6'],
		['center', '0.3,0.4,0.7,0.6'],
		['middleRight', '0.45,0.4,0.85,0.6'],
		['upperLeft', '0.15,0.65,0.55,0.85'],
		['upperCenter', '0.3,0.65,0.7,0.85'],
		['upperRight', '0.45,0.65,0.85,0.85'],
	])('at %s is 40 × 20 mm, 15 mm from the edges, whatever the unit', (preset, position) => {
		for (const unit of ['fraction', 'percent', 'mm', 'pt']) {
			const entry = { placeBy: 'preset', page: 1, preset, unit, width: '', margin: null };
			expect(boxesOf(entry, [HUNDRED])).toEqual([position]);
		}
	});

	it.each(PRESETS)('at %s has the size and margin that are given, in their unit', (preset) => {
		const entry = { placeBy: 'preset', page: 1, preset };
		const inMillimeters = { ...entry, unit: 'mm', width: 30, height: 10, margin: 0 };
		const inPercent = { ...entry, unit: 'percent', width: 30, height: 10, margin: 0 };
		expect(boxesOf(inMillimeters, [HUNDRED])).toEqual(boxesOf(inPercent, [HUNDRED]));
	});

	it('is as large on every page of a document of mixed sizes', () => {
		const entry = { page: 'all', unit: 'mm', x1: 21, y1: 21, x2: 105, y2: 42 };
		const pages = [A4, A4_LANDSCAPE, LETTER];
		const sizes = place(entry, pages).boxes.map(({ page: number, box: { x1, y1, x2, y2 } }) => {
			const page = pages[number - 1] ?? fail();
			return [x1 * page.width, y1 * page.height, x2 * page.width, y2 * page.height];
		});
		expect(sizes).toHaveLength(3);
		for (const size of sizes) {
			for (const [side, millimeters] of [21, 21, 105, 42].entries()) {
				expect(size[side]).toBeCloseTo(millimeters * MILLIMETER, 2);
			}
		}
	});

	it('is signed once on a page that is named twice', () => {
		const { boxes } = place({ page: '2,1-2', x1: 0, y1: 0, x2: 1, y2: 1 }, [A4, A4]);
		expect(boxes.map(({ page }) => page)).toEqual([2, 1]);
	});

	it('may be given as text, as an expression gives it', () => {
		const entry = { page: '1', unit: 'percent', x1: ' 10 ', y1: '２０', x2: '.5e2', y2: '30.' };
		expect(boxesOf(entry)).toEqual(['0.1,0.2,0.5,0.3']);
	});

	it('may end at the edge of A4 though the file gives the page in whole points', () => {
		const entry = { page: 1, unit: 'mm', x1: 0, y1: 0, x2: 210, y2: 297 };
		expect(boxesOf(entry, [A4_WHOLE_POINTS])).toEqual(['0,0,1,1']);
	});
});

describe('a position saved before there were units', () => {
	// Seven decimals make the ties that the wire's six round.
	const fraction = fc.oneof(
		fc.double({ min: 0, max: 1, noNaN: true }),
		fc.nat(10_000_000).map((value) => value / 10_000_000),
	);

	it('goes out byte by byte as it did', () => {
		fc.assert(
			fc.property(
				fc.array(fraction, { minLength: 4, maxLength: 4 }),
				fc.nat(99),
				(values, page) => {
					const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = values;
					const box = {
						x1: Math.min(x1, x2),
						y1: Math.min(y1, y2),
						x2: Math.max(x1, x2),
						y2: Math.max(y1, y2),
					};
					fc.pre(box.x2 - box.x1 > 1e-6 && box.y2 - box.y1 > 1e-6);
					const expected = {
						boxes: [{ page: page + 1, box: roundBox(box) }],
						problems: [],
					};
					expect(place({ page: page + 1, ...box })).toEqual(expected);
					expect(place({ page: page + 1, ...box }, Array(100).fill(LETTER))).toEqual(expected);
				},
			),
		);
	});
});

describe('a box that cannot be placed', () => {
	const five = [A4, A4, A4_LANDSCAPE, A4, A4];
	const box = { page: 1, x1: 0.1, y1: 0.1, x2: 0.2, y2: 0.2 };
	it.each([
		[
			{ ...box, x1: 0.2, x2: 0.1 },
			['page 1, x1: the left edge (x1) must be less than the right edge (x2)'],
		],
		[
			{ ...box, y1: 0.2 },
			['page 1, y1: the lower edge (y1) must be less than the upper edge (y2); y counts upwards'],
		],
		[
			{ ...box, origin: 'upperLeft', y1: 0.3 },
			['page 1, y1: the upper edge (y1) must be less than the lower edge (y2); y counts downwards'],
		],
		[{ ...box, x1: 0.1, x2: 0.1000001 }, [expect.stringContaining('page 1, x1: the left edge')]],
		[
			{ ...box, x2: 1.05 },
			['page 1, x2: the box reaches 0.05 of the page’s width past the right edge'],
		],
		[
			{ ...box, unit: 'percent', y1: -7.5 },
			['page 1, y1: the box reaches 7.5 % of the page’s height past the lower edge'],
		],
		[
			{ page: 'all', unit: 'mm', x1: 180, y1: 10, x2: 222, y2: 30 },
			[
				'pages 1–2, 4–5, x2: the box reaches 12 mm past the right edge (the page is 210 mm × 297 mm)',
			],
		],
		[
			{ page: '2-3', unit: 'mm', origin: 'upperLeft', x1: -3, y1: 190, x2: 20, y2: 220 },
			[
				'page 2, x1: the box reaches 3 mm past the left edge (the page is 210 mm × 297 mm)',
				'page 3, x1: the box reaches 3 mm past the left edge (the page is 297 mm × 210 mm)',
				'page 3, y2: the box reaches 10 mm past the lower edge (the page is 297 mm × 210 mm)',
			],
		],
		[
			{ page: 1, placeBy: 'center', unit: 'pt', centerX: 10, centerY: 100, width: 60, height: 20 },
			[
				'page 1, centerX and width: the box reaches 20 pt past the left edge (the page is 595 pt × 842 pt)',
			],
		],
		[
			{ page: 1, placeBy: 'preset', preset: 'upperRight', unit: 'mm', width: 205, height: 20 },
			[
				'page 1, width and margin: the box reaches 10 mm past the left edge (the page is 210 mm × 297 mm)',
			],
		],
		[
			{ page: '7,x', unit: 'mm', x1: 1, y1: 1, x2: 30, y2: 30 },
			['page 7: the document has 5 pages', expect.stringContaining('"x" cannot be read')],
		],
	])('%j is explained in words, with page and field', (entry, problems) => {
		expect(place(entry, five).problems).toEqual(problems);
	});

	it('because its numbers are too large to be reckoned with, is named as beyond the page', () => {
		const entry = { placeBy: 'center', page: 1, unit: 'mm', centerX: '1e308', centerY: 50 };
		expect(place({ ...entry, width: '1e308', height: 20 }, [HUNDRED]).problems).toEqual([
			'page 1, x1, y1, x2 and y2 are fractions of the page, from 0 to 1',
		]);
	});

	it('has its place on the pages that it fits on', () => {
		const entry = { page: 'all', unit: 'mm', x1: 220, y1: 10, x2: 260, y2: 30 };
		const { boxes, problems } = place(entry, five);
		const fitting = boxes.filter(({ box }) => boundsProblem(box) === undefined);
		expect(fitting.map(({ page }) => page)).toEqual([3]);
		expect(problems).toEqual([expect.stringContaining('pages 1–2, 4–5, x2')]);
	});
});

describe('a box in a document whose pages are not known', () => {
	const preset = { page: 1, placeBy: 'preset', preset: 'lowerLeft', unit: 'percent' };
	it.each([
		[{ page: 3, unit: 'percent', x1: 10, y1: 20, x2: 50, y2: 30 }, '0.1,0.2,0.5,0.3'],
		[{ ...preset, width: 30, height: 10, margin: 5 }, '0.05,0.05,0.35,0.15'],
		[{ ...preset, preset: 'center', width: 30, height: 10 }, '0.35,0.45,0.65,0.55'],
	])('can be placed where every length is a part of the page: %j', (entry, position) => {
		expect(boxesOf(entry)).toEqual([position]);
	});

	it.each([
		{ page: 1, unit: 'mm', x1: 1, y1: 1, x2: 30, y2: 30 },
		{ page: 1, unit: 'pt', x1: 1, y1: 1, x2: 30, y2: 30 },
		{ ...preset, width: 30, height: 10 },
		{ ...preset, height: 10, margin: 5 },
		{ page: 1, placeBy: 'center', centerX: 0.5, centerY: 0.5 },
	])('cannot be placed by a real length: %j', (entry) => {
		expect(place(entry)).toEqual({
			boxes: [],
			problems: [expect.stringContaining('the page’s size is not known')],
		});
	});
});

describe('an entry of the form', () => {
	const problemsOf = (entry: unknown) =>
		positionSchema
			.safeParse(entry)
			.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

	it.each([
		[
			{ page: 1, x1: '', y1: 'wide', x2: NaN, y2: Infinity },
			['x1: is empty', 'y1: must be a number', 'x2: must be a number', 'y2: must be a number'],
		],
		[
			{ page: 1, placeBy: 'center', centerX: '1,5', centerY: '0x10', width: 0, height: -1 },
			[
				'centerX: must be a number',
				'centerY: must be a number',
				'width: must be more than 0',
				'height: must be more than 0',
			],
		],
		[
			{ page: 1, placeBy: 'preset', preset: 'center', margin: '-1' },
			['margin: must not be negative'],
		],
		[
			{ page: [1], x1: 0, y1: 0, x2: 1, y2: 1 },
			['page: must be page numbers, e.g. 1 or 1,3-5,last'],
		],
	])('%j is explained field by field', (entry, problems) => {
		expect(problemsOf(entry)).toEqual(problems);
	});

	it('ignores the fields of other ways to place', () => {
		const entry = { page: 1, placeBy: 'preset', preset: 'center', x1: 'wide', centerX: '' };
		expect(problemsOf(entry)).toBeUndefined();
	});

	it('without a page, or with an unknown choice, is refused', () => {
		expect(place({ x1: 0, y1: 0, x2: 1, y2: 1 }).problems).toEqual([
			'page is empty: name a page, e.g. 1',
		]);
		expect(problemsOf({ page: 1, placeBy: 'eye' })).toHaveLength(1);
		expect(problemsOf(null)).toHaveLength(1);
	});
});

describe('any box', () => {
	const side = fc.integer({ min: 5_000, max: 500_000 }).map((value) => value / 100);
	const page = fc.record({ width: side, height: side });
	const value = fc.oneof(
		{
			weight: 5,
			arbitrary: fc.integer({ min: -50_000, max: 1_050_000 }).map((millionths) => millionths / 1e6),
		},
		{ weight: 1, arbitrary: fc.double({ min: -0.2, max: 1.2, noNaN: true }) },
	);
	const values = fc.tuple(value, value, value, value);
	const inUnit = {
		fraction: (value: number) => value,
		percent: (value: number) => value * 100,
		mm: (value: number, points: number) => (value * points) / MILLIMETER,
		pt: (value: number, points: number) => value * points,
	};
	type Unit = keyof typeof inUnit;
	const unit = fc.constantFrom<Unit>('fraction', 'percent', 'mm', 'pt');
	const origin = fc.constantFrom('lowerLeft', 'upperLeft');

	function entryOf(
		kind: string,
		given: Unit,
		from: string,
		numbers: readonly [number, number, number, number],
		on: PageSize,
	) {
		const across = (value: number) => inUnit[given](value, on.width);
		const up = (value: number) => inUnit[given](value, on.height);
		const [a, b, c, d] = numbers;
		const common = { page: 1, unit: given, origin: from, placeBy: kind };
		if (kind === 'corners') {
			return { ...common, x1: across(a), y1: up(b), x2: across(c), y2: up(d) };
		}
		// A size is more than nothing, but may vanish in the rounding.
		const size = {
			width: across(Math.max(Math.abs(c), 1e-7)),
			height: up(Math.max(Math.abs(d), 1e-7)),
		};
		return kind === 'center'
			? { ...common, centerX: across(a), centerY: up(b), ...size }
			: { ...common, preset: 'upperRight', ...size, margin: across(Math.abs(a)) };
	}

	it.each(['corners', 'center', 'preset'])(
		'placed by %s is on the page, with a width and a height, or is a problem',
		(kind) => {
			let placed = 0;
			fc.assert(
				fc.property(page, values, unit, origin, (on, numbers, given, from) => {
					const { boxes, problems } = place(entryOf(kind, given, from, numbers, on), [on]);
					const [{ box } = fail(), ...more] = boxes;
					expect(more).toEqual([]);
					expect(problems.length === 0).toBe(boundsProblem(box) === undefined);
					if (problems.length === 0) placed += 1;
				}),
				{ numRuns: 500 },
			);
			expect(placed).toBeGreaterThan(20);
		},
	);

	it.each(['corners', 'center'])('placed by %s is the same box in every unit', (kind) => {
		let compared = 0;
		fc.assert(
			fc.property(page, values, unit, unit, origin, (on, numbers, one, other, from) => {
				const first = place(entryOf(kind, one, from, numbers, on), [on]);
				const second = place(entryOf(kind, other, from, numbers, on), [on]);
				if (first.problems.length > 0 || second.problems.length > 0) return;
				compared += 1;
				const [expected = [], sides = []] = [first, second].map(({ boxes: [placed = fail()] }) =>
					sidesOf(placed.box),
				);
				expect(expected).toHaveLength(4);
				for (const [index, value] of sides.entries()) {
					// A real length may be taken to an edge that is half a point away.
					const atEdge = value === 0 || value === 1 || [0, 1].includes(expected[index] ?? NaN);
					expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThan(atEdge ? 0.0101 : 1e-5);
				}
			}),
			{ numRuns: 1_000 },
		);
		expect(compared).toBeGreaterThan(50);
	});
});

function fail(): never {
	throw new Error('there is no such thing');
}
