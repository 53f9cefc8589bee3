/** Units of a length on a page: fractions of the page, or physical lengths. */
export const LENGTH_UNITS = ['fraction', 'percent', 'mm', 'pt'] as const;
export type LengthUnit = (typeof LENGTH_UNITS)[number];

const POINTS_PER_INCH = 72;
const MILLIMETERS_PER_INCH = 25.4;

/** Converts a length in points (1/72 inch) to millimeters. */
export function pointsToMillimeters(points: number): number {
	return (points / POINTS_PER_INCH) * MILLIMETERS_PER_INCH;
}

/** Whether a length in this unit can only be placed on a page of known size. */
export function isRealLength(unit: LengthUnit): boolean {
	return unit === 'mm' || unit === 'pt';
}

/**
 * A length as a fraction of the side of the page it is measured along, `side` in points. A fraction is returned bit for
 * bit.
 */
export function toFraction(length: number, unit: LengthUnit, side: number): number {
	switch (unit) {
		case 'fraction':
			return length;
		case 'percent':
			return length / 100;
		case 'mm':
			return ((length / MILLIMETERS_PER_INCH) * POINTS_PER_INCH) / side;
		case 'pt':
			return length / side;
	}
}

/** A fraction of a side of the page, `side` in points, in words, e.g. `12 mm` or `5 % of the page’s width`. */
export function lengthInWords(
	fraction: number,
	unit: LengthUnit,
	side: { readonly points: number; readonly name: 'width' | 'height' },
): string {
	switch (unit) {
		case 'fraction':
			return `${rounded(fraction)} of the page’s ${side.name}`;
		case 'percent':
			return `${rounded(fraction * 100)} % of the page’s ${side.name}`;
		case 'mm':
			return `${rounded(pointsToMillimeters(fraction * side.points))} mm`;
		case 'pt':
			return `${rounded(fraction * side.points)} pt`;
	}
}

/** Three digits for a small number, whole units for a large one: a useful precision. */
function rounded(value: number): string {
	return String(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}
