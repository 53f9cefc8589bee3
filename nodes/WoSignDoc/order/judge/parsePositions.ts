import { z } from 'zod';
import type { Box } from '../../protocol/placement/box';
import { boundsProblem } from '../../protocol/placement/box';
import type { Position } from '../../protocol/placement/positionSchema';
import { partSchema, positionSchema } from '../../protocol/placement/positionSchema';
import { validationMessage } from '../../shared/validationMessage';
import { textSchema } from './fieldSchemas';

/** A position, its signer, and its index among that signer's positions; both count from 0. */
export interface SignerPosition {
	readonly signer: number;
	readonly index: number;
	readonly position: Position;
}

/** A problem in an order, and the field that has it. */
export type OrderIssue = Pick<z.ZodIssue, 'path' | 'message'>;

const NOT_A_PAGE = 'must be a page number, or pages such as 1,3-5,last';
const NUMBER = /^\d*\.?\d+$/;

/** A position in the API's own terms (PROTOCOL.md, CreateSignOrder, `signlist`); pages may be a selection. */
const signlistEntrySchema = z
	.strictObject({
		pagenumber: z
			.union([z.number(), z.string().trim().min(1, NOT_A_PAGE)], {
				errorMap: () => ({ message: NOT_A_PAGE }),
			})
			.refine((page) => typeof page === 'string' || (Number.isInteger(page) && page >= 1), {
				message: 'must be a whole number, 1 or more; pages count from 1',
			}),
		part: partSchema,
		position: textSchema.transform((text, context) => {
			const box = parseBox(text);
			const problem = box
				? boundsProblem(box)
				: 'must be four fractions "x1,y1,x2,y2", e.g. "0.30,0.57,0.46,0.69"';
			if (box && problem === undefined) return box;
			context.addIssue({ code: 'custom', message: problem ?? '' });
			return z.NEVER;
		}),
	})
	.transform(({ pagenumber, part, position: box }): Position => ({
		page: String(pagenumber),
		part,
		placeBy: 'corners',
		unit: 'fraction',
		origin: 'lowerLeft',
		...box,
	}));

/** Parses `"0.30,0.57,0.46,0.69"`; undefined if it isn't four plain decimal numbers. */
function parseBox(text: string): Box | undefined {
	const parts = text.split(',').map((part) => part.trim());
	if (parts.length !== 4 || !parts.every((part) => NUMBER.test(part))) return undefined;
	const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = parts.map(Number);
	return { x1, y1, x2, y2 };
}

const signersSchema = z
	.array(
		z
			.object({ signlist: z.array(z.unknown()) })
			.transform(({ signlist }) => signlist)
			.catch([]),
	)
	.catch([]);

/**
 * Parses the positions of all signers separately, in the user's units or in the API's terms. This happens before the
 * document is read, because it has to be searched for their keywords. If `signerlist` or a `signlist` isn't a list,
 * `orderSchema` reports it.
 */
export function parsePositions(signerlist: unknown): {
	readonly positions: readonly SignerPosition[];
	readonly issues: readonly OrderIssue[];
} {
	const positions: SignerPosition[] = [];
	const issues: OrderIssue[] = [];
	for (const [signer, entries] of signersSchema.parse(signerlist).entries()) {
		for (const [index, entry] of entries.entries()) {
			const schema = isSignlistEntry(entry) ? signlistEntrySchema : positionSchema;
			const { data: position, error } = schema.safeParse(entry, { errorMap: validationMessage });
			if (position) positions.push({ signer, index, position });
			for (const { path, message } of error?.issues ?? []) {
				issues.push({ path: [...positionPath({ signer, index }), ...path], message });
			}
		}
	}
	return { positions, issues };
}

/** The path of a position in an order. */
export function positionPath({ signer, index }: Pick<SignerPosition, 'signer' | 'index'>) {
	return ['signerlist', signer, 'signlist', index];
}

/** The keywords at which signers sign, without duplicates. */
export function keywordsOf(positions: readonly SignerPosition[]): string[] {
	const keywords = positions.flatMap(({ position }) =>
		position.placeBy === 'keyword' ? [position.keyword] : [],
	);
	return [...new Set(keywords)];
}

const namesSchema = z.object({ position: z.unknown() }).passthrough();

function isSignlistEntry(entry: unknown): boolean {
	const parsed = namesSchema.safeParse(entry);
	if (!parsed.success || 'keyword' in parsed.data) return false;
	return 'position' in parsed.data || 'pagenumber' in parsed.data;
}
