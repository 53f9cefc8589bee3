import { z } from 'zod';
import { LENGTH_UNITS } from './lengthUnits';

/** The named places (`placeBy: "preset"`) on a page. */
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

/** An expression returns a number as text, an input method may type full-width digits; a blank is absent. */
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

/** Corners of a keyword, or its middle. */
const ANCHORS = ['center', 'lowerLeft', 'lowerRight', 'upperLeft', 'upperRight'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** Which hits of a keyword are selected; `only`: there must be exactly one. */
const HITS = ['only', 'first', 'last', 'all', 'number'] as const;

const HIT_MESSAGE = 'must be only, first, last, all, or a number from 1';
const LONGEST_KEYWORD = 100;

const SWITCH_MESSAGES = { invalid_type_error: 'must be true or false' };

/** An expression returns true and false as text, and nothing if its field is missing. */
function readSwitch(value: unknown): unknown {
	if (value === undefined || value === null || value === '' || value === 'false') return false;
	return value === 'true' ? true : value;
}

const PAGE_MESSAGE = 'must be page numbers, e.g. 1 or 1,3-5,last';
const page = z
	.preprocess(
		(value) => value ?? '',
		z.union([z.string(), z.number()], { errorMap: () => ({ message: PAGE_MESSAGE }) }),
	)
	.transform(String);

/** A part of a document that was joined from several files, by its number from 1 or its name; empty for all of it. */
export const partSchema = z
	.preprocess(
		(value) => value ?? '',
		z.union([z.string(), z.number()], {
			errorMap: () => ({ message: 'must be the number of a part, e.g. 2, or its name' }),
		}),
	)
	.transform((value) => String(value).normalize('NFKC').trim());

const common = {
	page,
	part: partSchema,
	unit: choice(LENGTH_UNITS, 'fraction'),
};

/** The corners on one of the page's diagonals: lower left and upper right, or upper left and lower right. */
const corners = z.object({
	...common,
	placeBy: z.literal('corners'),
	origin: choice(['lowerLeft', 'upperLeft'], 'lowerLeft'),
	x1: coordinate,
	y1: coordinate,
	x2: coordinate,
	y2: coordinate,
});

const center = z.object({
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

/** Lengths in millimeters; the pages are those to search. */
const keyword = z.object({
	placeBy: z.literal('keyword'),
	keyword: z
		.union([z.string(), z.number().transform(String)], {
			errorMap: () => ({ message: 'must be the text to look for in the PDF' }),
		})
		.transform((text) => text.trim())
		.pipe(
			z
				.string()
				.min(1, 'is empty: give the text to look for in the PDF')
				.max(LONGEST_KEYWORD, `must be at most ${LONGEST_KEYWORD} characters`),
		),
	hit: z.preprocess(
		(hit) => readNumber(hit) ?? 'only',
		z.union([z.enum(HITS), z.number().int(HIT_MESSAGE).positive(HIT_MESSAGE)], {
			errorMap: () => ({ message: HIT_MESSAGE }),
		}),
	),
	hitNumber: z.preprocess(
		readNumber,
		number.int('must be a whole number').positive('must be 1 or more').default(1),
	),
	part: partSchema,
	pages: z.preprocess((pages) => (pages === '' ? 'all' : (pages ?? 'all')), page),
	acrossLines: z.preprocess(readSwitch, z.boolean(SWITCH_MESSAGES)),
	anchor: choice(ANCHORS, 'center'),
	offsetX: z.preprocess(readNumber, number.default(0)),
	offsetY: z.preprocess(readNumber, number.default(0)),
	width: size,
	height: size,
	unit: z.unknown().transform(() => 'mm' as const),
});

const keywordNamesSchema = z
	.object({
		placeBy: z.unknown(),
		keyword: z.unknown(),
		pages: z.unknown(),
		pagenumber: z.unknown(),
		page: z.unknown(),
		signOn: z.unknown(),
	})
	.passthrough();

/**
 * An entry saved before there was a choice has no `placeBy`, and means corners; in JSON, a keyword implies it. The
 * pages to search have their own field, because the default is all of them; in JSON the usual field works, too.
 */
function withPlaceBy(entry: unknown): unknown {
	const parsed = keywordNamesSchema.safeParse(entry);
	if (!parsed.success) return entry;
	const { placeBy, keyword: sought, pages, pagenumber, page: formPage } = parsed.data;
	const by = placeBy || (sought === undefined ? 'corners' : 'keyword');
	if (by !== 'keyword') return { ...parsed.data, placeBy: by, page: chosenPages(parsed.data) };
	return { ...parsed.data, placeBy: by, pages: pages ?? pagenumber ?? formPage };
}

/** The form has a choice of pages, and a separate field for any other selection. */
function chosenPages({ signOn, page: given }: z.output<typeof keywordNamesSchema>): unknown {
	if (signOn === 'every') return 'all';
	return signOn === 'last' ? 'last' : given;
}

/**
 * Where to sign, as an entry of the node's form says it: pages as text (`selectPages`), and a box by its corners, by
 * its center, by a named place, or at a keyword of the document. Numbers may be text; fields of another `placeBy` are
 * ignored. A number that is missing or invalid is an issue at its field, in words.
 */
export const positionSchema = z.preprocess(
	withPlaceBy,
	z.discriminatedUnion('placeBy', [corners, center, preset, keyword]),
);

export type Position = z.output<typeof positionSchema>;
/** A position at a keyword in the document. */
export type KeywordPosition = z.output<typeof keyword>;
/** A position at coordinates on the page. */
export type PagePosition = Exclude<Position, KeywordPosition>;
