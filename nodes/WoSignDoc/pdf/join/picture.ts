import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import { alphaOfPalette, partAlpha } from './transparency';
import type { PngRows } from './transparency';

/** An image in the document, and its size in pixels. */
export interface EmbeddedPicture {
	readonly reference: PDFRef;
	readonly width: number;
	readonly height: number;
}

/** A JPEG is embedded unchanged. Rejects a malformed one. */
export async function embedJpeg(document: PDFDocument, bytes: Buffer): Promise<EmbeddedPicture> {
	const image = await document.embedJpg(bytes);
	await image.embed();
	return { reference: image.ref, width: image.width, height: image.height };
}

/** Samples per pixel by PNG color type, and whether the last of them is alpha. */
const SAMPLES: ReadonlyMap<number, readonly [samples: number, hasAlpha: boolean]> = new Map([
	[0, [1, false]],
	[2, [3, false]],
	[3, [1, false]],
	[4, [2, true]],
	[6, [4, true]],
]);

/**
 * A PNG's rows are compressed in a way that PDF supports, so they are embedded unchanged; only an alpha channel has to
 * be extracted. An interlaced one is decoded by the library, in one turn of the event loop, so it must be smaller.
 * Rejects one that is malformed or too large.
 */
export async function embedPng(document: PDFDocument, bytes: Buffer): Promise<EmbeddedPicture> {
	const chunks = pngChunks(bytes);
	const dataOf = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
	const header = dataOf('IHDR');
	if (!header || header.length < 13) throw new Error('no header');
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const [depth = 0, color = -1, , , interlaced] = header.subarray(8);
	const [samples, hasAlpha] = SAMPLES.get(color) ?? [];
	if (interlaced !== 0 || samples === undefined) {
		if (width * height > PDF_BOUNDS.interlacedPixels) throw new Error('too large');
		const image = await document.embedPng(bytes);
		await image.embed();
		return { reference: image.ref, width, height };
	}
	const transparent = dataOf('tRNS');
	const isParted = hasAlpha || (color === 3 && transparent !== undefined);
	if (isParted && width * height > PDF_BOUNDS.decodedPixels) throw new Error('too large');
	const compressed = Buffer.concat(
		chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data),
	);
	const rows = { compressed, width, height, depth, samples };
	const image = { Width: width, Height: height, BitsPerComponent: depth };
	if (hasAlpha) return await embedAlpha(document, rows, color === 4 ? 'DeviceGray' : 'DeviceRGB');
	const opacities = color === 3 && transparent && (await alphaOfPalette(rows, transparent));
	const mask = { ...image, BitsPerComponent: 8, ColorSpace: 'DeviceGray' };
	const reference = writeImage(document, compressed, {
		...image,
		ColorSpace: colorSpace(document, color, dataOf('PLTE')),
		DecodeParms: { Predictor: 15, Colors: samples, BitsPerComponent: depth, Columns: width },
		SMask: opacities ? writeImage(document, opacities, mask) : undefined,
		Mask: color !== 3 && transparent ? transparentColor(transparent, samples) : undefined,
	});
	return { reference, width, height };
}

async function embedAlpha(
	document: PDFDocument,
	rows: PngRows,
	ColorSpace: string,
): Promise<EmbeddedPicture> {
	const { width, height, depth } = rows;
	if (depth !== 8 && depth !== 16) throw new Error('no such depth');
	const parted = await partAlpha(rows);
	const image = { Width: width, Height: height, BitsPerComponent: depth };
	const mask = { ...image, ColorSpace: 'DeviceGray' };
	const SMask = parted.alpha && writeImage(document, parted.alpha, mask);
	const reference = writeImage(document, parted.color, { ...image, ColorSpace, SMask });
	return { reference, width, height };
}

/** The single transparent color (PNG specification, 11.3.2.1), as a range for each sample (ISO 32000-1, 8.9.6.4). */
function transparentColor(transparent: Buffer, samples: number): number[] {
	return Array.from({ length: samples }, (_, index) => transparent.readUInt16BE(2 * index)).flatMap(
		(sample) => [sample, sample],
	);
}

function writeImage({ context }: PDFDocument, data: Buffer, entries: object): PDFRef {
	const kind = { Type: 'XObject', Subtype: 'Image', Filter: 'FlateDecode' };
	return context.register(context.stream(data, { ...kind, ...entries }));
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

/** After the 8-byte signature: chunks of a length, a type, data, and a checksum (PNG specification, 5.3). */
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
