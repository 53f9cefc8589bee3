import type { Coverage } from './changes/coverage';
import type { Integrity } from './cms/verifySignedData';

/** A certificate as people are told of it. */
export type CertificateNames = {
	commonName: string;
	organisation: string;
	country: string;
	issuer: string;
	serial: string;
};

/** A timestamp over a signature, by a timestamping authority (RFC 3161). */
export type TimestampReport = {
	time: string | null;
	authority: string;
	integrity: Integrity;
	trusted: boolean;
	reason: string;
};

/** What is told of one signature. */
export type SignatureReport = {
	type: 'signature' | 'documentTimestamp';
	/** The field's name, empty where it is not found. */
	field: string;
	subFilter: string;
	/** Null where no certificate could be read. */
	signer: CertificateNames | null;
	/** ISO 8601; null where the signature says nothing. */
	claimedTime: string | null;
	/** ISO 8601, out of an RFC 3161 token that holds; null without one. */
	trustedTime: string | null;
	algorithm: string;
	digest: string;
	/** SHA-1, or RSA with fewer than 2048 bits. */
	weak: boolean;
	integrity: Integrity;
	reason: string;
	coverage: { wholeFile: boolean } & Coverage;
	/** The DocMDP level (ISO 32000-1, 12.8.2.2) of a certifying signature: 1 no changes, 2 forms, 3 annotations. */
	certified: 1 | 2 | 3 | null;
	trusted: boolean;
	/** Why it is not trusted. */
	trustReason: string;
	certificate: {
		validFrom: string;
		validTo: string;
		/** At the trusted or else the claimed time; null where neither is known. */
		validAtSigning: boolean | null;
		validNow: boolean;
	} | null;
	timestamp: TimestampReport | null;
};

/** What is told of a document. */
export type DocumentReport = {
	/** Signed, every signature holds, and nothing that shows was changed after the last signer signed. */
	intact: boolean;
	/** Intact, and every signature's certificate leads to a trusted root. */
	trusted: boolean;
	/** A sentence that a person understands. */
	summary: string;
	/** The signers' names. */
	signers: string[];
	/** What speaks against it being intact. */
	problems: string[];
	/** What is worth knowing all the same. */
	remarks: string[];
	signatures: SignatureReport[];
};
