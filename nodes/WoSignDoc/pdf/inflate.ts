import { unchecked } from './pdfFacts';

/**
 * Decompresses zlib data as far as it is whole, like readers do: what is broken shows in what is missing.
 * Throws a PdfProblem, and stops, when more than `room` bytes come out.
 */
export async function inflate(compressed: Uint8Array, room: number): Promise<Buffer> {
	const { readable, writable } = new DecompressionStream('deflate');
	const writer = writable.getWriter();
	const written = writer.write(Uint8Array.from(compressed)).then(() => writer.close());
	written.catch(() => undefined);
	const reader = readable.getReader();
	const next = () => reader.read().catch(() => ({ done: true, value: undefined }) as const);
	const parts: Uint8Array[] = [];
	for (let part = await next(); !part.done; part = await next()) {
		room -= part.value.length;
		if (room < 0) {
			await reader.cancel().catch(() => undefined);
			throw unchecked('decompresses to more than is kept in memory');
		}
		parts.push(part.value);
	}
	return Buffer.concat(parts);
}
