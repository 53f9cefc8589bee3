const MEGABYTE = 1_024 * 1_024;

/** Limits on what is kept and done for a file as such, whatever it is read for. */
export const FILE_BOUNDS = {
	/** Bytes kept of the file: objects without their streams, object streams, cross-reference tables. */
	structureLength: 8 * MEGABYTE,
	/** Bytes of all object and cross-reference streams, decompressed. */
	decodedLength: 16 * MEGABYTE,
	/** Bytes of one object, if objects are read strictly. */
	objectLength: 4 * MEGABYTE,
	/** Bytes of one literal string, if objects are read leniently; a longer one is considered a stray parenthesis. */
	stringLength: 64 * 1_024,
	/** Values of one object, or of one object within an object stream. */
	values: 50_000,
	/** Values of all objects that are read. */
	allValues: 500_000,
	/** Depth of nested arrays and dictionaries. */
	depth: 64,
	/** Bytes of one object within an object stream. */
	packedLength: MEGABYTE,
	/** Bytes of one cross-reference stream, decompressed. */
	sectionLength: 4 * MEGABYTE,
	/** Cross-reference entries of all sections that are followed. */
	entries: 200_000,
	/** Revisions of a file, and cross-reference sections that are followed. */
	revisions: 320,
} as const;
