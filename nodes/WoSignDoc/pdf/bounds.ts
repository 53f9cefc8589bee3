const MEGABYTE = 1_024 * 1_024;

/** What is kept of a PDF while it is read; a file beyond a bound is `unchecked`, not refused. */
export const PDF_BOUNDS = {
	/** Bytes within which `%PDF-` must begin; readers look no further either. */
	headerSearch: 1_024,
	/** Bytes kept of the file: all objects but the streams, and the object streams. */
	skeletonLength: 8 * MEGABYTE,
	/** Objects outside of object streams, and as many within. */
	objects: 100_000,
	/** Bytes of all object streams, decompressed. */
	decodedLength: 16 * MEGABYTE,
	/** Bytes of one literal string; what is longer is taken for a stray parenthesis. */
	stringLength: 64 * 1_024,
	/** Bytes by which a stream's `/Length` may be off: line ends are counted or not. */
	lengthTolerance: 16,
	/** Nodes of the page tree, pages among them. */
	pageTreeNodes: 10_000,
	/** Nodes of the page tree within each other. */
	pageTreeDepth: 100,
} as const;
