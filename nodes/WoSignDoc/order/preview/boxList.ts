import { z } from 'zod';
import type { Box, PageSize } from '../../protocol/placement/box';
import { boundsProblem } from '../../protocol/placement/box';
import type { PlacedBox } from '../../protocol/placement/boxWarnings';
import { boxesOverlap } from '../../protocol/placement/boxWarnings';
import { pointsToMillimeters } from '../../protocol/placement/lengthUnits';

/** A box to sign in, as the preview draws and lists it. */
export type ListedBox = {
	/** Its number in the preview, from 1. */
	number: number;
	/** The signer, and which of the signer's positions it is, both from 1. */
	signer: number;
	name: string;
	position: number;
	page: number;
	/** As sent to WoSignDoc: from the page's lower left corner. */
	fractions: Box;
	/** The same in millimeters, with the box's size. */
	millimeters: { x1: number; y1: number; x2: number; y2: number; width: number; height: number };
	/** The numbers of the boxes that this one overlaps. */
	overlaps: number[];
	/** Whether it extends beyond the page, so it can't be signed in. */
	offPage: boolean;
	/** The keyword that it is placed at. */
	keyword?: string;
};

/** Maximum boxes per page that are compared. */
const COMPARED_ON_A_PAGE = 200;
const LONGEST_NAME = 60;

const signersSchema = z.array(
	z
		.object({ orgName: z.unknown(), userName: z.unknown() })
		.transform(({ orgName, userName }) =>
			z
				.string()
				.catch('')
				.parse(orgName ?? userName),
		)
		.catch(''),
);

/** The boxes of an order as its preview shows them, including those that extend beyond their page. */
export function boxList(
	signerlist: unknown,
	boxes: readonly PlacedBox[],
	pages: readonly PageSize[],
): ListedBox[] {
	const names = signersSchema.catch([]).parse(signerlist);
	const previewed = boxes.map(({ signer, position, page, box, keyword }, index) => ({
		number: index + 1,
		signer: signer + 1,
		name: names[signer]?.trim().slice(0, LONGEST_NAME) ?? '',
		position: position + 1,
		page,
		fractions: box,
		millimeters: millimeters(box, pages[page - 1]),
		overlaps: [],
		offPage: boundsProblem(box) !== undefined,
		...(keyword !== undefined && { keyword }),
	}));
	findOverlaps(previewed);
	return previewed;
}

function millimeters({ x1, y1, x2, y2 }: Box, page: PageSize | undefined) {
	const { width, height } = page ?? { width: 0, height: 0 };
	const across = (fraction: number) => tenths(pointsToMillimeters(fraction * width));
	const up = (fraction: number) => tenths(pointsToMillimeters(fraction * height));
	return {
		x1: across(x1),
		y1: up(y1),
		x2: across(x2),
		y2: up(y2),
		width: across(x2 - x1),
		height: up(y2 - y1),
	};
}

function tenths(value: number): number {
	return Number(value.toFixed(1));
}

function findOverlaps(boxes: readonly ListedBox[]): void {
	const byPage = new Map<number, ListedBox[]>();
	for (const box of boxes) {
		const others = byPage.get(box.page) ?? [];
		for (const other of others) {
			if (!boxesOverlap(box.fractions, other.fractions)) continue;
			box.overlaps.push(other.number);
			other.overlaps.push(box.number);
		}
		if (others.length < COMPARED_ON_A_PAGE) byPage.set(box.page, [...others, box]);
	}
}
