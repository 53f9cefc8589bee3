import { z } from 'zod';
import type { Placement, SigningPlace } from '../../protocol/placement/placement';
import { compilePlacement, placementSchema } from '../../protocol/placement/placement';
import { parsePosition, positionProblem } from '../../protocol/placement/position';
import { validationMessage } from '../../shared/validationMessage';
import type { DocumentFacts } from './documentFacts';
import { textSchema } from './fieldSchemas';

/** A place to sign, and the number of the entry that it came from: one entry may name many pages. */
export interface EntryPlace extends SigningPlace {
	readonly entry: number;
}

const NOT_A_PAGE = 'must be a page number, or pages such as 1,3-5,last';

/** A place in the API's own terms (PROTOCOL.md, CreateSignOrder, `signlist`); pages may be a selection. */
const wirePlaceSchema = z
	.strictObject({
		pagenumber: z
			.union([z.number(), z.string().trim().min(1, NOT_A_PAGE)], {
				errorMap: () => ({ message: NOT_A_PAGE }),
			})
			.refine((page) => typeof page === 'string' || (Number.isInteger(page) && page >= 1), {
				message: 'must be a whole number, 1 or more; pages count from 1',
			}),
		position: textSchema.transform((text, context) => {
			const position = parsePosition(text);
			const problem = position
				? positionProblem(position)
				: 'must be four fractions "x1,y1,x2,y2", e.g. "0.30,0.57,0.46,0.69"';
			if (position && problem === undefined) return position;
			context.addIssue({ code: 'custom', message: problem ?? '' });
			return z.NEVER;
		}),
	})
	.transform(({ pagenumber, position }): z.input<typeof placementSchema> => ({
		page: pagenumber,
		placeBy: 'corners',
		unit: 'fraction',
		origin: 'lowerLeft',
		...position,
	}));

const wireNamesSchema = z.object({ position: z.unknown() }).passthrough();

/** What of a document decides where its places are. */
export type PlacingFacts = Pick<DocumentFacts, 'pages' | 'text'>;

/** One entry of a signer's places, in the API's terms or in people's units, as places on the document's pages. */
function entrySchema({ pages, text }: PlacingFacts) {
	return z.unknown().transform((entry, context): readonly SigningPlace[] => {
		const parsed = placementOf(entry);
		if (!parsed.success) {
			parsed.error.issues.forEach((issue) => context.addIssue(issue));
			return z.NEVER;
		}
		// Where the document is the problem, nothing can be said of its pages.
		if (pages === 'unreadable') return [];
		const { places, problems } = compilePlacement(parsed.data, pages, text);
		problems.forEach((message) => context.addIssue({ code: 'custom', message }));
		return places;
	});
}

/** One entry, not yet judged, as a placement. */
export function placementOf(entry: unknown): z.SafeParseReturnType<unknown, Placement> {
	return isWirePlace(entry)
		? wirePlaceSchema.pipe(placementSchema).safeParse(entry, { errorMap: validationMessage })
		: placementSchema.safeParse(entry, { errorMap: validationMessage });
}

function isWirePlace(entry: unknown): boolean {
	const parsed = wireNamesSchema.safeParse(entry);
	if (!parsed.success || 'keyword' in parsed.data) return false;
	return 'position' in parsed.data || 'pagenumber' in parsed.data;
}

/** A signer's places, all entries' in one list; at least one entry where nothing else says where to sign. */
export function placesSchema(facts: PlacingFacts, areRequired: boolean) {
	const message = 'at least one position is needed when there is no template';
	return z
		.array(entrySchema(facts), {
			invalid_type_error: 'must be a list of places to sign, or JSON text of one',
		})
		.min(areRequired ? 1 : 0, message)
		.transform((entries) =>
			entries.flatMap((places, entry) => places.map((place): EntryPlace => ({ ...place, entry }))),
		);
}
