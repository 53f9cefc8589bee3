/** What follows a signed range in the file. */
export type Coverage = {
	/** Bytes after the signed range. */
	readonly bytesAfter: number;
	/**
	 * `nothing`; `whiteSpace`; `dssUpdate`: only a document security store, for long-term validation (ETSI EN 319 142-1,
	 * 5.4); `harmless`: only what is visible nowhere in the document; `more`: anything else.
	 */
	readonly after: 'nothing' | 'whiteSpace' | 'dssUpdate' | 'harmless' | 'more';
	/** For `harmless`, what was changed; for `more`, why it is not allowed; else empty. */
	readonly reason: string;
};
