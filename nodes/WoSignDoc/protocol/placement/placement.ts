import type { DocumentText } from './documentText';
import { keywordBoxes, NOT_A_PDF } from './keywordBoxes';
import { selectPages } from './pageSelection';
import { pagesInWords } from './pagesInWords';
import { boxOn, needsPageSize } from './placementBox';
import type { PageSize } from './placementBox';
import { boxProblems } from './placementProblems';
import type { Placement } from './placementSchema';
import { formatPosition, roundPosition } from './position';
import type { Position } from './position';

export type { PageSize } from './placementBox';
export { placementSchema } from './placementSchema';
export type { Placement } from './placementSchema';

/** One entry of `signlist`, as the wire wants it (PROTOCOL.md, CreateSignOrder, A signer). */
export interface SigningPlace {
	readonly pagenumber: number;
	readonly position: string;
}

/** A box on a page, as rounded for the wire; it may reach past the page. */
export interface BoxOnPage {
	readonly pagenumber: number;
	readonly position: Position;
}

/** What a placement comes to: places to sign, and what is wrong, in words that name page and field. */
export interface CompiledPlacement {
	readonly places: readonly SigningPlace[];
	readonly problems: readonly string[];
	/** All boxes, those among them that have a problem instead of a place. */
	readonly boxes: readonly BoxOnPage[];
}

const UNKNOWN_SIZE =
	'the page’s size is not known (a template, or not a PDF): give every length as a fraction or in percent';

/** Stands in for a page whose size does not matter. */
const ANY_PAGE: PageSize = { width: 1, height: 1 };

/**
 * Where to sign, in people's units, as the API's fractions of each selected page, origin lower left. A page that the
 * box does not fit on has a problem instead of a place. `pages` are the document's page sizes; undefined when they are
 * not known: then fractions and percent on pages named by number can be placed, and all else is a problem. `text` is
 * what was found of the keywords, or why it could not be looked for.
 */
export function compilePlacement(
	placement: Placement,
	pages: readonly PageSize[] | undefined,
	text: DocumentText | string = NOT_A_PDF,
): CompiledPlacement {
	if (placement.placeBy === 'keyword') {
		if (!pages || typeof text === 'string')
			return failed([typeof text === 'string' ? text : NOT_A_PDF]);
		const { boxes, problems } = keywordBoxes(placement, pages, text);
		return compiled(placement, boxes, pages, problems);
	}
	const selection = selectPages(placement.page, pages?.length);
	if (!pages && needsPageSize(placement)) return failed([...selection.problems, UNKNOWN_SIZE]);
	const boxes = selection.pages.map((pagenumber) => {
		const page = pages?.[pagenumber - 1] ?? ANY_PAGE;
		return { pagenumber, position: roundPosition(boxOn(placement, page)) };
	});
	return compiled(placement, boxes, pages, selection.problems);
}

function failed(problems: readonly string[]): CompiledPlacement {
	return { places: [], problems, boxes: [] };
}

function compiled(
	placement: Placement,
	boxes: readonly BoxOnPage[],
	pages: readonly PageSize[] | undefined,
	known: readonly string[],
): CompiledPlacement {
	const places: SigningPlace[] = [];
	const pagesByProblem = new Map<string, Set<number>>();
	for (const { pagenumber, position } of boxes) {
		const problems = boxProblems(placement, position, pages?.[pagenumber - 1] ?? ANY_PAGE);
		if (problems.length === 0) places.push({ pagenumber, position: formatPosition(position) });
		for (const problem of problems) {
			const alike = pagesByProblem.get(problem) ?? new Set();
			pagesByProblem.set(problem, alike.add(pagenumber));
		}
	}
	const problems = [...pagesByProblem].map(([text, on]) => `${pagesInWords(on)}, ${text}`);
	return { places, problems: [...known, ...problems], boxes };
}
