import type {
	DocumentText,
	KeywordHit,
} from '../../../nodes/WoSignDoc/protocol/placement/documentText';
import { placePosition } from '../../../nodes/WoSignDoc/protocol/placement/placePosition';
import { positionSchema } from '../../../nodes/WoSignDoc/protocol/placement/positionSchema';

const MILLIMETER = 72 / 25.4;
/** Three pages of 200 × 100 mm, so that 1 mm is 0.005 across and 0.01 up. */
const PAGES = [1, 2, 3].map(() => ({ width: 200 * MILLIMETER, height: 100 * MILLIMETER }));

/** A keyword of 20 × 4 mm. */
function hit(page: number, left: number, bottom: number): KeywordHit {
	const [x, y] = [left * MILLIMETER, bottom * MILLIMETER];
	const [right, top] = [x + 20 * MILLIMETER, y + 4 * MILLIMETER];
	return { page, box: { left: x, bottom: y, right, top } };
}

const HITS = [hit(1, 20, 60), hit(1, 120, 30), hit(2, 20, 50)];

function text(
	hits: readonly KeywordHit[],
	pages = PAGES.map(() => 'text'),
	split: readonly KeywordHit[] = [],
): DocumentText {
	return {
		hits: new Map([['甲方', hits]]),
		acrossLines: new Map([['甲方', split]]),
		pages: pages as DocumentText['pages'],
	};
}

function place(entry: object, found: DocumentText | string = text(HITS)) {
	const position = positionSchema.parse({ keyword: '甲方', ...entry });
	const { boxes, problems } = placePosition(position, PAGES, found);
	return { boxes: boxes.map(({ page, box }) => [page, Object.values(box).join()]), problems };
}

const one = text([hit(1, 100, 50)]);

describe('a box at a keyword', () => {
	it.each([
		['has its middle on the middle of the keyword', {}, '0.45,0.42,0.65,0.62'],
		['is at a corner of it: lower left', { anchor: 'lowerLeft' }, '0.5,0.5,0.7,0.7'],
		['is at a corner of it: lower right', { anchor: 'lowerRight' }, '0.6,0.5,0.8,0.7'],
		['is at a corner of it: upper left', { anchor: 'upperLeft' }, '0.5,0.54,0.7,0.74'],
		['is at a corner of it: upper right', { anchor: 'upperRight' }, '0.6,0.54,0.8,0.74'],
		[
			'is moved to the right and upwards',
			{ anchor: 'lowerLeft', offsetX: 10, offsetY: '5' },
			'0.55,0.55,0.75,0.75',
		],
		[
			'is moved to the left and downwards',
			{ anchor: 'lowerLeft', offsetX: -10, offsetY: '-5' },
			'0.45,0.45,0.65,0.65',
		],
		['has the size that is given', { width: 20, height: '１０' }, '0.5,0.47,0.6,0.57'],
		['is in millimeters whatever the unit', { unit: 'fraction' }, '0.45,0.42,0.65,0.62'],
	])('%s', (_, entry, position) => {
		expect(place(entry, one)).toEqual({ boxes: [[1, position]], problems: [] });
	});

	it('that reaches past the page is a problem that names the fields', () => {
		const { boxes, problems } = place({ anchor: 'lowerLeft', offsetX: 90 }, one);
		expect(boxes).toEqual([[1, '0.95,0.5,1.15,0.7']]);
		expect(problems).toEqual([
			'page 1, offsetX and width: the box reaches 30 mm past the right edge (the page is 200 mm × 100 mm)',
		]);
	});
});

describe('which hit is meant', () => {
	const at = (entry: object) => place({ anchor: 'lowerLeft', ...entry }).boxes;
	it.each([
		['first', [[1, '0.1,0.6,0.3,0.8']]],
		['last', [[2, '0.1,0.5,0.3,0.7']]],
		[2, [[1, '0.6,0.3,0.8,0.5']]],
		['2', [[1, '0.6,0.3,0.8,0.5']]],
		[
			'all',
			[
				[1, '0.1,0.6,0.3,0.8'],
				[1, '0.6,0.3,0.8,0.5'],
				[2, '0.1,0.5,0.3,0.7'],
			],
		],
	])('may be said: %j', (which, boxes) => {
		expect(at({ hit: which })).toEqual(boxes);
	});

	it('may be said by its number, as the form says it', () => {
		expect(at({ hit: 'number', hitNumber: 3 })).toEqual([[2, '0.1,0.5,0.3,0.7']]);
		expect(at({ hit: 'number' })).toEqual([[1, '0.1,0.6,0.3,0.8']]);
	});

	it('counts only on the pages that are searched', () => {
		expect(at({ pages: '2-3' })).toEqual([[2, '0.1,0.5,0.3,0.7']]);
		expect(at({ pagenumber: 2 })).toEqual([[2, '0.1,0.5,0.3,0.7']]);
		expect(at({ page: 'last-1' })).toEqual([[2, '0.1,0.5,0.3,0.7']]);
		// The form has a page for other ways of placing, too.
		expect(at({ pages: '', page: '2', hit: 'first' })).toEqual([[1, '0.1,0.6,0.3,0.8']]);
	});

	it('is a problem that lists all places if there are more than asked for', () => {
		expect(place({})).toEqual({
			boxes: [],
			problems: [
				"the keyword “甲方” occurs more than once; it was found 3 times: page 1 (20 mm from the left, 36 mm from the top), page 1 (120 mm from the left, 66 mm from the top), page 2 (20 mm from the left, 46 mm from the top). Under 'Occurrence' (hit), say which is meant: first, last, a number, or all of them",
			],
		});
		const many = text(Array.from({ length: 12 }, () => hit(3, 1, 1)));
		expect(place({}, many).problems[0]).toContain('found 12 times');
		expect(place({}, many).problems[0]).toContain(', 2 more');
	});

	it('is a problem that lists all places if there are fewer than its number', () => {
		expect(place({ hit: 4 }).problems).toEqual([
			expect.stringMatching(
				/has no occurrence 4; it was found 3 times: page 1 .*, page 1 .*, page 2 /,
			),
		]);
	});

	it('is a problem when there are so many that not all were remembered', () => {
		const many = text(Array.from({ length: 2_000 }, () => hit(3, 1, 1)));
		for (const which of ['all', 'last', 3]) {
			expect(place({ hit: which }, many).problems).toEqual([
				expect.stringContaining('occurs too often'),
			]);
		}
		expect(place({ hit: 'first', anchor: 'lowerLeft' }, many).problems).toEqual([]);
	});
});

