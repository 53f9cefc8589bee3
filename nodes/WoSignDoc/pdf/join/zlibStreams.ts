/** Bytes passed to zlib at a time. */
const PIECE = 64 * 1_024;

/** Compresses what is written; zlib works outside the event loop. */
export interface Deflater {
	readonly write: (bytes: Uint8Array) => Promise<void>;
	/** Everything that was written, compressed. */
	readonly end: () => Promise<Buffer>;
}

/** Compresses with zlib (RFC 1950). */
export function deflater(): Deflater {
	const { readable, writable } = new CompressionStream('deflate');
	const writer = writable.getWriter();
	const compressed = allOf(readable);
	return {
		write: async (bytes) => await writer.write(Uint8Array.from(bytes)),
		end: async () => {
			await writer.close();
			return await compressed;
		},
	};
}

/** Decompresses zlib data chunk by chunk, no further than requested. Throws if it is broken. */
export async function* inflated(compressed: Buffer): AsyncGenerator<Buffer> {
	const { readable, writable } = new DecompressionStream('deflate');
	const writer = writable.getWriter();
	const feed = async () => {
		for (let at = 0; at < compressed.length; at += PIECE) {
			await writer.write(Uint8Array.from(compressed.subarray(at, at + PIECE)));
		}
		await writer.close();
	};
	// Errors in the data are reported when it is read.
	feed().catch(() => undefined);
	yield* piecesOf(readable);
}

async function* piecesOf(readable: ReadableStream<unknown>): AsyncGenerator<Buffer> {
	const reader = readable.getReader();
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			if (next.value instanceof Uint8Array) yield Buffer.from(next.value);
		}
	} finally {
		await reader.cancel().catch(() => undefined);
	}
}

async function allOf(readable: ReadableStream<unknown>): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of piecesOf(readable)) pieces.push(piece);
	return Buffer.concat(pieces);
}
