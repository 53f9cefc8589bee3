import type { Box, BoxOnPage, PageSize } from './box';
import { roundBox } from './box';
import { atEdges, box, sizeOn } from './boxOn';
import { chosenHits } from './chosenHits';
import type { PageRange } from './documentPart';
import type { DocumentText, KeywordHit, TextBox } from './documentText';
import type { KeywordPosition } from './positionSchema';
import { selectPagesOf } from './selectPages';

/** Why keywords can't be searched for without a PDF. */
export const NOT_A_PDF =
	"a keyword can be looked for only in a PDF that is given as a file, not in a template’s own document or in another format; choose another option under 'Place By' instead";

/** The boxes at a keyword, one for each hit that `hit` selects, and the problems, in words. */
export function keywordBoxes(
	position: KeywordPosition,
	pages: readonly PageSize[],
	text: DocumentText,
	range: PageRange,
): {
	readonly boxes: readonly BoxOnPage[];
	readonly problems: readonly string[];
} {
	const selection = selectPagesOf(position.pages, range);
	if (selection.problems.length > 0) return { boxes: [], problems: selection.problems };
	const { hits, problem } = chosenHits(position, selection.pages, pages, text);
	return {
		boxes: hits.flatMap((hit) => {
			const size = pages[hit.page - 1];
			return size ? [{ page: hit.page, box: boxAt(position, hit, size) }] : [];
		}),
		problems: problem === undefined ? [] : [problem],
	};
}

/** The box centered on the keyword, or with its lower left corner on a corner of the keyword. */
function boxAt(position: KeywordPosition, hit: KeywordHit, page: PageSize): Box {
	const { width, height } = sizeOn(position, page);
	const { width: right, height: up } = sizeOn(
		{ unit: 'mm', width: position.offsetX, height: position.offsetY },
		page,
	);
	const { x, y } = anchorPoint(position.anchor, hit.box);
	const [left, bottom] =
		position.anchor === 'center'
			? [x / page.width - width / 2, y / page.height - height / 2]
			: [x / page.width, y / page.height];
	return roundBox(atEdges(box(left + right, bottom + up, width, height), page));
}

function anchorPoint(anchor: KeywordPosition['anchor'], { left, bottom, right, top }: TextBox) {
	switch (anchor) {
		case 'center':
			return { x: (left + right) / 2, y: (bottom + top) / 2 };
		case 'lowerLeft':
			return { x: left, y: bottom };
		case 'lowerRight':
			return { x: right, y: bottom };
		case 'upperLeft':
			return { x: left, y: top };
		case 'upperRight':
			return { x: right, y: top };
	}
}
