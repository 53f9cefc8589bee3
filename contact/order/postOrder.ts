import { ProtocolError } from '../../nodes/WoSignDoc/protocol/errors';
import type { HttpResponse } from '../../nodes/WoSignDoc/shared/httpResponse';
import type { RequestBody } from '../../nodes/WoSignDoc/shared/requestBody';
import { httpResponseOf } from '../connection/httpResponse';
import { post } from '../connection/post';
import { ContactError } from '../contactError';
import type { Contact } from '../step';

/** Milliseconds to wait for the response; more than for a probe, to avoid an unknown outcome. */
const TIMEOUT = 120_000;

/**
 * Posts an order. Throws `requestNotSent` if no connection was established, so that nothing can have arrived; any other
 * error leaves open whether the order exists.
 */
export async function postOrder(contact: Contact, body: RequestBody): Promise<HttpResponse> {
	if (!Buffer.isBuffer(body.bytes)) throw new TypeError('the whole order is in memory');
	let mayHaveArrived = false;
	try {
		const answer = await post(contact, {
			body: body.bytes,
			contentType: body.contentType,
			timeout: TIMEOUT,
			onConnected: () => (mayHaveArrived = true),
		});
		return httpResponseOf(answer);
	} catch (error) {
		if (mayHaveArrived || !(error instanceof Error)) throw error;
		const description = error instanceof ContactError ? error.remedy : '';
		throw new ProtocolError('requestNotSent', error.message, { description, cause: error });
	}
}
