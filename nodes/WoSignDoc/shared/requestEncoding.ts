import type { BodyEncoding } from './bodyEncoding';
import { JSON_BODY, PERCENT_ENCODED_BODY } from './bodyEncoding';
import type { HttpResponse } from './httpResponse';
import { platformResponseOf } from './httpResponse';

/** How a request is encoded: in a fixed way, or in whichever way the server can read. */
export const REQUEST_ENCODINGS = ['automatic', 'json', 'percentEncoded'] as const;
export type RequestEncoding = (typeof REQUEST_ENCODINGS)[number];

/** The platform couldn't read the request, so it did nothing (PROTOCOL.md, Error codes). */
const UNREADABLE = -63;

/** The encoding that each server, by its base URL, has read in this process. */
const readBefore = new Map<string, BodyEncoding>();

/** A server's response to a request. */
export interface EncodedAnswer {
	readonly response: HttpResponse;
	/** The encoding of the request that it responds to. */
	readonly encoding: BodyEncoding;
	/** Whether the same request was rejected in the other encoding first, as unreadable. */
	readonly wasTriedOtherwise: boolean;
}

/** The encoding to try first. */
export function firstEncoding(url: string, setting: RequestEncoding): BodyEncoding {
	if (setting === 'automatic') return readBefore.get(url) ?? JSON_BODY;
	return setting === 'json' ? JSON_BODY : PERCENT_ENCODED_BODY;
}

/**
 * Sends a request in the configured encoding. `automatic` uses the one that this server has read before in this
 * process, otherwise JSON, as in the vendor's document; if the server responds that it couldn't read the request, the
 * request is sent once more in the other encoding. Nothing else is ever sent twice.
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

/** Whether the platform reports only that it couldn't read the request. */
function isUnreadable(response: HttpResponse): boolean {
	const answer = platformResponseOf(response);
	const codes = answer?.status === 0 ? answer.errorcodes : [];
	return codes.length > 0 && codes.every((code) => Number(code) === UNREADABLE);
}
