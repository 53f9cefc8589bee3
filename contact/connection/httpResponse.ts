import type { HttpResponse } from '../../nodes/WoSignDoc/shared/httpResponse';
import { responseText } from '../../nodes/WoSignDoc/shared/responseText';
import type { WireAnswer } from './post';

/** A response in the nodes' form, with its body as text. */
export function httpResponseOf({
	status,
	headers,
	body,
}: Pick<WireAnswer, 'status' | 'headers' | 'body'>): HttpResponse {
	const contentType = headers['content-type'] ?? '';
	const { text, ...problem } = responseText(body, contentType, false);
	return { status, contentType, location: headers.location, body: text, ...problem };
}
