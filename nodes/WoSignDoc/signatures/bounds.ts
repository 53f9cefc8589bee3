const MEGABYTE = 1_024 * 1_024;

/** What is kept and done for one document; what is beyond a bound is never called intact. */
export const SIGNATURE_BOUNDS = {
	/** Signature dictionaries looked at. */
	candidates: 256,
	/** Signed ranges that are hashed at the same time: a range ends before the next signature begins. */
	openRanges: 8,
	/** Bytes of one object that may hold a signature. */
	objectLength: 4 * MEGABYTE,
	/** Bytes kept of the file: objects without their streams, object streams, cross-reference tables. */
	structureLength: 8 * MEGABYTE,
	/** Bytes kept of what follows a signed range. */
	laterLength: 16 * MEGABYTE,
	/** Bytes of all object and cross-reference streams, decompressed. */
	decodedLength: 16 * MEGABYTE,
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
