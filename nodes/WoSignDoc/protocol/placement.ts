import { pagesInWords } from './pagesInWords';
import { selectPages } from './pageSelection';
import { boxOn, needsPageSize } from './placementBox';
import type { PageSize } from './placementBox';
import { boxProblems } from './placementProblems';
import type { Placement } from './placementSchema';
import { formatPosition, roundPosition } from './position';

export type { PageSize } from './placementBox';
export { placementSchema } from './placementSchema';
export type { Placement } from './placementSchema';

/** One entry of `signlist`, as the wire wants it (PROTOCOL.md, CreateSignOrder, A signer). */
export interface SigningPlace {
	readonly pagenumber: number;
	readonly position: string;
}

/** What a placement comes to: places to sign, and what is wrong, in words that name page and field. */
export interface CompiledPlacement {
	readonly places: readonly SigningPlace[];
	readonly problems: readonly string[];
}

const UNKNOWN_SIZE =
	'the page’s size is not known (a template, or not a PDF): give every length as a fraction or in percent';

/** Stands in for a page whose size does not matter. */
const ANY_PAGE: PageSize = { width: 1, height: 1 };

/**
 * Where to sign, in people's units, as the API's fractions of each selected page, origin lower left. A page that the
 * box does not fit on has a problem instead of a place. `pages` are the document's page sizes; undefined when they are
 * not known: then fractions and percent on pages named by number can be placed, and all else is a problem.
 */
export function compilePlacement(
	placement: Placement,
	pages: readonly PageSize[] | undefined,
): CompiledPlacement {
	const selection = selectPages(placement.page, pages?.length);
	if (!pages && needsPageSize(placement)) {
		return { places: [], problems: [...selection.problems, UNKNOWN_SIZE] };
	}
	const places: SigningPlace[] = [];
	const pagesByProblem = new Map<string, number[]>();
	for (const pagenumber of selection.pages) {
		const page = pages?.[pagenumber - 1] ?? ANY_PAGE;
		const position = roundPosition(boxOn(placement, page));
		const problems = boxProblems(placement, position, page);
		if (problems.length === 0) places.push({ pagenumber, position: formatPosition(position) });
		for (const problem of problems) {
			const alike = pagesByProblem.get(problem);
			if (alike) alike.push(pagenumber);
			else pagesByProblem.set(problem, [pagenumber]);
		}
	}
	const problems = [...pagesByProblem].map(([text, on]) => `${pagesInWords(on)}, ${text}`);
	return { places, problems: [...selection.problems, ...problems] };
}
