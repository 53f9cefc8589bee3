import { PdfSyntaxError } from './pdfSyntaxError';

/**
 * Decompresses zlib data, by default as far as it is whole, like readers do: what is broken shows in what is missing.
 * Throws a PdfSyntaxError, and stops, when more than `room` bytes come out.
 *
 * @param broken what becomes of data that is not whole: `refuse` throws a PdfSyntaxError
 */
export async function inflate(
	compressed: Uint8Array,
	room: number,
	broken: 'keep' | 'refuse' = 'keep',
): Promise<Buffer> {
	const { readable, writable } = new DecompressionStream('deflate');
	const writer = writable.getWriter();
	writer
		.write(Uint8Array.from(compressed))
		.then(() => writer.close())
		.catch(() => undefined);
	const reader = readable.getReader();
	const next = async () => {
		const value: unknown = (await reader.read()).value;
		return value instanceof Uint8Array ? value : undefined;
	};
	const atEnd = () => {
		if (broken === 'refuse') throw new PdfSyntaxError('has compressed data that is broken');
		return undefined;
	};
	const parts: Uint8Array[] = [];
	let length = 0;
	for (let part = await next().catch(atEnd); part; part = await next().catch(atEnd)) {
		length += part.length;
		parts.push(part);
		if (length <= room) continue;
		await reader.cancel().catch(() => undefined);
		throw new PdfSyntaxError('decompresses to more than is kept in memory');
	}
	return Buffer.concat(parts);
}
