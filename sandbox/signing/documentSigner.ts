/**
 * The seam between PDF and cryptography: whoever implements it decides on digest, key, certificate chain
 * and attributes; the PDF side only offers the bytes and a place for the result.
 */
export interface DocumentSigner {
	/** Value of the signature dictionary's `/SubFilter`. */
	readonly subFilter: string;
	/** Room to reserve for the result, in bytes. */
	readonly maximumLength: number;
	/** When it is signed; left out, now. */
	readonly signedAt?: Date | undefined;
	/** A detached signature, DER, over the concatenation of these parts. */
	sign(parts: readonly Uint8Array[], signingTime: Date): Uint8Array | Promise<Uint8Array>;
}
