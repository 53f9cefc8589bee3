import { pointsToMillimetres } from './lengthUnits';
import { pagesInWords } from './pagesInWords';
import type { PageSize } from './placement';
import type { Position } from './position';

/** A box to sign in: whose, from which of the signer's position entries (both from 0), and where. */
export interface PlacedBox {
	readonly signer: number;
	readonly index: number;
	readonly pagenumber: number;
	readonly position: Position;
}

/** What a person should look at before they send, though the platform may take it. */
export interface PlacementWarning {
	readonly code: 'boxesOverlap' | 'boxTooSmall';
	readonly signer: number;
	readonly index: number;
	/** The first page it is seen on; `message` names all. */
	readonly pagenumber: number;
	readonly message: string;
}

/** A seal or a signature smaller than this is hard to read. */
const SMALLEST_MILLIMETRES = 10;
/** What rounding to the wire's 6 decimals may take off a box, on the largest of pages. */
const ROUNDING_MILLIMETRES = 0.01;
/** Two roundings: boxes that touch may reach so far into each other. */
const ROUNDING_FRACTION = 2e-6;
/** Bounds the work on a page: of more boxes the first are compared. */
const COMPARED_ON_A_PAGE = 200;
const MOST_WARNINGS = 100;

/**
 * Boxes that overlap on a page (touching edges do not), one warning a pair of entries however many pages they share;
 * and boxes narrower or lower than 10 mm on pages whose size is known, one a position entry. At most 100 of each.
 */
export function placementWarnings(
	boxes: readonly PlacedBox[],
	pages: readonly PageSize[] | undefined,
): PlacementWarning[] {
	return [...overlaps(boxes), ...(pages ? tooSmall(boxes, pages) : [])];
}

/** Something seen on one page or more: of one box, or of two. */
interface Sighting {
	readonly box: PlacedBox;
	readonly other: PlacedBox;
	readonly pages: Set<number>;
}

function overlaps(boxes: readonly PlacedBox[]): PlacementWarning[] {
	const sightings = new Map<string, Sighting>();
	for (const onPage of groupedByPage(boxes)) {
		for (const [place, box] of onPage.entries()) {
			for (const other of onPage.slice(0, place)) {
				if (boxesOverlap(box.position, other.position)) addSighting(sightings, box, other);
			}
		}
	}
	return [...sightings.values()].map(({ box, other, pages }) => ({
		...placeOf('boxesOverlap', box),
		message: `overlaps Signer ${other.signer + 1} › Position ${other.index + 1} on ${pagesInWords(pages)}: one signature may hide the other`,
	}));
}

function tooSmall(boxes: readonly PlacedBox[], pages: readonly PageSize[]): PlacementWarning[] {
	const sightings = new Map<string, Sighting>();
	for (const box of boxes) {
		const size = sizeOf(box, pages);
		if (size && Math.min(...size) < SMALLEST_MILLIMETRES - ROUNDING_MILLIMETRES) {
			addSighting(sightings, box, box);
		}
	}
	return [...sightings.values()].map(({ box, pages: on }) => {
		const size = sizeOf(box, pages)
			?.map((length) => Number(length.toFixed(1)))
			.join(' × ');
		return {
			...placeOf('boxTooSmall', box),
			message: `is less than ${SMALLEST_MILLIMETRES} mm wide or high on ${pagesInWords(on)} (${size} mm on page ${box.pagenumber}): the signature may be unreadable`,
		};
	});
}

function groupedByPage(boxes: readonly PlacedBox[]): Iterable<PlacedBox[]> {
	const groups = new Map<number, PlacedBox[]>();
	for (const box of boxes) {
		const group = groups.get(box.pagenumber);
		if (!group) groups.set(box.pagenumber, [box]);
		else if (group.length < COMPARED_ON_A_PAGE) group.push(box);
	}
	return groups.values();
}

function addSighting(sightings: Map<string, Sighting>, box: PlacedBox, other: PlacedBox): void {
	const key = [box.signer, box.index, other.signer, other.index].join(',');
	const seen = sightings.get(key);
	if (seen) seen.pages.add(box.pagenumber);
	else if (sightings.size < MOST_WARNINGS) {
		sightings.set(key, { box, other, pages: new Set([box.pagenumber]) });
	}
}

/** Whether two boxes on one page overlap; touching edges do not. */
export function boxesOverlap(one: Position, other: Position): boolean {
	const across = Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1);
	const up = Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1);
	return Math.min(across, up) > ROUNDING_FRACTION;
}

/** Width and height in millimetres, where the page's size is known. */
function sizeOf({ pagenumber, position }: PlacedBox, pages: readonly PageSize[]) {
	const page = pages[pagenumber - 1];
	if (!page) return undefined;
	const { x1, y1, x2, y2 } = position;
	return [(x2 - x1) * page.width, (y2 - y1) * page.height].map(pointsToMillimetres);
}

function placeOf(code: PlacementWarning['code'], { signer, index, pagenumber }: PlacedBox) {
	return { code, signer, index, pagenumber };
}
