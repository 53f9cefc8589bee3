import type { Box, BoxOnPage, PageSize } from './box';
import { pointsToMillimeters } from './lengthUnits';
import { pagesInWords } from './pagesInWords';

/** A box to sign in, its signer, and which of the signer's positions it comes from: both count from 0. */
export interface PlacedBox extends BoxOnPage {
	readonly signer: number;
	readonly position: number;
	/** The keyword that it is placed at. */
	readonly keyword?: string | undefined;
}

/** What should be reviewed before sending, though the platform may accept it. */
export interface BoxWarning {
	readonly code: 'boxesOverlap' | 'boxTooSmall';
	readonly signer: number;
	readonly position: number;
	/** Names all affected pages. */
	readonly message: string;
}

/** A seal or a signature smaller than this is hard to read. */
const SMALLEST_MILLIMETERS = 10;
/** What rounding to the 6 decimals that are sent may change on a box, on the largest of pages. */
const ROUNDING_MILLIMETERS = 0.01;
/** Two roundings: boxes that touch may overlap by this much. */
const ROUNDING_FRACTION = 2e-6;
/** Bounds the work per page: only the first boxes are compared. */
const COMPARED_ON_A_PAGE = 200;
const MOST_WARNINGS = 100;

/**
 * Boxes that overlap on a page (touching edges don't count), one warning per pair of positions no matter how many pages
 * they share; and boxes narrower or lower than 10 mm on pages of known size, one per position. At most 100 of each.
 */
export function boxWarnings(
	boxes: readonly PlacedBox[],
	pages: readonly PageSize[] | undefined,
): BoxWarning[] {
	return [...overlaps(boxes), ...(pages ? tooSmall(boxes, pages) : [])];
}

/** A finding on one or more pages, about one box or two. */
interface Sighting {
	readonly box: PlacedBox;
	readonly other: PlacedBox;
	readonly pages: Set<number>;
}

function overlaps(boxes: readonly PlacedBox[]): BoxWarning[] {
	const sightings = new Map<string, Sighting>();
	for (const onPage of groupedByPage(boxes)) {
		for (const [index, box] of onPage.entries()) {
			for (const other of onPage.slice(0, index)) {
				if (boxesOverlap(box.box, other.box)) addSighting(sightings, box, other);
			}
		}
	}
	return [...sightings.values()].map(({ box, other, pages }) => ({
		...about('boxesOverlap', box),
		message: `overlaps Signer ${other.signer + 1} › Position ${other.position + 1} on ${pagesInWords(pages)}: one signature may hide the other`,
	}));
}

function tooSmall(boxes: readonly PlacedBox[], pages: readonly PageSize[]): BoxWarning[] {
	const sightings = new Map<string, Sighting>();
	for (const box of boxes) {
		const size = sizeOf(box, pages);
		if (size && Math.min(...size) < SMALLEST_MILLIMETERS - ROUNDING_MILLIMETERS) {
			addSighting(sightings, box, box);
		}
	}
	return [...sightings.values()].map(({ box, pages: on }) => {
		const size = sizeOf(box, pages)
			?.map((length) => Number(length.toFixed(1)))
			.join(' × ');
		return {
			...about('boxTooSmall', box),
			message: `is less than ${SMALLEST_MILLIMETERS} mm wide or high on ${pagesInWords(on)} (${size} mm on page ${box.page}): the signature may be unreadable`,
		};
	});
}

function groupedByPage(boxes: readonly PlacedBox[]): Iterable<PlacedBox[]> {
	const groups = new Map<number, PlacedBox[]>();
	for (const box of boxes) {
		const group = groups.get(box.page);
		if (!group) groups.set(box.page, [box]);
		else if (group.length < COMPARED_ON_A_PAGE) group.push(box);
	}
	return groups.values();
}

function addSighting(sightings: Map<string, Sighting>, box: PlacedBox, other: PlacedBox): void {
	const key = [box.signer, box.position, other.signer, other.position].join(',');
	const seen = sightings.get(key);
	if (seen) seen.pages.add(box.page);
	else if (sightings.size < MOST_WARNINGS) {
		sightings.set(key, { box, other, pages: new Set([box.page]) });
	}
}

/** Whether two boxes on one page overlap; touching edges do not. */
export function boxesOverlap(one: Box, other: Box): boolean {
	const across = Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1);
	const up = Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1);
	return Math.min(across, up) > ROUNDING_FRACTION;
}

/** Width and height in millimeters, where the page's size is known. */
function sizeOf({ page: number, box }: PlacedBox, pages: readonly PageSize[]) {
	const page = pages[number - 1];
	if (!page) return undefined;
	const { x1, y1, x2, y2 } = box;
	return [(x2 - x1) * page.width, (y2 - y1) * page.height].map(pointsToMillimeters);
}

function about(code: BoxWarning['code'], { signer, position }: PlacedBox) {
	return { code, signer, position };
}
