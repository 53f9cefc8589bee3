/**
 * The interface between PDF and cryptography: implementations choose the digest, key, certificate chain, and
 * attributes; the PDF side only provides the bytes and room for the result.
 */
export interface DocumentSigner {
	/** Value of the signature dictionary's `/SubFilter`. */
	readonly subFilter: string;
	/** Bytes to reserve for the result. */
	readonly maximumLength: number;
	/** Time of signing. Default: now. */
	readonly signedAt?: Date | undefined;
	/** Returns a detached signature, DER, over the concatenated parts. */
	sign(parts: readonly Uint8Array[], signingTime: Date): Uint8Array | Promise<Uint8Array>;
}
