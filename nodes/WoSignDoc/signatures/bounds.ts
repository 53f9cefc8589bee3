const MEGABYTE = 1_024 * 1_024;

/** Limits on memory and work for one document. Anything that exceeds one counts as malformed, changed or untrusted. */
export const SIGNATURE_BOUNDS = {
	/** Signature dictionaries. */
	candidates: 256,
	/** Signed ranges that are hashed at the same time: a range ends before the next signature begins. */
	openRanges: 8,
	/**
	 * Bytes of the file's beginning that are held until a signature shows its digest; a larger file is hashed with all of
	 * them.
	 */
	unhashedLength: MEGABYTE,
	/** Bytes of all signature values, without their zero padding: each is parsed in one turn of the event loop. */
	contentsLength: 4 * MEGABYTE,
	/** Bytes after a signed range, which are kept. */
	laterLength: 16 * MEGABYTE,
	/** Objects written after a signed range. */
	laterObjects: 10_000,
	/**
	 * Values and cross-references walked through to determine what follows each signed range; for the last one it is
	 * always determined.
	 */
	coverageWork: 18_000_000,
	/** Certificates of one signature. */
	certificates: 100,
	/** Members of each list in a certificate's extensions: names, name subtrees, policies. */
	extensionLength: 500,
	/** Certificates of a chain above the signer's own, including the root's. */
	chainLength: 10,
	/** Signatures of certificates that are verified, each once. */
	chainChecks: 512,
	/** Bytes of all certificates, revocation lists and OCSP responses in a document, decompressed. */
	evidenceLength: 4 * MEGABYTE,
	/**
	 * Bytes of one certificate or OCSP response, and of each part of a list except its entries: what is parsed in one
	 * turn.
	 */
	evidencePart: 64 * 1_024,
	/** Certificates, revocation lists, and OCSP responses, of each. */
	evidence: 256,
	/** Signatures of revocation lists and OCSP responses that are verified. */
	evidenceChecks: 512,
	/** Bytes of these that are verified, and of lists that are searched. */
	evidenceWork: 64 * MEGABYTE,
	/** Certificates that are tried as issuers for one path. */
	pathSteps: 256,
} as const;
