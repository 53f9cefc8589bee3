/**
 * A rectangle on a page in fractions of the page, origin at the lower left, y upwards, of the page as a
 * reader sees it, `/Rotate` and `/CropBox` applied. That the vendor means the page as seen is our
 * assumption, and this is its one place (PROTOCOL.md, CreateSignOrder, Decided).
 */
export interface Position {
	readonly x1: number;
	readonly y1: number;
	readonly x2: number;
	readonly y2: number;
}

const NUMBER = /^\d*\.?\d+$/;

/** Reads `"0.30,0.57,0.46,0.69"`; undefined when it is not four plain decimal numbers. */
export function parsePosition(text: string): Position | undefined {
	const parts = text.split(',').map((part) => part.trim());
	if (parts.length !== 4 || !parts.every((part) => NUMBER.test(part))) return undefined;
	const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = parts.map(Number);
	return { x1, y1, x2, y2 };
}

/** What is wrong with a position, or undefined: 0 ≤ x1 < x2 ≤ 1 and 0 ≤ y1 < y2 ≤ 1. */
export function positionProblem({ x1, y1, x2, y2 }: Position): string | undefined {
	if (![x1, y1, x2, y2].every((value) => value >= 0 && value <= 1)) {
		return 'x1, y1, x2 and y2 are fractions of the page, from 0 to 1';
	}
	if (x1 >= x2) return 'x1 (left) must be less than x2 (right)';
	if (y1 >= y2) return 'y1 (bottom) must be less than y2 (top); y counts upwards';
	return undefined;
}

/** The position that the wire carries: each value to 6 decimals. */
export function roundPosition({ x1, y1, x2, y2 }: Position): Position {
	return { x1: rounded(x1), y1: rounded(y1), x2: rounded(x2), y2: rounded(y2) };
}

function rounded(value: number): number {
	return Number(value.toFixed(6));
}

/** Writes a position as the wire wants it, e.g. `"0.3,0.57,0.46,0.69"`: at most 6 decimals, no exponent. */
export function formatPosition(position: Position): string {
	const { x1, y1, x2, y2 } = roundPosition(position);
	return [x1, y1, x2, y2].map(String).join(',');
}
