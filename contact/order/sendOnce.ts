import type { PlatformVariation } from '../../nodes/WoSignDoc/order/fields/platformVariations';
import type { Order } from '../../nodes/WoSignDoc/order/judge/orderSchema';
import { buildRequest } from '../../nodes/WoSignDoc/order/send/buildRequest';
import { parseResponse } from '../../nodes/WoSignDoc/order/send/parseResponse';
import { encodingFor } from '../../nodes/WoSignDoc/order/send/requestVariations';
import { ProtocolError } from '../../nodes/WoSignDoc/protocol/errors';
import type { StoredFiles } from '../../nodes/WoSignDoc/shared/binarySource';
import type { HttpResponse } from '../../nodes/WoSignDoc/shared/httpResponse';
import type { RequestBody } from '../../nodes/WoSignDoc/shared/requestBody';
import { requestBody } from '../../nodes/WoSignDoc/shared/requestBody';
import type { RequestEncoding } from '../../nodes/WoSignDoc/shared/requestEncoding';
import { sendEncoded } from '../../nodes/WoSignDoc/shared/requestEncoding';
import type { FirstContact } from '../../sandbox/firstContact';

/** The outcome of sending the order. */
export type SentOnce =
	| { readonly kind: 'created'; readonly signid: string }
	/** The platform returned codes: there is no order. */
	| { readonly kind: 'refused'; readonly reason: string; readonly remedy: string }
	/** It can't have arrived. */
	| { readonly kind: 'notSent'; readonly reason: string; readonly remedy: string }
	/** The order may exist, and nothing is sent again. */
	| { readonly kind: 'unknown'; readonly reason: string };

/** The observed requirements for requests, which the order follows. */
type SeenRequests = NonNullable<FirstContact['requests']>;

/** The platform has this number, which no one else can have used, so the order was created (PROTOCOL.md, A2, B11). */
const KNOWN_NUMBER: SentOnce = {
	kind: 'unknown',
	reason:
		'WoSignDoc already has this order number. Either it created the order although it returned -63, or something on the way sent the order twice (A2)',
};
const EXISTING = new Set<unknown>([-46, -47]);

/**
 * Sends an order once, like the node. Only after -63, the same order is sent again in the other encoding, unless the
 * supported encoding is known; nothing else is ever sent again. Never throws.
 *
 * @param post makes the call; throws `requestNotSent` if nothing can have arrived, and anything else if that is unknown
 */
export async function sendOnce(
	order: Order,
	{ url, tokenId }: { readonly url: string; readonly tokenId: string },
	seen: SeenRequests,
	post: (body: RequestBody) => Promise<HttpResponse>,
): Promise<SentOnce> {
	const variations = variationsFor(seen);
	const request = buildRequest(order, tokenId, variations);
	try {
		const answer = await sendEncoded(url, encodingOf(seen), async (encoding) =>
			post(await requestBody(NO_FILES, request, encodingFor(encoding, variations))),
		);
		const { outcome } = parseResponse(answer, order, {
			onExisting: 'item',
			tokenId,
			isFirst: true,
		});
		return 'signid' in outcome ? { kind: 'created', signid: outcome.signid } : KNOWN_NUMBER;
	} catch (error) {
		if (!(error instanceof ProtocolError))
			return { kind: 'unknown', reason: 'There was no response' };
		const { code, message: reason, description: remedy = '', refusals } = error;
		if (refusals.some((refusal) => EXISTING.has(refusal.code))) return KNOWN_NUMBER;
		if (code === 'orderRefused') return { kind: 'refused', reason, remedy };
		// Even a redirect doesn't prove that nothing was done before it.
		return code === 'requestNotSent'
			? { kind: 'notSent', reason, remedy }
			: { kind: 'unknown', reason };
	}
}

/** The whole order is in memory. */
const NO_FILES: StoredFiles = {
	open: async () => await Promise.reject(new Error('there are no stored files')),
};

function encodingOf({ encodings = [] }: SeenRequests): RequestEncoding {
	const [only, ...others] = encodings;
	return only !== undefined && others.length === 0 ? only : 'automatic';
}

/** The node's options for the observations; none for signature positions, which the order is meant to determine. */
export function variationsFor(seen: SeenRequests): Set<PlatformVariation> {
	return new Set<PlatformVariation>([
		...(seen.signerType === 'number' ? (['signerTypeAsNumber'] as const) : []),
		...(seen.pageNumber === 'string' ? (['pagesAsText'] as const) : []),
		...(seen.emptyFields === 'required' ? (['emptyFields'] as const) : []),
		...(seen.sortedKeys === 'required' ? (['sortedKeys'] as const) : []),
		...(seen.orderNumberKey === 'ordernumber' ? (['lowerCaseOrderNumber'] as const) : []),
		...(seen.plusSigns === 'lost' ? (['escapedPlusSigns'] as const) : []),
	]);
}
