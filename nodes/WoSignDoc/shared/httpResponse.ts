import { z } from 'zod';
import type { PlatformResponse } from '../protocol/platformResponse';
import { parsePlatformResponse } from '../protocol/platformResponse';
import { responseText } from './responseText';

/** A response of the platform, or of a proxy or gateway in front of it, with its body as text. */
export interface HttpResponse {
	readonly status: number;
	readonly contentType: string;
	/** Where a redirect points to. */
	readonly location: string | undefined;
	/** At most the first megabyte. */
	readonly body: string;
	/** Why the body can't be read, though its beginning can be shown: see `responseText`. */
	readonly charsetProblem?: string;
}

/** Maximum bytes of a response that are read; the platform's own responses have a few hundred. */
const LONGEST_BODY = 1024 * 1024;

/** A body as a stream, which n8n's newer request helper returns. */
interface AnswerStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
	on(event: 'error', listener: () => void): unknown;
}

const headerSchema = z.string().optional().catch(undefined);

/** A full response of n8n's request helpers, with its body as bytes or as a stream. */
const responseSchema = z.object({
	statusCode: z.number(),
	headers: z.object({ 'content-type': headerSchema, location: headerSchema }).catch({}),
	body: z
		.union([
			z.instanceof(Uint8Array),
			z.custom<AnswerStream>(
				(value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
			),
		])
		.optional(),
});

/** Reads a response, at most its first megabyte. Throws if it breaks off or if the signal aborts. */
export async function readResponse(response: unknown, signal: AbortSignal): Promise<HttpResponse> {
	const { statusCode, headers, body } = responseSchema.parse(response);
	const bytes = body === undefined || body instanceof Uint8Array ? body : await read(body, signal);
	const contentType = headers['content-type'] ?? '';
	const isCut = bytes !== undefined && bytes.length >= LONGEST_BODY;
	const { text, ...problem } = responseText(Buffer.from(bytes ?? []), contentType, isCut);
	return { status: statusCode, contentType, location: headers.location, body: text, ...problem };
}

/**
 * The platform's response; undefined if it isn't one, or if its text can't be decoded: replacement characters must not
 * pass for it.
 */
export function platformResponseOf({
	body,
	charsetProblem,
}: HttpResponse): PlatformResponse | undefined {
	return charsetProblem === undefined ? parsePlatformResponse(body) : undefined;
}

async function read(stream: AnswerStream, signal: AbortSignal): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	// Without a listener, a stream that fails after it was read would end the process.
	stream.on('error', () => undefined);
	const close = () => stream.destroy();
	signal.addEventListener('abort', close, { once: true });
	try {
		for await (const chunk of stream) {
			chunks.push(chunk);
			length += chunk.length;
			if (length >= LONGEST_BODY) break;
		}
	} finally {
		signal.removeEventListener('abort', close);
	}
	signal.throwIfAborted();
	return Buffer.concat(chunks, Math.min(length, LONGEST_BODY));
}
