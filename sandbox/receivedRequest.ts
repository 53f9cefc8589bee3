import { decodeRequestBody } from './requestBody';
import type { ReceivedRequest } from './types';

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
