import type { BoxOnPage, PageSize } from './box';
import { roundBox } from './box';
import { boxOn, needsPageSize } from './boxOn';
import type { FieldNaming } from './boxProblems';
import { boxProblems } from './boxProblems';
import type { DocumentPart } from './documentPart';
import { pagesOfPart } from './documentPart';
import type { DocumentText } from './documentText';
import { keywordBoxes, NOT_A_PDF } from './keywordBoxes';
import { pagesInWords } from './pagesInWords';
import type { Position } from './positionSchema';
import { selectPagesOf } from './selectPages';

/** The result of placing a position on a document's pages. */
export interface PlacedPosition {
	/** All boxes, including those that can't be signed in: each of those has a problem. */
	readonly boxes: readonly BoxOnPage[];
	/** The problems, in words that name page and field. */
	readonly problems: readonly string[];
}

const UNKNOWN_SIZE =
	'the page’s size is not known (a template, or not a PDF): give every length as a fraction or in percent';

/** A substitute for a page whose size doesn't matter. */
const ANY_PAGE: PageSize = { width: 1, height: 1 };

/**
 * Where to sign, in the user's units, as boxes on the selected pages.
 *
 * @param pages the sizes of the document's pages; undefined if they aren't known: then only fractions and percentages
 * on pages selected by number can be placed, and everything else is a problem
 * @param text what was found of the keywords, or why they couldn't be searched for
 * @param parts the document's parts, if it was joined from several files
 * @param nameOf what the problems call the position's fields
 */
export function placePosition(
	position: Position,
	pages: readonly PageSize[] | undefined,
	text: DocumentText | string = NOT_A_PDF,
	parts?: readonly DocumentPart[],
	nameOf: FieldNaming = (field) => field,
): PlacedPosition {
	const problemsOf = (boxes: readonly BoxOnPage[]) => boxesProblems(position, boxes, pages, nameOf);
	const range = pagesOfPart(position.part, parts, pages?.length);
	if ('problem' in range) return { boxes: [], problems: [range.problem] };
	if (position.placeBy === 'keyword') {
		if (!pages || typeof text === 'string') {
			return { boxes: [], problems: [typeof text === 'string' ? text : NOT_A_PDF] };
		}
		const { boxes, problems } = keywordBoxes(position, pages, text, range);
		return { boxes, problems: [...problems, ...problemsOf(boxes)] };
	}
	const selection = selectPagesOf(position.page, range);
	if (!pages && needsPageSize(position)) {
		return { boxes: [], problems: [...selection.problems, UNKNOWN_SIZE] };
	}
	const boxes = selection.pages.map((page) => ({
		page,
		box: roundBox(boxOn(position, pages?.[page - 1] ?? ANY_PAGE)),
	}));
	return { boxes, problems: [...selection.problems, ...problemsOf(boxes)] };
}

/** The problems of the boxes, each once, with the pages that have it. */
function boxesProblems(
	position: Position,
	boxes: readonly BoxOnPage[],
	pages: readonly PageSize[] | undefined,
	nameOf: FieldNaming,
): string[] {
	const pagesByProblem = new Map<string, Set<number>>();
	for (const { page, box } of boxes) {
		for (const problem of boxProblems(position, box, pages?.[page - 1] ?? ANY_PAGE, nameOf)) {
			const alike = pagesByProblem.get(problem) ?? new Set();
			pagesByProblem.set(problem, alike.add(page));
		}
	}
	return [...pagesByProblem].map(([text, on]) => `${pagesInWords(on)}, ${text}`);
}
