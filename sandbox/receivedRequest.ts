import type { IncomingHttpHeaders } from 'node:http';
import { decodeRequestBody } from './requestBody';

export interface ReceivedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	contentType: string | undefined;
	/** The raw bytes of the body. */
	body: Buffer;
	/** The decoded JSON; undefined when the body holds none. Decoded anew at each reading. */
	readonly json: unknown;
	/** HTTP status of the answer; undefined when the connection was cut or left hanging. */
	httpStatus?: number | undefined;
	/** Text of the answer. */
	answer?: string | undefined;
	/** The API's error code in the answer, 0 for an accepted order. */
	errorCode?: number | undefined;
	/** Why a request was refused, in words. Never sent. */
	reason?: string | undefined;
}

/** A request as the sandbox remembers it. The JSON is decoded at each reading, so that it is not held twice. */
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
