import fc from 'fast-check';
import { pagesInWords } from '../../../nodes/WoSignDoc/protocol/placement/pagesInWords';
import { MOST_BOXES, selectPages } from '../../../nodes/WoSignDoc/protocol/placement/selectPages';

describe('the pages of a position', () => {
	it.each([
		['1', [1]],
		['1,3-5,last', [1, 3, 4, 5, 7]],
		['odd', [1, 3, 5, 7]],
		['even', [2, 4, 6]],
		['all', [1, 2, 3, 4, 5, 6, 7]],
		['last', [7]],
		['last-1', [6]],
		['2-last', [2, 3, 4, 5, 6, 7]],
		['5-last-1', [5, 6]],
		['last-2-last', [5, 6, 7]],
		['last-2-6', [5, 6]],
		[' 2 - last - 3 , 1 ', [2, 3, 4, 1]],
		['1，3、5；last', [1, 3, 5, 7]],
		['１，２－３', [1, 2, 3]],
		['1 3 5', [1, 3, 5]],
		['2–3 4—5 6~7 1至2', [2, 3, 4, 5, 6, 7, 1]],
		['LAST, Odd', [7, 1, 3, 5]],
		['3,3,2-4,', [3, 2, 4]],
	])('"%s" of 7 are read', (text, pages) => {
		expect(selectPages(text, 7)).toEqual({ pages, problems: [] });
	});

	it.each([
		['7', 5, 'page 7: the document has 5 pages'],
		['3-7', 5, 'page 7: the document has 5 pages'],
		['1-999999', 5, 'page 999999: the document has 5 pages'],
		['2-last', 1, 'page 2: the document has 1 page'],
		['last-5', 5, 'page "last-5": the document has 5 pages'],
		['even', 1, 'page "even" selects no page: the document has 1 page'],
		['0', 5, 'page "0": pages count from 1'],
		['0-2', undefined, 'page "0-2": pages count from 1'],
		['5-3', 5, 'page "5-3": the range runs backward, from page 5 to page 3'],
		['', 5, 'page is empty: name a page, e.g. 1'],
		[' , ', undefined, 'page is empty: name a page, e.g. 1'],
	])('"%s" of %s are refused', (text, pageCount, problem) => {
		expect(selectPages(text, pageCount)).toEqual({ pages: [], problems: [problem] });
	});

	it.each(['-1', '1.5', 'first', '1-2-3', '3-', 'last-', 'last1', '1e3', '99999999', 'all-last'])(
		'"%s" is reported as unreadable',
		(text) => {
			expect(selectPages(text, 5)).toEqual({
				pages: [],
				problems: [expect.stringContaining(`"${text}" cannot be read`)],
			});
		},
	);

	it('are reported with every problem once, together with the valid pages', () => {
		expect(selectPages('1,9,x,9,2', 5)).toEqual({
			pages: [1, 2],
			problems: ['page 9: the document has 5 pages', expect.stringContaining('"x" cannot be read')],
		});
	});

	it.each(['last', 'all', 'odd', 'even', '2-last', 'last-1'])(
		'"%s" cannot be found in a document whose pages are not known',
		(text) => {
			expect(selectPages(text, undefined)).toEqual({
				pages: [],
				problems: [expect.stringContaining('is not known')],
			});
		},
	);

	it('are those named by number when the document’s pages are not known', () => {
		expect(selectPages('4,8-10', undefined)).toEqual({ pages: [4, 8, 9, 10], problems: [] });
	});

	it(`are ${MOST_BOXES} at the most, counted without repeats`, () => {
		expect(selectPages(`1-${MOST_BOXES},1-${MOST_BOXES}`, undefined).pages).toHaveLength(
			MOST_BOXES,
		);
		expect(selectPages(`1-${MOST_BOXES + 1}`, undefined)).toEqual({
			pages: [],
			problems: [expect.stringContaining('at most 2,000')],
		});
		expect(selectPages('all', 100_000).problems).toHaveLength(1);
	});

	it('are pages of the document, each once, whatever the text', () => {
		const part = fc.oneof(
			fc.constantFrom('all', 'odd', 'even', 'last', 'last-2', '2-last', '-', ' '),
			fc.nat(30).map(String),
			fc.tuple(fc.nat(30), fc.nat(30)).map(([from, to]) => `${from}-${to}`),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.array(part), fc.nat(20), (parts, pageCount) => {
				const { pages, problems } = selectPages(parts.join(','), pageCount);
				expect(new Set(pages).size).toBe(pages.length);
				expect(pages.every((page) => page >= 1 && page <= pageCount)).toBe(true);
				expect(pages.length + problems.length).toBeGreaterThan(0);
			}),
		);
	});
});

describe('page numbers in words', () => {
	it.each([
		[[3], 'page 3'],
		[[2, 1], 'pages 1–2'],
		[[9, 1, 2, 3, 7], 'pages 1–3, 7, 9'],
		[[1, 3, 5, 7, 9, 11, 12, 15], 'pages 1, 3, 5, 7, 9 and 3 more'],
	])('%j are a short list', (pages, words) => {
		expect(pagesInWords(pages)).toBe(words);
	});
});
