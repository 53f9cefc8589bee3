/** Bytes in, bytes out, chunk by chunk. */
export type Decoder = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** How to read the rest of a body: skip this many bytes, then decode. */
interface Continuation {
	readonly skip: number;
	readonly decode: Decoder;
}

/**
 * Decodes a body in the way that its first bytes call for.
 *
 * @param length bytes to wait for, unless the body is shorter
 * @param choose may throw to reject the body
 */
export async function* byStart(
	chunks: AsyncIterable<Buffer>,
	length: number,
	choose: (start: Buffer) => Continuation,
): AsyncGenerator<Buffer> {
	const iterator = chunks[Symbol.asyncIterator]();
	try {
		let start: Buffer = Buffer.alloc(0);
		while (start.length < length) {
			const next = await iterator.next();
			if (next.done) break;
			start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
		}
		const { skip, decode } = choose(start);
		yield* decode(resumed(start.subarray(skip), iterator));
	} finally {
		// A rejected body isn't read to its end.
		await iterator.return?.();
	}
}

async function* resumed(start: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
	if (start.length > 0) yield start;
	for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
		yield next.value;
	}
}
