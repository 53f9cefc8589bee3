/** Width and height of a page as a reader shows it, in points (1/72 inch). */
export interface PageSize {
	readonly width: number;
	readonly height: number;
}

/**
 * A rectangle in fractions of the page, origin at the lower left, y upwards, of the page as a reader shows it, with
 * `/Rotate` and `/CropBox` applied. That the vendor means the page as shown is our assumption, and this is the only
 * place that makes it (PROTOCOL.md, CreateSignOrder, Decided).
 */
export interface Box {
	readonly x1: number;
	readonly y1: number;
	readonly x2: number;
	readonly y2: number;
}

/** A box, rounded to what is sent, on a page that counts from 1; it may extend beyond the page. */
export interface BoxOnPage {
	readonly page: number;
	readonly box: Box;
}

/** What is wrong with a box, or undefined: 0 ≤ x1 < x2 ≤ 1 and 0 ≤ y1 < y2 ≤ 1. */
export function boundsProblem({ x1, y1, x2, y2 }: Box): string | undefined {
	if (![x1, y1, x2, y2].every((value) => value >= 0 && value <= 1)) {
		return 'x1, y1, x2 and y2 are fractions of the page, from 0 to 1';
	}
	if (x1 >= x2) return 'x1 (left) must be less than x2 (right)';
	if (y1 >= y2) return 'y1 (bottom) must be less than y2 (top); y counts upwards';
	return undefined;
}

/** The box with each value rounded to the 6 decimals that are sent. */
export function roundBox({ x1, y1, x2, y2 }: Box): Box {
	return { x1: rounded(x1), y1: rounded(y1), x2: rounded(x2), y2: rounded(y2) };
}

function rounded(value: number): number {
	return Number(value.toFixed(6));
}
