/** Bytes in, bytes out, piece by piece. */
export type Decoder = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** How a body goes on: so many of its bytes left out, the rest decoded. */
interface Continuation {
	readonly skip: number;
	readonly decode: Decoder;
}

/**
 * Decodes a body as its first bytes call for.
 *
 * @param length bytes that are waited for, unless the body is shorter
 * @param choose may refuse the body by throwing
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
		// A body that is refused is left in the middle.
		await iterator.return?.();
	}
}

async function* resumed(start: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
	if (start.length > 0) yield start;
	for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
		yield next.value;
	}
}
