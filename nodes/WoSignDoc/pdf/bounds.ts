const MEGABYTE = 1_024 * 1_024;

/** Limits on what is kept of a PDF while it is read; a file beyond a bound is `unchecked`, not rejected. */
export const PDF_BOUNDS = {
	/** Bytes within which `%PDF-` must begin; readers look no further either. */
	headerSearch: 1_024,
	/** Objects outside of object streams, and as many within. */
	objects: 100_000,
	/** Tolerance for a stream's `/Length`, in bytes: line ends may or may not be counted. */
	lengthTolerance: 16,
	/** Nodes of the page tree, including pages. */
	pageTreeNodes: 10_000,
	/** Depth of the page tree. */
	pageTreeDepth: 100,
	/** Bytes kept of the streams that may contain text, compressed; only if keywords are searched for. */
	contentsLength: 32 * MEGABYTE,
	/** Bytes of all streams, compressed, if a file is copied. */
	copyLength: 100 * MEGABYTE,
	/** Bytes of all files that are joined into one. */
	joinedLength: 100 * MEGABYTE,
	/** Pages of the joined file, and number of files. */
	joinedPages: 2_000,
	joinedParts: 200,
	/** Pixels of an image that has to be decoded. */
	decodedPixels: 25_000_000,
	/** Pixels of an interlaced image, a million of which take 0.3 s in one turn of the event loop. */
	interlacedPixels: 2_000_000,
	/** Bytes of one content stream, decompressed. */
	contentLength: 16 * MEGABYTE,
	/** Bytes of page contents that are interpreted in one document; a form counts each time it is shown. */
	interpretedLength: 64 * MEGABYTE,
	/** Depth of nested forms, and of arrays. */
	contentDepth: 12,
	/** Characters of one page that are searched. */
	glyphs: 60_000,
	/** Entries read of each of a font's tables: all of Unicode's basic plane. */
	fontCharacters: 65_536,
	/** Fonts of a document's text. */
	fonts: 1_000,
	/** Depth of saved graphics states. */
	savedStates: 1_000,
	/** Hits of one keyword that are kept. */
	keywordHits: 2_000,
} as const;
