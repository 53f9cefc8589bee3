import fc from 'fast-check';
import { boxesOf, pageOf, splitBoxesOf } from './found';

/** Pieces of text, 20 points high and each letter 10 wide, where they stand. */
type Piece = readonly [x: number, y: number, text: string];

const printed = (...pieces: readonly Piece[]) =>
	pageOf(
		`BT /F 20 Tf ${pieces.map(([x, y, text]) => `1 0 0 1 ${x} ${y} Tm (${text}) Tj`).join(' ')} ET`,
	);

describe('a keyword that continues on the next line', () => {
	it.each<[string, readonly Piece[], number[]]>([
		[
			'a paragraph',
			[
				[100, 500, 'the AB'],
				[100, 470, 'CD ends'],
			],
			[140, 500, 160, 520],
		],
		[
			'an indented one, to a short line',
			[
				[140, 500, 'x AB'],
				[100, 470, 'CD'],
			],
			[160, 500, 180, 520],
		],
		[
			'double spacing',
			[
				[100, 500, 'AB'],
				[100, 440, 'CD'],
			],
			[100, 500, 120, 520],
		],
		[
			'a word with a hyphen',
			[
				[100, 500, 'x AB-'],
				[100, 470, 'CD'],
			],
			[120, 500, 140, 520],
		],
		[
			'a hyphen that belongs to it',
			[
				[100, 500, 'x A-'],
				[100, 470, 'B-CD'],
			],
			[],
		],
		[
			'three lines',
			[
				[100, 500, 'A'],
				[100, 470, 'BC'],
				[100, 440, 'D'],
			],
			[100, 500, 110, 520],
		],
		[
			'a cell between others',
			[
				[100, 500, 'left'],
				[300, 500, 'AB'],
				[500, 500, 'right'],
				[100, 470, 'xx'],
				[300, 470, 'CD'],
				[500, 470, 'yy'],
			],
			[300, 500, 320, 520],
		],
		[
			'a cell whose lines are not level with others',
			[
				[100, 485, 'left'],
				[300, 500, 'AB'],
				[300, 470, 'CD'],
				[500, 485, 'right'],
			],
			[300, 500, 320, 520],
		],
		[
			'a centered cell',
			[
				[100, 500, 'ABC'],
				[110, 470, 'D'],
			],
			[100, 500, 130, 520],
		],
		[
			'the next cell',
			[
				[100, 500, 'AB'],
				[400, 500, 'CD'],
			],
			[100, 500, 120, 520],
		],
		[
			'lines written from the bottom to the top',
			[
				[100, 470, 'CD'],
				[100, 500, 'AB'],
			],
			[100, 500, 120, 520],
		],
	])('is found in %s', async (_, pieces, box) => {
		const pdf = printed(...pieces);
		expect(await splitBoxesOf(pdf, 'ABCD')).toEqual(box.length > 0 ? [box] : []);
		expect(await boxesOf(pdf, 'ABCD')).toEqual([]);
	});

	it('is found with the hyphen that belongs to it', async () => {
		const pdf = printed([100, 500, 'x A-'], [100, 470, 'B-CD']);
		expect(await splitBoxesOf(pdf, 'A-B-CD')).toEqual([[120, 500, 140, 520]]);
	});

	it.each<[string, readonly Piece[]]>([
		[
			'the line before it',
			[
				[100, 470, 'AB'],
				[100, 500, 'CD'],
			],
		],
		[
			'a line far below',
			[
				[100, 500, 'AB'],
				[100, 400, 'CD'],
			],
		],
		[
			'the line after the next',
			[
				[100, 500, 'AB'],
				[100, 470, 'xx'],
				[100, 440, 'CD'],
			],
		],
		[
			'the middle of a line',
			[
				[100, 500, 'AB'],
				[100, 470, 'xCD'],
			],
		],
		[
			'the cell below another',
			[
				[100, 500, 'AB'],
				[300, 500, 'x'],
				[300, 470, 'CD'],
			],
		],
		[
			'a line after one that ends otherwise',
			[
				[100, 500, 'ABx'],
				[100, 470, 'CD'],
			],
		],
	])('is not made up of %s', async (_, pieces) => {
		expect(await splitBoxesOf(printed(...pieces), 'ABCD')).toEqual([]);
	});

	it('is counted once where it is printed twice to be bold', async () => {
		const bold = printed([100, 500, 'AB'], [100.2, 500, 'AB'], [100, 470, 'CD']);
		expect(await splitBoxesOf(bold, 'ABCD')).toEqual([[100, 500, 120, 520]]);
	});

	it('does not count on a page that has it on one line', async () => {
		const both = printed([100, 500, 'AB'], [100, 470, 'CD'], [500, 300, 'ABCD']);
		expect(await splitBoxesOf(both, 'ABCD')).toEqual([]);
		expect(await boxesOf(both, 'ABCD')).toEqual([[500, 300, 540, 320]]);
	});

	it('is found wherever a paragraph is broken', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 25 }),
				fc.integer({ min: 6, max: 12 }),
				async (before, width) => {
					const keyword = 'ABCDEFGH';
					const text = `${'x'.repeat(before)}${keyword}${'y'.repeat(20)}`;
					const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
					const pdf = printed(...lines.map((line, index): Piece => [100, 900 - 30 * index, line]));
					const isSplit =
						Math.floor(before / width) !== Math.floor((before + keyword.length - 1) / width);
					const [left, bottom] = [
						100 + 10 * (before % width),
						900 - 30 * Math.floor(before / width),
					];
					const found = await splitBoxesOf(pdf, keyword);
					expect(found.map((box) => box.slice(0, 2))).toEqual(isSplit ? [[left, bottom]] : []);
					expect(await boxesOf(pdf, keyword)).toHaveLength(isSplit ? 0 : 1);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('costs no more than the size of the page, whatever it contains', async () => {
		const row = (y: number) => `1 0 0 1 0 ${y} Tm [${'(A) -1500 '.repeat(1_200)}] TJ `;
		const rows = Array.from({ length: 20 }, (_, index) => row(900 - 0.3 * index)).join('');
		const crowded = pageOf(`BT /F 0.4 Tf ${rows} ET`);
		const timeOf = async (keyword: string) => {
			const start = performance.now();
			expect(await splitBoxesOf(crowded, keyword)).toEqual([]);
			return performance.now() - start;
		};
		await timeOf('Z');
		const plain = await timeOf('Z');
		expect(await timeOf(`${'A'.repeat(99)}B`)).toBeLessThan(5 * plain + 500);
	});
});
