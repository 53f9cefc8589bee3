import type { PageSize } from '../../../nodes/WoSignDoc/protocol/placement/box';
import type { PlacedBox } from '../../../nodes/WoSignDoc/protocol/placement/boxWarnings';
import { boxWarnings } from '../../../nodes/WoSignDoc/protocol/placement/boxWarnings';

const MILLIMETER = 72 / 25.4;
const A4: PageSize = { width: 210 * MILLIMETER, height: 297 * MILLIMETER };
const LARGE: PageSize = { width: 1000 * MILLIMETER, height: 1000 * MILLIMETER };

function box(
	signer: number,
	position: number,
	page: number,
	corners: readonly number[],
): PlacedBox {
	const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners;
	return { signer, position, page, box: { x1, y1, x2, y2 } };
}
const LEFT = [0.1, 0.1, 0.4, 0.3];
const MIDDLE = [0.3, 0.2, 0.6, 0.4];
const RIGHT = [0.4, 0.1, 0.7, 0.3];
const ABOVE = [0.1, 0.3, 0.4, 0.5];

describe('boxes that overlap', () => {
	it('are reported with both signers and every page, once per pair of positions', () => {
		const pages = [1, 2, 3, 7];
		const boxes = [0, 1].flatMap((signer) =>
			pages.map((page) => box(signer, signer + 2, page, signer === 0 ? LEFT : MIDDLE)),
		);
		expect(boxWarnings(boxes, undefined)).toEqual([
			{
				code: 'boxesOverlap',
				signer: 1,
				position: 3,
				message: 'overlaps Signer 1 › Position 3 on pages 1–3, 7: one signature may hide the other',
			},
		]);
	});

	it('are also reported for a single signer', () => {
		const warnings = boxWarnings([box(0, 0, 1, LEFT), box(0, 1, 1, LEFT)], undefined);
		expect(warnings).toHaveLength(1);
	});

	it('are not those that touch, are apart, or are on two pages', () => {
		const boxes = [
			box(0, 0, 1, LEFT),
			box(1, 0, 1, RIGHT),
			box(2, 0, 1, ABOVE),
			box(3, 0, 2, LEFT),
		];
		expect(boxWarnings(boxes, [A4, A4])).toEqual([]);
	});

	it('are not those that reach into each other by what rounding adds, but by more', () => {
		const reaching = (by: number) => [box(0, 0, 1, LEFT), box(1, 0, 1, [0.4 - by, 0.1, 0.7, 0.3])];
		expect(boxWarnings(reaching(1e-6), undefined)).toEqual([]);
		expect(boxWarnings(reaching(3e-6), undefined)).toHaveLength(1);
	});

	it('are reported for each pair of three', () => {
		const boxes = [box(0, 0, 1, LEFT), box(1, 0, 1, MIDDLE), box(2, 0, 1, LEFT)];
		const pairs = boxWarnings(boxes, undefined).map(({ signer, message }) => [
			signer,
			message.slice(0, 'overlaps Signer 1'.length),
		]);
		expect(pairs).toEqual([
			[1, 'overlaps Signer 1'],
			[2, 'overlaps Signer 1'],
			[2, 'overlaps Signer 2'],
		]);
	});
});

describe('a box that is small', () => {
	it('is reported with its size, once per position, for the pages where it is small', () => {
		const small = [0.1, 0.1, 0.1 + 8 / 210, 0.1 + 20 / 297];
		const boxes = [1, 2, 3].map((page) => box(0, 1, page, small));
		expect(boxWarnings(boxes, [A4, A4, LARGE])).toEqual([
			{
				code: 'boxTooSmall',
				signer: 0,
				position: 1,
				message:
					'is less than 10 mm wide or high on pages 1–2 (8 × 20 mm on page 1): the signature may be unreadable',
			},
		]);
	});

	it.each([
		['10 mm wide and high, as rounded for the wire', [0, 0, 0.047619, 0.03367], 0],
		['9.9 mm wide', [0, 0, 9.9 / 210, 0.5], 1],
		['9.9 mm high', [0, 0, 0.5, 9.9 / 297], 1],
	])('is one under 10 mm: %s', (_, corners, count) => {
		expect(boxWarnings([box(0, 0, 1, corners)], [A4])).toHaveLength(count);
	});

	it('is not reported if the page’s size is unknown', () => {
		const tiny = [box(0, 0, 1, [0, 0, 0.001, 0.001]), box(1, 0, 2, [0, 0, 0.001, 0.001])];
		expect(boxWarnings(tiny, undefined)).toEqual([]);
		expect(boxWarnings(tiny, [A4])).toHaveLength(1);
	});
});

describe('the work of warning', () => {
	it('stays small for thousands of pages, and for thousands of boxes on one', () => {
		const pages = Array.from({ length: 2_000 }, (_, index) => index + 1);
		const everyPage = [0, 1, 2, 3, 4].flatMap((signer) =>
			pages.map((page) => box(signer, 0, page, LEFT)),
		);
		const onePage = Array.from({ length: 50_000 }, (_, index) => box(0, index, 1, LEFT));
		const started = performance.now();
		expect(
			boxWarnings(
				everyPage,
				pages.map(() => A4),
			),
		).toHaveLength(10);
		expect(boxWarnings(onePage, [A4])).toHaveLength(100);
		expect(performance.now() - started).toBeLessThan(5_000);
	});
});
