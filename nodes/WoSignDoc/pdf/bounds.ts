const MEGABYTE = 1_024 * 1_024;

/** What is kept of a PDF while it is read; a file beyond a bound is `unchecked`, not refused. */
export const PDF_BOUNDS = {
	/** Bytes within which `%PDF-` must begin; readers look no further either. */
	headerSearch: 1_024,
	/** Objects outside of object streams, and as many within. */
	objects: 100_000,
	/** Bytes by which a stream's `/Length` may be off: line ends are counted or not. */
	lengthTolerance: 16,
	/** Nodes of the page tree, pages among them. */
	pageTreeNodes: 10_000,
	/** Nodes of the page tree within each other. */
	pageTreeDepth: 100,
	/** Bytes kept of the streams in which text may lie, as they are compressed; only where a keyword is looked for. */
	contentsLength: 32 * MEGABYTE,
	/** Bytes of all streams, as they are compressed, where a file is copied. */
	copyLength: 100 * MEGABYTE,
	/** Bytes of all files that are joined into one. */
	joinedLength: 100 * MEGABYTE,
	/** Pages of such a file, and files. */
	joinedPages: 2_000,
	joinedParts: 200,
	/** Pixels of a picture that has to be taken apart. */
	decodedPixels: 25_000_000,
	/** Pixels of one with interlaced rows, a million of which take 0.3 s in one turn of the event loop. */
	interlacedPixels: 2_000_000,
	/** Bytes of one such stream, decompressed. */
	contentLength: 16 * MEGABYTE,
	/** Bytes of page contents that are interpreted in one document; a form counts as often as it is shown. */
	interpretedLength: 64 * MEGABYTE,
	/** Forms within each other, and arrays. */
	contentDepth: 12,
	/** Characters of one page that are looked through. */
	glyphs: 60_000,
	/** Entries read of each of a font's tables: all of Unicode's basic plane. */
	fontCharacters: 65_536,
	/** Fonts that a document's text is in. */
	fonts: 1_000,
	/** States of the graphics saved within each other. */
	savedStates: 1_000,
	/** Places remembered at which one keyword was found. */
	keywordHits: 2_000,
} as const;