describe('a keyword that is not found', () => {
	it('is reported with the searched pages, and why it may be there anyway', () => {
		const found = text([], ['picture', 'unknown', 'none']);
		expect(place({}, found).problems).toEqual([
			'the keyword “甲方” was not found on pages 1–3; page 1: a picture without text, such as a scan; page 3: has no text at all; page 2: has text in fonts that do not say which characters they show',
		]);
		expect(place({}, text([], ['text', 'partial', 'partial'])).problems).toEqual([
			'the keyword “甲方” was not found on pages 1–3; pages 2–3: could not be read completely',
		]);
	});

	it('is reported with the pages that have it but were not searched', () => {
		expect(place({ pages: 3 }).problems).toEqual([
			expect.stringMatching(/was not found on page 3; elsewhere it was found: page 1 .*page 2 /),
		]);
	});

	it('is reported with the reason if there is no text to search', () => {
		expect(place({}, 'the PDF is encrypted').problems).toEqual(['the PDF is encrypted']);
		const position = positionSchema.parse({ keyword: '甲方' });
		const noPdf = [expect.stringContaining('only in a PDF that is given as a file')];
		expect(placePosition(position, undefined).problems).toEqual(noPdf);
		expect(placePosition(position, undefined, one).problems).toEqual(noPdf);
	});
});

describe('a keyword that is split over lines or table cells', () => {
	const split = text([], undefined, [hit(2, 20, 50)]);
	it('is signed at only when that is asked for', () => {
		for (const acrossLines of [true, 'true']) {
			expect(place({ acrossLines, anchor: 'lowerLeft' }, split)).toEqual({
				boxes: [[2, '0.1,0.5,0.3,0.7']],
				problems: [],
			});
		}
		for (const acrossLines of [undefined, null, '', 'false', false]) {
			expect(place({ acrossLines }, split).boxes).toEqual([]);
		}
	});

	it('is reported if it was not asked for', () => {
		expect(place({}, split).problems).toEqual([
			"the keyword “甲方” was not found on pages 1–3; it was found split over lines or table cells: page 2 (20 mm from the left, 46 mm from the top); turn on 'Match Across Lines' (acrossLines) to sign there",
		]);
		expect(place({ pages: '1' }, split).problems).toEqual([
			'the keyword “甲方” was not found on page 1',
		]);
	});

	it('does not count if it is on one line of the same pages', () => {
		const both = text([hit(1, 20, 60)], undefined, [hit(2, 20, 50)]);
		const at = (entry: object) => place({ acrossLines: true, ...entry }, both).boxes;
		expect(at({ anchor: 'lowerLeft' })).toEqual([[1, '0.1,0.6,0.3,0.8']]);
		expect(at({ anchor: 'lowerLeft', pages: '2' })).toEqual([[2, '0.1,0.5,0.3,0.7']]);
	});
});

describe('an entry with a keyword', () => {
	it.each([
		['keyword', { keyword: ' ' }, 'is empty'],
		['keyword', { keyword: 'x'.repeat(101) }, 'at most 100'],
		['keyword', { keyword: ['x'] }, 'must be the text'],
		['hit', { hit: 'second' }, 'first, last, all, or a number'],
		['hit', { hit: 0 }, 'first, last, all, or a number'],
		['hitNumber', { hit: 'number', hitNumber: 1.5 }, 'whole number'],
		['acrossLines', { acrossLines: 'yes' }, 'must be true or false'],
		['anchor', { anchor: 'top' }, 'Invalid enum value'],
		['offsetX', { offsetX: 'far' }, 'must be a number'],
		['width', { width: 0 }, 'more than 0'],
	])('reports what is wrong with its %s: %j', (field, entry, message) => {
		const { error } = positionSchema.safeParse({ keyword: '甲方', ...entry });
		expect(error?.issues).toEqual([
			expect.objectContaining({ path: [field], message: expect.stringContaining(message) }),
		]);
	});

	it('reports what is wrong with its pages', () => {
		expect(place({ pages: '5' }).problems).toEqual([
			expect.stringContaining('the document has 3 pages'),
		]);
	});
});
