/** A rectangle on a page, in points from the lower left corner of the page as a reader shows it. */
export interface TextBox {
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** Where a keyword was found; pages count from 1. */
export interface KeywordHit {
	readonly page: number;
	readonly box: TextBox;
}

/**
 * How much of a page's text could be read: `text` all of it; `none` there is none; `picture` none, but an image;
 * `unknown` some characters are in fonts without a character map; `partial` there is too much of it, or it is
 * malformed.
 */
export type PageText = 'text' | 'none' | 'picture' | 'unknown' | 'partial';

/** What was found in a document's text. */
export interface DocumentText {
	/** The hits of each keyword on one line, in reading order; only the first ones if there are too many. */
	readonly hits: ReadonlyMap<string, readonly KeywordHit[]>;
	/** The same for keywords that continue on the next line or in the next table cell: where their first part is. */
	readonly acrossLines: ReadonlyMap<string, readonly KeywordHit[]>;
	readonly pages: readonly PageText[];
}
