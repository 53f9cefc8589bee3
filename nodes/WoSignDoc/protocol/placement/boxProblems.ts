import type { Box, PageSize } from './box';
import { boundsProblem } from './box';
import { isRealLength, lengthInWords } from './lengthUnits';
import type { LengthUnit } from './lengthUnits';
import type { Position } from './positionSchema';

/** What users call one of a position's fields. */
export type FieldNaming = (field: string) => string;

/** Why a position's box, rounded to what is sent, can't be signed in on its page: `field: what is wrong`, in words. */
export function boxProblems(
	position: Position,
	box: Box,
	page: PageSize,
	nameOf: FieldNaming,
): string[] {
	const problem = boundsProblem(box);
	if (problem === undefined) return [];
	const fields = fieldsOf(position);
	const known = [...sizeProblems(fields, box), ...edgeProblems(fields, position, box, page)];
	if (known.length === 0) return [problem];
	return known.map(({ names, message }) => `${names.map(nameOf).join(' and ')}: ${message}`);
}

function sizeProblems(fields: BoxFields, { x1, y1, x2, y2 }: Box): FieldProblem[] {
	return [...(x1 >= x2 ? [fields.tooNarrow] : []), ...(y1 >= y2 ? [fields.tooLow] : [])];
}

function edgeProblems(
	{ left, right, lower, upper }: BoxFields,
	position: Position,
	box: Box,
	page: PageSize,
): FieldProblem[] {
	const width = { name: 'width', points: page.width } as const;
	const height = { name: 'height', points: page.height } as const;
	const edges = [
		{ names: left, edge: 'left', beyond: -box.x1, side: width },
		{ names: right, edge: 'right', beyond: box.x2 - 1, side: width },
		{ names: lower, edge: 'lower', beyond: -box.y1, side: height },
		{ names: upper, edge: 'upper', beyond: box.y2 - 1, side: height },
	];
	return edges
		.filter(({ beyond }) => beyond > 0)
		.map(({ names, edge, beyond, side }) => {
			const distance = lengthInWords(beyond, position.unit, side);
			const size = pageInWords(position.unit, page);
			return { names, message: `the box reaches ${distance} past the ${edge} edge${size}` };
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

interface FieldProblem {
	/** Names of the fields that cause it. */
	readonly names: readonly string[];
	readonly message: string;
}

/** The fields that move a side of the box, and the problems of a box without size. */
interface BoxFields {
	readonly left: readonly string[];
	readonly right: readonly string[];
	readonly lower: readonly string[];
	readonly upper: readonly string[];
	readonly tooNarrow: FieldProblem;
	readonly tooLow: FieldProblem;
}

const CORNERS = {
	left: ['x1'],
	right: ['x2'],
	tooNarrow: {
		names: ['x1'],
		message: 'the left edge (x1) must be less than the right edge (x2)',
	},
};
const FROM_LOWER_LEFT: BoxFields = {
	...CORNERS,
	lower: ['y1'],
	upper: ['y2'],
	tooLow: {
		names: ['y1'],
		message: 'the lower edge (y1) must be less than the upper edge (y2); y counts upwards',
	},
};
const FROM_UPPER_LEFT: BoxFields = {
	...CORNERS,
	lower: ['y2'],
	upper: ['y1'],
	tooLow: {
		names: ['y1'],
		message: 'the upper edge (y1) must be less than the lower edge (y2); y counts downwards',
	},
};
const SIZE = {
	tooNarrow: { names: ['width'], message: 'the box is too narrow to be placed' },
	tooLow: { names: ['height'], message: 'the box is too low to be placed' },
};

function fieldsOf(position: Position): BoxFields {
	switch (position.placeBy) {
		case 'corners':
			return position.origin === 'upperLeft' ? FROM_UPPER_LEFT : FROM_LOWER_LEFT;
		case 'center':
			return { ...SIZE, ...sides(['centerX', 'width'], ['centerY', 'height']) };
		case 'preset':
			return { ...SIZE, ...sides(['width', 'margin'], ['height', 'margin']) };
		case 'keyword':
			return { ...SIZE, ...sides(['offsetX', 'width'], ['offsetY', 'height']) };
	}
}

function sides(across: readonly string[], up: readonly string[]) {
	return { left: across, right: across, lower: up, upper: up };
}
