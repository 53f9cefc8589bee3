/** An affine transformation as PDF writes it (ISO 32000-1, 8.3.3): x′ = ax + cy + e, y′ = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(inner: Matrix, outer: Matrix): Matrix {
	// Every glyph of a document passes through here, and destructuring arrays takes longer than the multiplication.
	return [
		inner[0] * outer[0] + inner[1] * outer[2],
		inner[0] * outer[1] + inner[1] * outer[3],
		inner[2] * outer[0] + inner[3] * outer[2],
		inner[2] * outer[1] + inner[3] * outer[3],
		inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
		inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
	];
}

/** First a translation, then `outer`. */
export function shifted(x: number, y: number, outer: Matrix): Matrix {
	return [
		outer[0],
		outer[1],
		outer[2],
		outer[3],
		x * outer[0] + y * outer[2] + outer[4],
		x * outer[1] + y * outer[3] + outer[5],
	];
}

/** The image of a point. */
export function transform([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
	return [a * x + c * y + e, b * x + d * y + f];
}

/** The matrix of six numbers; undefined if they aren't six numbers. */
export function matrixOf(values: readonly unknown[]): Matrix | undefined {
	const numbers = values.filter((value) => typeof value === 'number').filter(Number.isFinite);
	const [a, b, c, d, e, f] = numbers;
	if (a === undefined || b === undefined || c === undefined) return undefined;
	if (d === undefined || e === undefined || f === undefined) return undefined;
	return values.length === 6 ? [a, b, c, d, e, f] : undefined;
}

/** The inverse; undefined if there is none, because everything is mapped to a line. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix | undefined {
	const determinant = a * d - b * c;
	if (determinant === 0 || !Number.isFinite(determinant)) return undefined;
	const [ia, ib, ic, id] = [d, -b, -c, a].map((value) => value / determinant);
	if (ia === undefined || ib === undefined || ic === undefined || id === undefined)
		return undefined;
	return [ia, ib, ic, id, -(e * ia + f * ic), -(e * ib + f * id)];
}
