import type { IncomingHttpHeaders } from 'node:http';
import { decodeRequestBody } from './requestBody';

export interface ReceivedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	contentType: string | undefined;
	/** The raw bytes of the body. */
	body: Buffer;
	/** The decoded JSON; undefined if the body has none. Decoded on each access. */
	readonly json: unknown;
	/** HTTP status of the response; undefined if the connection was cut or left hanging. */
	httpStatus?: number | undefined;
	/** Body of the response. */
	answer?: string | undefined;
	/** The API's error code in the response; 0 if the order was accepted. */
	errorCode?: number | undefined;
	/** Why the request was rejected. For the log; never sent. */
	reason?: string | undefined;
}

/** A request as kept by the sandbox. The JSON is decoded on each access, so that it isn't held in memory twice. */
export function receivedRequest(
	parts: Pick<ReceivedRequest, 'method' | 'path' | 'headers' | 'body'>,
): ReceivedRequest {
	const contentType = parts.headers['content-type'];
	return {
		...parts,
		contentType,
		get json() {
			try {
				return decodeRequestBody(parts.body, contentType);
			} catch {
				return undefined;
			}
		},
	};
}
