import type { Pace } from './pace';

/** How rows of samples were predicted before they were compressed (ISO 32000-1, table 8), with defaults filled in. */
export interface Prediction {
	readonly predictor: number;
	readonly colors: number;
	readonly bitsPerComponent: number;
	readonly columns: number;
}

type Predict = (left: number, above: number, corner: number) => number;

/** PNG's predictors by the byte that begins a row (RFC 2083, 6). */
const PNG: readonly Predict[] = [
	() => 0,
	(left) => left,
	(_, above) => above,
	(left, above) => (left + above) >> 1,
	paeth,
];
/** Rows that are decoded in one go. */
const ROWS_A_STEP = 1_024;

/**
 * Undoes PNG's predictors (ISO 32000-1, 7.4.4.4). Undefined for TIFF's, which is only used for images, and for invalid
 * ones. The last row may be incomplete.
 */
export async function undoPrediction(
	bytes: Buffer,
	{ predictor, colors, bitsPerComponent, columns }: Prediction,
	pace?: Pace,
): Promise<Buffer | undefined> {
	if (predictor === 1) return bytes;
	const bytesOf = (samples: number) => Math.ceil((colors * bitsPerComponent * samples) / 8);
	const pixel = bytesOf(1);
	const isPng = predictor >= 10 && predictor <= 15;
	if (!isPng || !(pixel >= 1 && bytesOf(columns) >= 1)) return undefined;
	// The row length may be larger than the data, or infinite.
	const row = Math.min(bytesOf(columns), Math.max(bytes.length, 1));
	const plain = Buffer.alloc(bytes.length - Math.ceil(bytes.length / (row + 1)));
	for (let index = 0, start = 0; start < plain.length; index++, start += row) {
		if (index % ROWS_A_STEP === 0) await pace?.step();
		const predict = PNG[bytes.readUInt8(start + index)];
		if (!predict) return undefined;
		const end = Math.min(start + row, plain.length);
		for (let at = start; at < end; at++) {
			const hasLeft = at - pixel >= start;
			const left = hasLeft ? plain.readUInt8(at - pixel) : 0;
			const above = plain[at - row] ?? 0;
			const corner = hasLeft ? (plain[at - row - pixel] ?? 0) : 0;
			plain[at] = bytes.readUInt8(at + index + 1) + predict(left, above, corner);
		}
	}
	return plain;
}

function paeth(left: number, above: number, corner: number): number {
	const estimate = left + above - corner;
	const distance = (value: number) => Math.abs(estimate - value);
	if (distance(left) <= distance(above) && distance(left) <= distance(corner)) return left;
	return distance(above) <= distance(corner) ? above : corner;
}
