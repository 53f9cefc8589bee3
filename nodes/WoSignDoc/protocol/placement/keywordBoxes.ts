import type { DocumentText, KeywordHit, TextBox } from './documentText';
import { chosenHits } from './keywordChoice';
import { selectPages } from './pageSelection';
import { atEdges, box, sizeOn } from './placementBox';
import type { PageSize } from './placementBox';
import type { KeywordPlacement } from './placementSchema';
import { roundPosition } from './position';
import type { Position } from './position';

/** Why no keyword can be looked for where there is no PDF. */
export const NOT_A_PDF =
	'a keyword (关键字) can be looked for only in a PDF that is given as a file, not in a template’s own document or in another format; place by corners, center or a named place instead';

/** The boxes at a keyword, one for each hit that is meant, and what is wrong, in words. */
export function keywordBoxes(
	placement: KeywordPlacement,
	pages: readonly PageSize[],
	text: DocumentText,
): {
	readonly boxes: readonly { readonly pagenumber: number; readonly position: Position }[];
	readonly problems: readonly string[];
} {
	const selection = selectPages(placement.pages, pages.length);
	if (selection.problems.length > 0) return { boxes: [], problems: selection.problems };
	const { hits, problem } = chosenHits(placement, selection.pages, pages, text);
	return {
		boxes: hits.flatMap((hit) => {
			const page = pages[hit.page - 1];
			return page ? [{ pagenumber: hit.page, position: boxAt(placement, hit, page) }] : [];
		}),
		problems: problem === undefined ? [] : [problem],
	};
}

/** The box's middle on the keyword's middle, or its lower left corner on a corner of the keyword. */
function boxAt(placement: KeywordPlacement, hit: KeywordHit, page: PageSize): Position {
	const { width, height } = sizeOn(placement, page);
	const { width: right, height: up } = sizeOn(
		{ unit: 'mm', width: placement.offsetX, height: placement.offsetY },
		page,
	);
	const { x, y } = anchorPoint(placement.anchor, hit.box);
	const [left, bottom] =
		placement.anchor === 'center'
			? [x / page.width - width / 2, y / page.height - height / 2]
			: [x / page.width, y / page.height];
	return roundPosition(atEdges(box(left + right, bottom + up, width, height), page));
}

function anchorPoint(anchor: KeywordPlacement['anchor'], { left, bottom, right, top }: TextBox) {
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
