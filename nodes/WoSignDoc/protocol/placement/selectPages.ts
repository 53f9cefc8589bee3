import type { PageRange } from './documentPart';

/** Maximum number of boxes for one position: more would tie up the platform for nothing. */
export const MOST_BOXES = 2_000;

/** Pages counted from 1, each once, in the order in which they were named; and what couldn't be parsed, in words. */
export interface PageSelection {
	readonly pages: readonly number[];
	readonly problems: readonly string[];
}

interface PageRun {
	readonly from: number;
	readonly to: number;
	readonly step: number;
}

const PAGE = String.raw`\d{1,6}|last(?:-\d{1,6})?`;
const RANGE = new RegExp(`^(?<from>${PAGE})(?:-(?<to>${PAGE}))?$`);
const DASHES = /\s*[-‐‒–—−~至]\s*/g;
const SEPARATORS = /[\s,、;]+/;

/**
 * Parses which pages to sign: numbers and ranges between commas, `last`, `last-1` (the page before the last), `2-last`,
 * `odd`, `even`, `all`. Chinese commas, full-width digits, any dash, and spaces are accepted. `pageCount` is undefined
 * if the document's pages aren't known: then only numbers can be resolved.
 *
 * @param whole what has these pages, in words
 */
export function selectPages(
	text: string,
	pageCount: number | undefined,
	whole = 'the document',
): PageSelection {
	const parts = text
		.normalize('NFKC')
		.toLowerCase()
		.replace(DASHES, '-')
		.split(SEPARATORS)
		.filter(Boolean);
	if (parts.length === 0) return { pages: [], problems: ['page is empty: name a page, e.g. 1'] };
	const pages = new Set<number>();
	const problems = new Set<string>();
	for (const part of parts) {
		const run = readPart(part, pageCount, whole);
		if (typeof run === 'string') problems.add(run);
		else addRun(pages, run);
		if (pages.size > MOST_BOXES) return { pages: [], problems: [tooMany(text)] };
	}
	return { pages: [...pages], problems: [...problems] };
}

/** The same for a part, with its pages as the document counts them. */
export function selectPagesOf(text: string, { offset, pages, name }: PageRange): PageSelection {
	const selection = selectPages(text, pages, name);
	return { ...selection, pages: selection.pages.map((page) => page + offset) };
}

function addRun(pages: Set<number>, { from, to, step }: PageRun): void {
	for (let page = from; page <= to && pages.size <= MOST_BOXES; page += step) pages.add(page);
}

/** One part as a run of pages that the document has, or what is wrong with it. */
function readPart(part: string, pageCount: number | undefined, whole: string): PageRun | string {
	const run = parsePart(part, pageCount);
	if (!run) {
		return `page ${quoted(part)} cannot be read: use numbers, ranges such as 3-5, last, odd, even or all`;
	}
	const { from, to } = run;
	if (Number.isNaN(from + to)) {
		return `page ${quoted(part)}: how many pages the document has is not known (a template, or not a PDF); name pages by their numbers`;
	}
	if (pageCount !== undefined && Math.max(from, to) > pageCount && !isWord(part)) {
		return `page ${Math.max(from, to)}: ${wholeHas(whole, pageCount)}`;
	}
	if (from < 1) {
		return part.includes('last')
			? `page ${quoted(part)}: ${wholeHas(whole, pageCount)}`
			: `page ${quoted(part)}: pages count from 1`;
	}
	if (from > to) {
		return isWord(part)
			? `page ${quoted(part)} selects no page: ${wholeHas(whole, pageCount)}`
			: `page ${quoted(part)}: the range runs backward, from page ${from} to page ${to}`;
	}
	return run;
}

function isWord(part: string): boolean {
	return part === 'all' || part === 'odd' || part === 'even';
}

/** The ends of a range, NaN if they depend on an unknown page count. */
function parsePart(part: string, pageCount = NaN): PageRun | undefined {
	if (part === 'all') return { from: 1, to: pageCount, step: 1 };
	if (part === 'odd') return { from: 1, to: pageCount, step: 2 };
	if (part === 'even') return { from: 2, to: pageCount, step: 2 };
	const { from, to = from } = RANGE.exec(part)?.groups ?? {};
	if (from === undefined || to === undefined) return undefined;
	return { from: pageNumber(from, pageCount), to: pageNumber(to, pageCount), step: 1 };
}

function pageNumber(page: string, pageCount: number): number {
	if (!page.startsWith('last')) return Number(page);
	return pageCount - Number(page.slice('last-'.length));
}

function tooMany(text: string): string {
	const most = MOST_BOXES.toLocaleString('en');
	return `page ${quoted(text)} selects too many pages: one position can be signed on at most ${most}`;
}

function wholeHas(whole: string, pageCount: number | undefined): string {
	return `${whole} has ${pageCount} ${pageCount === 1 ? 'page' : 'pages'}`;
}

function quoted(text: string): string {
	return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
