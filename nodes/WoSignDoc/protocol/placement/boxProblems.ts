import type { Box, PageSize } from './box';
import { boundsProblem } from './box';
import { isRealLength, lengthInWords } from './lengthUnits';
import type { LengthUnit } from './lengthUnits';
import type { Position } from './positionSchema';

/** Why a position's box, rounded to what is sent, can't be signed in on its page: `field: what is wrong`, in words. */
export function boxProblems(position: Position, box: Box, page: PageSize): string[] {
	const problem = boundsProblem(box);
	if (problem === undefined) return [];
	const known = [...sizeProblems(position, box), ...edgeProblems(position, box, page)];
	return known.length > 0 ? known : [problem];
}

function sizeProblems(position: Position, { x1, y1, x2, y2 }: Box): string[] {
	const fields = fieldsOf(position);
	return [...(x1 >= x2 ? [fields.tooNarrow] : []), ...(y1 >= y2 ? [fields.tooLow] : [])];
}

function edgeProblems(position: Position, box: Box, page: PageSize): string[] {
	const { left, right, lower, upper } = fieldsOf(position);
	const width = { name: 'width', points: page.width } as const;
	const height = { name: 'height', points: page.height } as const;
	const edges = [
		{ field: left, edge: 'left', beyond: -box.x1, side: width },
		{ field: right, edge: 'right', beyond: box.x2 - 1, side: width },
		{ field: lower, edge: 'lower', beyond: -box.y1, side: height },
		{ field: upper, edge: 'upper', beyond: box.y2 - 1, side: height },
	];
	return edges
		.filter(({ beyond }) => beyond > 0)
		.map(({ field, edge, beyond, side }) => {
			const distance = lengthInWords(beyond, position.unit, side);
			return `${field}: the box reaches ${distance} past the ${edge} edge${pageInWords(position.unit, page)}`;
		});
}

function pageInWords(unit: LengthUnit, { width, height }: PageSize): string {
	if (!isRealLength(unit)) return '';
	const size = [
		{ name: 'width', points: width } as const,
		{ name: 'height', points: height } as const,
	].map((side) => lengthInWords(1, unit, side));
	return ` (the page is ${size.join(' × ')})`;
}

/** The fields that move a side of the box, and the messages for a box without size. */
interface BoxFields {
	readonly left: string;
	readonly right: string;
	readonly lower: string;
	readonly upper: string;
	readonly tooNarrow: string;
	readonly tooLow: string;
}

const CORNERS = {
	left: 'x1',
	right: 'x2',
	tooNarrow: 'x1: the left edge (x1) must be less than the right edge (x2)',
};
const FROM_LOWER_LEFT: BoxFields = {
	...CORNERS,
	lower: 'y1',
	upper: 'y2',
	tooLow: 'y1: the lower edge (y1) must be less than the upper edge (y2); y counts upwards',
};
const FROM_UPPER_LEFT: BoxFields = {
	...CORNERS,
	lower: 'y2',
	upper: 'y1',
	tooLow: 'y1: the upper edge (y1) must be less than the lower edge (y2); y counts downwards',
};
const SIZE = {
	tooNarrow: 'width: the box is too narrow to be placed',
	tooLow: 'height: the box is too low to be placed',
};

function fieldsOf(position: Position): BoxFields {
	switch (position.placeBy) {
		case 'corners':
			return position.origin === 'upperLeft' ? FROM_UPPER_LEFT : FROM_LOWER_LEFT;
		case 'center':
			return { ...SIZE, ...sides('centerX and width', 'centerY and height') };
		case 'preset':
			return { ...SIZE, ...sides('width and margin', 'height and margin') };
		case 'keyword':
			return { ...SIZE, ...sides('offsetX and width', 'offsetY and height') };
	}
}

function sides(across: string, up: string) {
	return { left: across, right: across, lower: up, upper: up };
}
