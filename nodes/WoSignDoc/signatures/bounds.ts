const MEGABYTE = 1_024 * 1_024;

/** Limits of memory and work for one document. What exceeds one counts as malformed, changed or untrusted. */
export const SIGNATURE_BOUNDS = {
	/** Signature dictionaries. */
	candidates: 256,
	/** Signed ranges that are hashed at the same time: a range ends before the next signature begins. */
	openRanges: 8,
	/** Bytes of the file's beginning that are held until a signature shows its digest; a larger file is hashed by all. */
	unhashedLength: MEGABYTE,
	/** Bytes of one object that may hold a signature. */
	objectLength: 4 * MEGABYTE,
	/** Bytes of all signature values, without the zeros that pad them: each is parsed in one turn of the event loop. */
	contentsLength: 4 * MEGABYTE,
	/** Bytes of structure, which is kept: objects without their streams, object streams, cross-reference tables. */
	structureLength: 8 * MEGABYTE,
	/** Bytes after a signed range, which are kept. */
	laterLength: 16 * MEGABYTE,
	/** Bytes of all object and cross-reference streams, decompressed. */
	decodedLength: 16 * MEGABYTE,
	/** Values of one object, or of one object within an object stream. */
	values: 50_000,
	/** Values of all objects together. */
	allValues: 500_000,
	/** Bytes of one object within an object stream. */
	packedLength: MEGABYTE,
	/** Bytes of one cross-reference stream, decompressed. */
	sectionLength: 4 * MEGABYTE,
	/** Cross-reference entries of all sections together. */
	entries: 200_000,
	/** Objects written after a signed range. */
	laterObjects: 10_000,
	/** Arrays and dictionaries nested in each other. */
	depth: 64,
	/** Revisions of a file, and cross-reference sections. */
	revisions: 256,
	/** Signed ranges, the last ones, for which it is examined what follows. */
	coverages: 16,
	/** Certificates of one signature. */
	certificates: 100,
	/** Certificates between a signer and a root. */
	chainLength: 10,
	/** Signatures of certificates that are verified. */
	chainChecks: 512,
} as const;
