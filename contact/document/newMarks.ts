import type { Mark } from './drawnMarks';
import type { DrawnDocument } from './openPages';
import type { PlacedRectangle } from './readings';

/** What a document shows that another does not. */
export interface NewMarks {
	/** Looks that are new on every page: a watermark, a footer. */
	readonly everywhere: readonly PlacedRectangle[];
	/** All others. */
	readonly elsewhere: readonly PlacedRectangle[];
}

/** Points by which a mark that was written again may be off. */
const TOLERANCE = 1;

/**
 * What was drawn on a document after it was sent; undefined when that cannot be told, because a page could not be read,
 * is missing, or has no mark left where it was.
 */
export function newMarks(sent: DrawnDocument, received: DrawnDocument): NewMarks | undefined {
	if (sent.pages.length !== received.pages.length) return undefined;
	const pages: Mark[][] = [];
	for (const [index, before] of sent.marks.entries()) {
		const after = received.marks[index];
		if (!before || !after) return undefined;
		const added = withoutThose(after, before);
		// A page that was replaced, perhaps by an image: what was added does not show.
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

/** The marks without one for each of the others, of the same kind and at the same place. */
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

/** Without the size of a path, which rounding changes, and the number of an image, which rewriting the file changes. */
function kindOf({ look }: Mark): string {
	return look.startsWith('text') ? look : (look.split(' ')[0] ?? '');
}

function isSamePlace(one: Mark, other: Mark): boolean {
	return (['left', 'bottom', 'right', 'top'] as const).every(
		(side) => Math.abs(one[side] - other[side]) <= TOLERANCE,
	);
}
