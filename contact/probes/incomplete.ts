import { z } from 'zod/v4';
import { NO_TEMPLATE } from './situationRequests';

const filled = z.string().trim().min(1);
const several = z.array(z.unknown()).min(1);
/** As lenient as a platform could be: either type, with any keys for names and numbers. */
const signer = z.intersection(
	z.object({ signType: z.literal([1, 2, '1', '2']) }),
	z.union([
		z.object({ orgName: filled, orgNo: filled }),
		z.object({ userName: filled, userNo: filled }),
	]),
);
/** Base64 of more than a few bytes. */
const contents = z.string().min(16);

/** The separate requirements of an order, each as a schema for requests that meet it. */
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

/** The requirements that a request doesn't meet, judged by the JSON to be sent. */
function missingIn(json: string): string[] {
	const request: unknown = JSON.parse(json);
	return Object.entries(PRESENT).flatMap(([essential, present]) =>
		present.safeParse(request).success ? [] : [essential],
	);
}

/**
 * The last check before a probe is sent: regardless of the code before it, no request is sent that has a document or
 * pictures, or that lacks fewer than three requirements. Throws.
 */
export function assertIncomplete(json: string): void {
	const missing = missingIn(json);
	const isHarmless =
		missing.includes('document') &&
		missing.includes('pictures') &&
		missing.length >= FEWEST_MISSING;
	if (!isHarmless) throw new Error('A probe could have created an order; it was not sent');
}
