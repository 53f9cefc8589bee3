import { z } from 'zod';
import type { Box, PageSize } from '../../protocol/placement/box';
import { boundsProblem } from '../../protocol/placement/box';
import type { PlacedBox } from '../../protocol/placement/boxWarnings';
import { boxesOverlap } from '../../protocol/placement/boxWarnings';
import { pointsToMillimeters } from '../../protocol/placement/lengthUnits';

/** A box to sign in, as the preview draws and lists it. */
export type ListedBox = {
	/** The number in the picture, from 1. */
	number: number;
	/** Whose it is, and which of the signer's positions, both from 1. */
	signer: number;
	name: string;
	position: number;
	page: number;
	/** As WoSignDoc gets them: from the page's lower left corner. */
	fractions: Box;
	/** The same in millimeters, with the box's size. */
	millimeters: { x1: number; y1: number; x2: number; y2: number; width: number; height: number };
	/** The numbers of the boxes that this one overlaps. */
	overlaps: number[];
	/** Whether it reaches past the page, so that it cannot be signed. */
	offPage: boolean;
	/** The text at which it is. */
	keyword?: string;
};

/** Of more boxes on a page only so many are compared. */
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

/** The boxes of an order as its preview shows them, those that reach past their page among them. */
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
