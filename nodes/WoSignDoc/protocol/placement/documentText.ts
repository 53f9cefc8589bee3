/** A rectangle on a page, in points as its reader sees the page, from the lower left corner. */
export interface TextBox {
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}

/** Where a keyword was found; its page counts from 1. */
export interface KeywordHit {
	readonly page: number;
	readonly box: TextBox;
}

/**
 * What of a page's text could be read: `text` all of it; `none` there is none; `picture` none, but an image; `unknown`
 * some characters are in fonts that do not say which they are; `partial` there is too much of it, or it is malformed.
 */
export type PageText = 'text' | 'none' | 'picture' | 'unknown' | 'partial';

/** What was found in a document's text. */
export interface DocumentText {
	/** The hits of each keyword on one line, in reading order, of very many the first. */
	readonly hits: ReadonlyMap<string, readonly KeywordHit[]>;
	/** The same of keywords that go on in the next line or table cell: where their first part stands. */
	readonly acrossLines: ReadonlyMap<string, readonly KeywordHit[]>;
	readonly pages: readonly PageText[];
}
