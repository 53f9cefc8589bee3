import { waitForTick } from '@cantoo/pdf-lib';
import { Pace } from '../file/pace';
import { undoPrediction } from '../file/predictor';
import { deflater, inflated } from './zlibStreams';

/** The rows of a noninterlaced PNG, and the bits and samples per pixel. */
export interface PngRows {
	/** As zlib compressed them. */
	readonly compressed: Buffer;
	readonly width: number;
	readonly height: number;
	readonly depth: number;
	/** Samples per pixel. */
	readonly samples: number;
}

/** Samples of some rows, separated: the color samples if they are rewritten, and the opacity of each pixel. */
interface Parted {
	readonly color?: Uint8Array;
	readonly alpha: Uint8Array;
}

/** Compressed by zlib, without predictors. */
export interface PartedPicture {
	readonly color: Buffer;
	/** Undefined if everything is opaque. */
	readonly alpha: Buffer | undefined;
}

/** Bytes of rows that are decoded at a time; at least one row. */
const STRIP = 128 * 1_024;
const OPAQUE = 0xff;

/**
 * Extracts the alpha channel, the last sample of each pixel of 8 or 16 bits, from an image. Rejects a malformed one.
 */
export async function partAlpha(rows: PngRows): Promise<PartedPicture> {
	const dot = (rows.samples * rows.depth) / 8;
	const alphaOf = rows.depth / 8;
	return await part(rows, (plain) => {
		const dots = plain.length / dot;
		const color = new Uint8Array(plain.length - dots * alphaOf);
		const alpha = new Uint8Array(dots * alphaOf);
		let [toColor, toAlpha] = [0, 0];
		for (let at = 0; at < plain.length; at++) {
			const byte = plain[at] ?? 0;
			if (at % dot < dot - alphaOf) color[toColor++] = byte;
			else alpha[toAlpha++] = byte;
		}
		return { color, alpha };
	});
}

/** The opacity of each pixel of an image with a palette, one byte each, from the palette's transparency list. */
export async function alphaOfPalette(
	rows: PngRows,
	opacities: Uint8Array,
): Promise<Buffer | undefined> {
	const { width, depth } = rows;
	const bytes = Math.ceil((width * depth) / 8);
	const parted = await part(rows, (plain) => {
		const alpha = new Uint8Array((plain.length / bytes) * width);
		for (let to = 0; to < alpha.length; to++) {
			const bit = (to % width) * depth;
			const byte = plain[Math.floor(to / width) * bytes + (bit >> 3)] ?? 0;
			const index = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
			alpha[to] = opacities[index] ?? OPAQUE;
		}
		return { alpha };
	});
	return parted.alpha;
}

/** Decodes an image strip by strip, in memory that doesn't depend on its size. */
async function part(rows: PngRows, take: (plain: Buffer) => Parted): Promise<PartedPicture> {
	const [color, alpha] = [deflater(), deflater()];
	const pace = new Pace(waitForTick);
	let isOpaque = true;
	for await (const plain of strips(rows, pace)) {
		const parted = take(plain);
		isOpaque &&= parted.alpha.every((value) => value === OPAQUE);
		if (parted.color) await color.write(parted.color);
		await alpha.write(parted.alpha);
		await pace.step();
	}
	const [written, opacity] = [await color.end(), await alpha.end()];
	return { color: written, alpha: isOpaque ? undefined : opacity };
}

/**
 * Several complete rows at a time, without their predictors. Throws if there are more or fewer than there should be.
 */
async function* strips(rows: PngRows, pace: Pace): AsyncGenerator<Buffer> {
	const { compressed, width, height, depth, samples } = rows;
	const row = Math.ceil((width * depth * samples) / 8);
	const prediction = { predictor: 15, colors: samples, bitsPerComponent: depth, columns: width };
	// The row above is the basis of the prediction, so it is included, marked as unpredicted.
	let above = Buffer.alloc(row);
	let [waiting, length, left]: [Buffer[], number, number] = [[], 0, height];
	const take = async () => {
		const bytes = Buffer.concat(waiting);
		const count = Math.min(Math.floor(length / (row + 1)), left);
		const whole = bytes.subarray(0, count * (row + 1));
		const predicted = Buffer.concat([Buffer.alloc(1), above, whole]);
		const plain = await undoPrediction(predicted, prediction, pace);
		if (!plain) throw new Error('no such predictor');
		above = Buffer.from(plain.subarray(plain.length - row));
		[waiting, length, left] = [
			[bytes.subarray(whole.length)],
			bytes.length - whole.length,
			left - count,
		];
		return plain.subarray(row);
	};
	for await (const piece of inflated(compressed)) {
		waiting.push(piece);
		length += piece.length;
		if (length > Math.max(STRIP, row) && left > 0) yield await take();
		if (left === 0) return;
	}
	if (length >= row + 1) yield await take();
	if (left > 0) throw new Error('too few rows');
}
