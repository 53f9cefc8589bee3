import { z } from 'zod';
import { pointsToMillimetres } from '../../protocol/placement/lengthUnits';
import type { PageSize } from '../../protocol/placement/placement';
import { compilePlacement } from '../../protocol/placement/placement';
import { boxesOverlap } from '../../protocol/placement/placementWarnings';
import type { Position } from '../../protocol/placement/position';
import { positionProblem } from '../../protocol/placement/position';
import type { DocumentFacts } from '../judge/documentFacts';
import { placesGiven } from '../judge/keywordsIn';
import { placementOf } from '../judge/placeSchema';

/** A box to sign in, as the preview shows it and its list tells it. */
export type PreviewedPosition = {
	/** The number in the picture, from 1. */
	number: number;
	/** Whose it is, and which of the signer's positions, both from 1. */
	signer: number;
	name: string;
	position: number;
	page: number;
	/** As WoSignDoc gets them: from the page's lower left corner. */
	fractions: Position;
	/** The same in millimetres, with the box's size. */
	millimetres: { x1: number; y1: number; x2: number; y2: number; width: number; height: number };
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

/** Every box of an order, those that reach past their page among them; places that are none have a problem instead. */
export function previewedPositions(
	signerlist: unknown,
	pages: readonly PageSize[],
	text: DocumentFacts['text'],
): PreviewedPosition[] {
	const names = signersSchema.catch([]).parse(signerlist);
	const positions: PreviewedPosition[] = [];
	for (const [signer, entries] of placesGiven(signerlist).entries()) {
		for (const [index, entry] of entries.entries()) {
			const placement = placementOf(entry).data;
			const boxes = placement ? compilePlacement(placement, pages, text).boxes : [];
			for (const { pagenumber, position } of boxes) {
				positions.push({
					number: positions.length + 1,
					signer: signer + 1,
					name: names[signer]?.trim().slice(0, LONGEST_NAME) ?? '',
					position: index + 1,
					page: pagenumber,
					fractions: position,
					millimetres: millimetres(position, pages[pagenumber - 1]),
					overlaps: [],
					offPage: positionProblem(position) !== undefined,
					...(placement?.placeBy === 'keyword' && { keyword: placement.keyword }),
				});
			}
		}
	}
	findOverlaps(positions);
	return positions;
}

function millimetres({ x1, y1, x2, y2 }: Position, page: PageSize | undefined) {
	const { width, height } = page ?? { width: 0, height: 0 };
	const across = (fraction: number) => tenths(pointsToMillimetres(fraction * width));
	const up = (fraction: number) => tenths(pointsToMillimetres(fraction * height));
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

function findOverlaps(positions: readonly PreviewedPosition[]): void {
	const byPage = new Map<number, PreviewedPosition[]>();
	for (const position of positions) {
		const others = byPage.get(position.page) ?? [];
		for (const other of others) {
			if (!boxesOverlap(position.fractions, other.fractions)) continue;
			position.overlaps.push(other.number);
			other.overlaps.push(position.number);
		}
		if (others.length < COMPARED_ON_A_PAGE) byPage.set(position.page, [...others, position]);
	}
}
