/** An affine transformation as PDF writes it (ISO 32000-1, 8.3.3): x′ = ax + cy + e, y′ = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(inner: Matrix, outer: Matrix): Matrix {
	const [a, b, c, d, e, f] = inner;
	const [oa, ob, oc, od, oe, of] = outer;
	return [
		a * oa + b * oc,
		a * ob + b * od,
		c * oa + d * oc,
		c * ob + d * od,
		e * oa + f * oc + oe,
		e * ob + f * od + of,
	];
}

/** Where a point comes to lie. */
export function transform([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
	return [a * x + c * y + e, b * x + d * y + f];
}

/** The matrix that six numbers make; undefined when they are not that. */
export function matrixOf(values: readonly unknown[]): Matrix | undefined {
	const numbers = values.filter((value) => typeof value === 'number').filter(Number.isFinite);
	const [a, b, c, d, e, f] = numbers;
	if (a === undefined || b === undefined || c === undefined) return undefined;
	if (d === undefined || e === undefined || f === undefined) return undefined;
	return values.length === 6 ? [a, b, c, d, e, f] : undefined;
}

/** The way back; undefined where there is none, because all comes to lie on a line. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix | undefined {
	const determinant = a * d - b * c;
	if (determinant === 0 || !Number.isFinite(determinant)) return undefined;
	const [ia, ib, ic, id] = [d, -b, -c, a].map((value) => value / determinant);
	if (ia === undefined || ib === undefined || ic === undefined || id === undefined)
		return undefined;
	return [ia, ib, ic, id, -(e * ia + f * ic), -(e * ib + f * id)];
}
