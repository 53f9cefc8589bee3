import { PDFRawStream } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';

/** A picture in the document, and its size in dots. */
export interface EmbeddedPicture {
	readonly reference: PDFRef;
	readonly width: number;
	readonly height: number;
}

/** A JPEG goes into a PDF as it is. Rejects where it is malformed. */
export async function embedJpeg(document: PDFDocument, bytes: Buffer): Promise<EmbeddedPicture> {
	const image = await document.embedJpg(bytes);
	await image.embed();
	return { reference: image.ref, width: image.width, height: image.height };
}

/** Components of a dot by PNG's color types; those with transparency have one more. */
const COMPONENTS: ReadonlyMap<number, number> = new Map([
	[0, 1],
	[2, 3],
	[3, 1],
]);

/**
 * A PNG's rows are compressed as a PDF's may be, so that they go into it as they are; only one with transparency or
 * with interlaced rows is taken apart. Rejects where it is malformed, or too large for that.
 */
export async function embedPng(document: PDFDocument, bytes: Buffer): Promise<EmbeddedPicture> {
	const chunks = pngChunks(bytes);
	const header = chunks.find(({ type }) => type === 'IHDR')?.data;
	if (!header || header.length < 13) throw new Error('no header');
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const [depth = 0, color = -1, , , interlaced] = header.subarray(8);
	const components = COMPONENTS.get(color);
	const isPlain = components !== undefined && interlaced === 0;
	if (!isPlain || chunks.some(({ type }) => type === 'tRNS')) {
		if (width * height > PDF_BOUNDS.decodedPixels) throw new Error('too large');
		const image = await document.embedPng(bytes);
		await image.embed();
		return { reference: image.ref, width, height };
	}
	const palette = chunks.find(({ type }) => type === 'PLTE')?.data;
	const rows = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
	const dictionary = document.context.obj({
		Type: 'XObject',
		Subtype: 'Image',
		Width: width,
		Height: height,
		BitsPerComponent: depth,
		ColorSpace: colorSpace(document, color, palette),
		Filter: 'FlateDecode',
		DecodeParms: { Predictor: 15, Colors: components, BitsPerComponent: depth, Columns: width },
	});
	return { reference: document.context.register(PDFRawStream.of(dictionary, rows)), width, height };
}

function colorSpace({ context }: PDFDocument, color: number, palette: Buffer | undefined) {
	if (color !== 3) return color === 0 ? 'DeviceGray' : 'DeviceRGB';
	if (!palette || palette.length < 3) throw new Error('no palette');
	const table = context.register(context.stream(palette));
	return context.obj(['Indexed', 'DeviceRGB', Math.floor(palette.length / 3) - 1, table]);
}

interface PngChunk {
	readonly type: string;
	readonly data: Buffer;
}

/** Behind the signature of 8 bytes: a length, a type, data, and a check sum each (PNG specification, 5.3). */
function pngChunks(bytes: Buffer): PngChunk[] {
	const chunks: PngChunk[] = [];
	for (let at = 8; at + 12 <= bytes.length;) {
		const length = bytes.readUInt32BE(at);
		const type = bytes.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
		if (type === 'IEND') break;
		at += 12 + length;
	}
	return chunks;
}
