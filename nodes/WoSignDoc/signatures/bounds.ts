const MEGABYTE = 1_024 * 1_024;

/** What is kept and done for one document; what is beyond a bound is never called intact. */
export const SIGNATURE_BOUNDS = {
	/** Signature dictionaries looked at. */
	candidates: 256,
	/** Signed ranges that are hashed at the same time: a range ends before the next signature begins. */
	openRanges: 8,
	/** Bytes of the file's beginning that are held unhashed, until a signature shows which digest it takes. */
	unhashedLength: MEGABYTE,
	/** Bytes of one object that may hold a signature. */
	objectLength: 4 * MEGABYTE,
	/** Bytes of all signature values, without the zeros that fill them up: reading them takes time that nobody else has. */
	contentsLength: 4 * MEGABYTE,
	/** Bytes kept of the file: objects without their streams, object streams, cross-reference tables. */
	structureLength: 8 * MEGABYTE,
	/** Bytes kept of what follows a signed range. */
	laterLength: 16 * MEGABYTE,
	/** Bytes of all object and cross-reference streams, decompressed. */
	decodedLength: 16 * MEGABYTE,
	/** Values of one object, or of one object within an object stream. */
	values: 50_000,
	/** Values of all objects that are read. */
	allValues: 500_000,
	/** Bytes of one object within an object stream. */
	packedLength: MEGABYTE,
	/** Bytes of one cross-reference stream, decompressed. */
	sectionLength: 4 * MEGABYTE,
	/** Cross-reference entries of all sections that are followed. */
	entries: 200_000,
	/** Objects written after a signed range. */
	laterObjects: 10_000,
	/** Arrays and dictionaries within each other. */
	depth: 64,
	/** Revisions of a file, and cross-reference sections that are followed. */
	revisions: 256,
	/** Ends of signed ranges of which it is told what follows, the last ones. */
	coverages: 16,
	/** Certificates of one signature. */
	certificates: 100,
	/** Certificates between a signer and a root. */
	chainLength: 10,
	/** Signatures of certificates that are checked for one document. */
	chainChecks: 512,
} as const;
