import type { PageSize } from './box';
import type { DocumentText, KeywordHit, PageText } from './documentText';
import { pointsToMillimeters } from './lengthUnits';
import { pagesInWords } from './pagesInWords';
import type { KeywordPosition } from './positionSchema';
import { MOST_BOXES } from './selectPages';

/** Maximum number of hits that one message names. */
const MOST_NAMED = 10;

/** The hits that a position selects; if there are none, the problem says what was found where. */
export function chosenHits(
	{ keyword, hit, hitNumber, acrossLines }: KeywordPosition,
	searched: readonly number[],
	pages: readonly PageSize[],
	text: DocumentText,
): { readonly hits: readonly KeywordHit[]; readonly problem?: string } {
	const among = new Set(searched);
	const isAmong = ({ page }: KeywordHit) => among.has(page);
	const onOneLine = text.hits.get(keyword) ?? [];
	const isSplit = acrossLines && !onOneLine.some(isAmong);
	const everywhere = isSplit ? (text.acrossLines.get(keyword) ?? []) : onOneLine;
	const hits = everywhere.filter(isAmong);
	const [first] = hits;
	const last = hits.at(-1);
	const named = `the keyword “${keyword}”`;
	if (!first || !last)
		return { hits: [], problem: notFound(keyword, named, searched, pages, text) };
	const where = `it was found ${times(hits.length)}: ${hitsInWords(hits, pages)}`;
	if (hit === 'first') return { hits: [first] };
	// The search keeps only the first ones if there are too many.
	if (everywhere.length >= MOST_BOXES) {
		return { hits: [], problem: `${named} occurs too often; ${where}` };
	}
	if (hit === 'last') return { hits: [last] };
	if (hit === 'all') return { hits };
	if (hit === 'only') {
		if (hits.length === 1) return { hits };
		const advice = 'say which is meant: first, last, a number, or all of them';
		return {
			hits: [],
			problem: `${named} occurs more than once; ${where}. Under 'Occurrence' (hit), ${advice}`,
		};
	}
	const number = hit === 'number' ? hitNumber : hit;
	const chosen = hits[number - 1];
	if (chosen) return { hits: [chosen] };
	return {
		hits: [],
		problem: `${named} has no occurrence ${number}; ${where}. Under 'Occurrence' (hit), choose one of these`,
	};
}

function times(count: number): string {
	return count === 1 ? 'once' : `${count} times`;
}

function hitsInWords(hits: readonly KeywordHit[], pages: readonly PageSize[]): string {
	const shown = hits.slice(0, MOST_NAMED).map(({ page, box }) => {
		const left = pointsToMillimeters(box.left).toFixed(0);
		const top = pointsToMillimeters((pages[page - 1]?.height ?? 0) - box.top).toFixed(0);
		return `page ${page} (${left} mm from the left, ${top} mm from the top)`;
	});
	const rest = hits.length - shown.length;
	return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

function notFound(
	keyword: string,
	named: string,
	searched: readonly number[],
	pages: readonly PageSize[],
	text: DocumentText,
): string {
	const elsewhere = text.hits.get(keyword) ?? [];
	const split = text.acrossLines.get(keyword)?.filter(({ page }) => searched.includes(page)) ?? [];
	const reasons = (Object.keys(REASONS) as (keyof typeof REASONS)[]).flatMap((state) => {
		const alike = searched.filter((page) => text.pages[page - 1] === state);
		return alike.length > 0 ? [`${pagesInWords(alike)}: ${REASONS[state]}`] : [];
	});
	return [
		`${named} was not found on ${pagesInWords(searched)}`,
		...(split.length > 0 ? [`${SPLIT}: ${hitsInWords(split, pages)}; ${MATCH_ACROSS_LINES}`] : []),
		...(elsewhere.length > 0 ? [`elsewhere it was found: ${hitsInWords(elsewhere, pages)}`] : []),
		...reasons,
	].join('; ');
}

const SPLIT = 'it was found split over lines or table cells';
const MATCH_ACROSS_LINES = "turn on 'Match Across Lines' (acrossLines) to sign there";

/** Why a page may show the keyword although it wasn't found there. */
const REASONS: Readonly<Record<Exclude<PageText, 'text'>, string>> = {
	picture: 'a picture without text, such as a scan',
	none: 'has no text at all',
	unknown: 'has text in fonts that do not say which characters they show',
	partial: 'could not be read completely',
};
