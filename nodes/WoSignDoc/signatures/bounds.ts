const MEGABYTE = 1_024 * 1_024;

/** What is kept and done for one document; what is beyond a bound is never called intact. */
export const SIGNATURE_BOUNDS = {
	/** Signature dictionaries looked at. */
	candidates: 256,
	/** Signed ranges that are hashed at the same time: a range ends before the next signature begins. */
	openRanges: 8,
	/** Bytes of all signature values, without the zeros that fill them up: reading them takes time that nobody else has. */
	contentsLength: 4 * MEGABYTE,
	/** Bytes kept of what follows a signed range. */
	laterLength: 16 * MEGABYTE,
	/** Objects written after a signed range. */
	laterObjects: 10_000,
	/** Ends of signed ranges of which it is told what follows, the last ones. */
	coverages: 16,
	/** Certificates of one signature. */
	certificates: 100,
	/** Certificates between a signer and a root. */
	chainLength: 10,
	/** Signatures of certificates that are checked for one document. */
	chainChecks: 512,
} as const;
