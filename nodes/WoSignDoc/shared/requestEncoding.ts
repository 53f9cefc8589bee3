import type { BodyEncoding } from './bodyEncoding';
import { JSON_BODY, PERCENT_ENCODED_BODY } from './bodyEncoding';
import type { HttpResponse } from './httpResponse';
import { platformResponseOf } from './httpResponse';

/** How a request is encoded: in one way, or in whichever the server reads. */
export const REQUEST_ENCODINGS = ['automatic', 'json', 'percentEncoded'] as const;
export type RequestEncoding = (typeof REQUEST_ENCODINGS)[number];

/** The platform could not read the request, and so did nothing (PROTOCOL.md, Error codes). */
const UNREADABLE = -63;

/** What each server, by its base URL, has read in this process. */
const readBefore = new Map<string, BodyEncoding>();

/** A server's answer to a request. */
export interface EncodedAnswer {
	readonly response: HttpResponse;
	/** How the request was encoded that it answers. */
	readonly encoding: BodyEncoding;
	/** Whether the same request in the other encoding was rejected as unreadable before. */
	readonly wasTriedOtherwise: boolean;
}

/** The encoding in which a request goes out first. */
export function firstEncoding(url: string, setting: RequestEncoding): BodyEncoding {
	if (setting === 'automatic') return readBefore.get(url) ?? JSON_BODY;
	return setting === 'json' ? JSON_BODY : PERCENT_ENCODED_BODY;
}

/**
 * Sends a request in the encoding that is set. With `automatic` that is the one that this server has read before in
 * this process, else JSON, as the vendor's document has it; if the server answers that it could not read the request,
 * the same one goes out once more in the other encoding. Nothing else is ever sent again.
 *
 * @param send makes the call; may throw
 */
export async function sendEncoded(
	url: string,
	setting: RequestEncoding,
	send: (encoding: BodyEncoding) => Promise<HttpResponse>,
): Promise<EncodedAnswer> {
	const encoding = firstEncoding(url, setting);
	const response = await send(encoding);
	if (setting !== 'automatic' || !isUnreadable(response)) {
		remember(url, encoding, response);
		return { response, encoding, wasTriedOtherwise: false };
	}
	const other = encoding === JSON_BODY ? PERCENT_ENCODED_BODY : JSON_BODY;
	const second = await send(other);
	remember(url, other, second);
	return { response: second, encoding: other, wasTriedOtherwise: true };
}

function remember(url: string, encoding: BodyEncoding, response: HttpResponse): void {
	if (platformResponseOf(response) && !isUnreadable(response)) readBefore.set(url, encoding);
}

/** Whether the platform says that it could not read the request, and nothing else. */
function isUnreadable(response: HttpResponse): boolean {
	const answer = platformResponseOf(response);
	const codes = answer?.status === 0 ? answer.errorcodes : [];
	return codes.length > 0 && codes.every((code) => Number(code) === UNREADABLE);
}
