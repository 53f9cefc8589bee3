import { z } from 'zod';
import { LENGTH_UNITS } from './lengthUnits';

/** The places on a page that have a name. */
export const PRESETS = [
	'lowerLeft',
	'lowerCenter',
	'lowerRight',
	'middleLeft',
	'center',
	'middleRight',
	'upperLeft',
	'upperCenter',
	'upperRight',
] as const;
export type Preset = (typeof PRESETS)[number];

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** An expression gives a number as text, an input method may give its digits in full width; a blank is none. */
function readNumber(value: unknown): unknown {
	if (value === null) return undefined;
	if (typeof value !== 'string') return value;
	const text = value.normalize('NFKC').trim();
	if (text === '') return undefined;
	return NUMBER.test(text) ? Number(text) : text;
}

const number = z
	.number({ required_error: 'is empty', invalid_type_error: 'must be a number' })
	.finite('must be a number');
const coordinate = z.preprocess(readNumber, number);
const size = z.preprocess(readNumber, number.positive('must be more than 0').optional());
const margin = z.preprocess(readNumber, number.nonnegative('must not be negative').optional());

function choice<Values extends readonly [string, ...string[]]>(
	values: Values,
	whenEmpty: Values[number],
) {
	return z.preprocess(
		(value) => (value === undefined || value === null || value === '' ? whenEmpty : value),
		z.enum(values),
	);
}

const PAGE_MESSAGE = 'must be page numbers, e.g. 1 or 1,3-5,last';
const page = z
	.preprocess(
		(value) => value ?? '',
		z.union([z.string(), z.number()], { errorMap: () => ({ message: PAGE_MESSAGE }) }),
	)
	.transform(String);

const common = {
	page,
	unit: choice(LENGTH_UNITS, 'fraction'),
};

/** The corners on the page's diagonal: lower left and upper right, or upper left and lower right. */
const corners = z.object({
	...common,
	placeBy: z.literal('corners'),
	origin: choice(['lowerLeft', 'upperLeft'], 'lowerLeft'),
	x1: coordinate,
	y1: coordinate,
	x2: coordinate,
	y2: coordinate,
});

const centre = z.object({
	...common,
	placeBy: z.literal('center'),
	origin: choice(['lowerLeft', 'upperLeft'], 'lowerLeft'),
	centerX: coordinate,
	centerY: coordinate,
	width: size,
	height: size,
});

const preset = z.object({
	...common,
	placeBy: z.literal('preset'),
	preset: z.enum(PRESETS),
	width: size,
	height: size,
	margin,
});

/** An entry saved before there was a choice has no `placeBy`, and means corners. */
function withPlaceBy(entry: unknown): unknown {
	if (typeof entry !== 'object' || entry === null) return entry;
	const placeBy = 'placeBy' in entry ? entry.placeBy : undefined;
	return placeBy ? entry : { ...entry, placeBy: 'corners' };
}

/**
 * Where to sign, as an entry of the node's form says it: pages as text (`selectPages`), and a box by its corners,
 * by its centre, or by a named place. Numbers may come as text; fields of another `placeBy` are left aside.
 * A number that is missing or none is an issue at its field, in words.
 */
export const placementSchema = z.preprocess(
	withPlaceBy,
	z.discriminatedUnion('placeBy', [corners, centre, preset]),
);

export type Placement = z.output<typeof placementSchema>;
