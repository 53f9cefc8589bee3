import type { Box } from '../../protocol/placement/box';

/** Red, green and blue, from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number];

/** A box to draw on a page, counted from 1, in fractions of the page as a reader shows it. */
export interface PreviewBox {
	readonly page: number;
	readonly box: Box;
	readonly number: number;
	/** The signer's name, written in the box. */
	readonly name: string;
	readonly color: Color;
}

/** A row of the legend: a box's number in its color, or nothing, and lines of text. */
export interface LegendRow {
	readonly mark?: { readonly number: number; readonly color: Color };
	readonly lines: readonly string[];
}

/** Everything a preview adds to the document. */
export interface PreviewContent {
	/** Printed across each page and above the legend. */
	readonly warning: readonly string[];
	readonly boxes: readonly PreviewBox[];
	readonly title: string;
	readonly rows: readonly LegendRow[];
}
