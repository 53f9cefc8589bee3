import { PdfSyntaxError } from './pdfSyntaxError';

/** The header of the compressed data (RFC 1950, 2.2). */
const HEADER_LENGTH = 2;
/** Size of the parts in which broken data is salvaged. */
const SMALLEST_PART = 64;
const MOST_PARTS = 256;

/**
 * Decompresses zlib data, by default as far as it is intact, as readers do: whatever is broken is simply missing.
 * Throws a PdfSyntaxError, and stops, as soon as the output exceeds `room` bytes.
 *
 * @param broken how to handle incomplete data: `refuse` throws a PdfSyntaxError
 */
export async function inflate(
	compressed: Uint8Array,
	room: number,
	broken: 'keep' | 'refuse' = 'keep',
): Promise<Buffer> {
	const { plain, isWhole } = await decompress('deflate', [compressed], room);
	if (!isWhole && broken === 'refuse') {
		throw new PdfSyntaxError('has compressed data that is broken');
	}
	return plain;
}

/**
 * Decompresses broken zlib data as far as possible: without its checksum, which may be the only error, and in small
 * parts, because an error loses the rest of its part. Takes about ten times as long as `inflate`.
 */
export async function salvage(compressed: Uint8Array, room: number): Promise<Buffer> {
	const data = compressed.subarray(HEADER_LENGTH);
	const size = Math.max(SMALLEST_PART, Math.ceil(data.length / MOST_PARTS));
	const parts = Array.from({ length: Math.ceil(data.length / size) }, (_, index) =>
		data.subarray(index * size, (index + 1) * size),
	);
	return (await decompress('deflate-raw', parts, room)).plain;
}

async function decompress(
	format: 'deflate' | 'deflate-raw',
	compressed: readonly Uint8Array[],
	room: number,
): Promise<{ readonly plain: Buffer; readonly isWhole: boolean }> {
	const { readable, writable } = new DecompressionStream(format);
	const writer = writable.getWriter();
	const feed = async () => {
		for (const part of compressed) await writer.write(Uint8Array.from(part));
		await writer.close();
	};
	feed().catch(() => undefined);
	const reader = readable.getReader();
	let isWhole = true;
	const next = async () => {
		const value: unknown = (await reader.read()).value;
		return value instanceof Uint8Array ? value : undefined;
	};
	const atError = () => {
		isWhole = false;
		return undefined;
	};
	const parts: Uint8Array[] = [];
	let length = 0;
	for (let part = await next().catch(atError); part; part = await next().catch(atError)) {
		length += part.length;
		parts.push(part);
		if (length <= room) continue;
		await reader.cancel().catch(() => undefined);
		throw new PdfSyntaxError('decompresses to more than is kept in memory');
	}
	return { plain: Buffer.concat(parts), isWhole };
}
