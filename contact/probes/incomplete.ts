import { z } from 'zod/v4';
import { NO_TEMPLATE } from './situationRequests';

const filled = z.string().trim().min(1);
const several = z.array(z.unknown()).min(1);
/** As lenient as a platform could be: of either type, whatever names and numbers are called. */
const signer = z.intersection(
	z.object({ signType: z.literal([1, 2, '1', '2']) }),
	z.union([
		z.object({ orgName: filled, orgNo: filled }),
		z.object({ userName: filled, userNo: filled }),
	]),
);
/** Base64 of more than a few bytes. */
const contents = z.string().min(16);

/** What an order needs, each by itself: requests that have it. */
const PRESENT = {
	token: z.object({ tokenid: filled }),
	action: z.object({ actiontype: z.literal('CreateSignOrder') }),
	orderNumber: z.union([z.object({ orderNumber: filled }), z.object({ ordernumber: filled })]),
	document: z.union([
		z.object({ filebase: contents }),
		z.object({ tempid: filled.refine((id) => !id.startsWith(NO_TEMPLATE)) }),
	]),
	fileFormat: z.object({ fileformat: filled }),
	signers: z.object({ signerlist: z.array(signer).min(1) }),
	pictures: z.object({
		signerlist: z.array(z.object({ pic: contents, otherpic: contents })).min(1),
	}),
	positions: z.object({ signerlist: z.array(z.object({ signlist: several })).min(1) }),
} satisfies Record<string, z.ZodType>;

const FEWEST_MISSING = 3;

/** What a request lacks that an order needs, judged by its JSON as it goes out. */
function missingIn(json: string): string[] {
	const request: unknown = JSON.parse(json);
	return Object.entries(PRESENT).flatMap(([essential, present]) =>
		present.safeParse(request).success ? [] : [essential],
	);
}

/**
 * The last check before a probe is sent: whatever the code before it does, nothing goes out that has a document, or
 * pictures, or lacks fewer than three things. Throws.
 */
export function assertIncomplete(json: string): void {
	const missing = missingIn(json);
	const isHarmless =
		missing.includes('document') &&
		missing.includes('pictures') &&
		missing.length >= FEWEST_MISSING;
	if (!isHarmless) throw new Error('A probe could become an order; it was not sent');
}
