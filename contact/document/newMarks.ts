import type { Mark } from './drawnMarks';
import type { DrawnDocument } from './openPages';
import type { PlacedRectangle } from './readings';

/** What one document shows and another doesn't. */
export interface NewMarks {
	/** Marks that are new on every page, such as a watermark or a footer. */
	readonly everywhere: readonly PlacedRectangle[];
	/** All others. */
	readonly elsewhere: readonly PlacedRectangle[];
}

/** Tolerance in points for the position of a rewritten mark. */
const TOLERANCE = 1;

/**
 * What was drawn on a document after it was sent; undefined if unknown, because a page could not be read, is missing, or
 * none of its marks are where they were.
 */
export function newMarks(sent: DrawnDocument, received: DrawnDocument): NewMarks | undefined {
	if (sent.pages.length !== received.pages.length) return undefined;
	const pages: Mark[][] = [];
	for (const [index, before] of sent.marks.entries()) {
		const after = received.marks[index];
		if (!before || !after) return undefined;
		const added = withoutThose(after, before);
		// The page was replaced, perhaps by an image, so additions can't be identified.
		if (after.length - added.length < before.length / 2) return undefined;
		pages.push(added);
	}
	const looks = pages.map((marks) => new Set(marks.map(({ look }) => look)));
	const isEverywhere = ({ look }: Mark) => looks.every((own) => own.has(look));
	const placed = (wanted: (mark: Mark) => boolean) =>
		pages.flatMap((marks, index) =>
			marks.filter(wanted).map((mark) => ({ page: index + 1, ...mark })),
		);
	return { everywhere: placed(isEverywhere), elsewhere: placed((mark) => !isEverywhere(mark)) };
}

/** The marks, minus one for each of the others of the same kind and at the same position. */
function withoutThose(marks: readonly Mark[], others: readonly Mark[]): Mark[] {
	const byLook = new Map<string, Mark[]>();
	for (const other of others) {
		const key = kindOf(other);
		byLook.set(key, [...(byLook.get(key) ?? []), other]);
	}
	return marks.filter((mark) => {
		const alike = byLook.get(kindOf(mark)) ?? [];
		const at = alike.findIndex((other) => isSamePlace(mark, other));
		if (at !== -1) alike.splice(at, 1);
		return at === -1;
	});
}

/** Ignores a path's size, which rounding changes, and an image's number, which rewriting the file changes. */
function kindOf({ look }: Mark): string {
	return look.startsWith('text') ? look : (look.split(' ')[0] ?? '');
}

function isSamePlace(one: Mark, other: Mark): boolean {
	return (['left', 'bottom', 'right', 'top'] as const).every(
		(side) => Math.abs(one[side] - other[side]) <= TOLERANCE,
	);
}
