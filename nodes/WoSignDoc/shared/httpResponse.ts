import { z } from 'zod';

/** An answer of the platform, or of whatever stands in front of it, its body as text. */
export interface HttpResponse {
	readonly status: number;
	readonly contentType: string;
	/** Where a redirect points to. */
	readonly location: string | undefined;
	/** At most the first megabyte. */
	readonly body: string;
}

/** Bytes of an answer that are read; the platform's own answers have a few hundred. */
const LONGEST_BODY = 1024 * 1024;

/** A body that comes as a stream, as n8n's newer request helper gives it. */
interface AnswerStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
	on(event: 'error', listener: () => void): unknown;
}

const headerSchema = z.string().optional().catch(undefined);

/** A full response as n8n's request helpers give it, its body as bytes or as a stream of them. */
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

/**
 * Reads an answer to its end, or to its first megabyte. Throws when it breaks off, or when the signal aborts.
 */
export async function readResponse(response: unknown, signal: AbortSignal): Promise<HttpResponse> {
	const { statusCode, headers, body } = responseSchema.parse(response);
	const bytes = body === undefined || body instanceof Uint8Array ? body : await read(body, signal);
	return {
		status: statusCode,
		contentType: headers['content-type'] ?? '',
		location: headers.location,
		body: bytes ? Buffer.from(bytes).toString('utf8') : '',
	};
}

async function read(stream: AnswerStream, signal: AbortSignal): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	// A stream that breaks after it was read to its end would else end the process.
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
