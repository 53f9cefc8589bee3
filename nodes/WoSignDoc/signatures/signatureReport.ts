import type { Coverage, Seen } from './changes/coverage';
import type { Integrity } from './cms/verifySignedData';

/** A certificate's subject and issuer, for display. */
export type CertificateNames = {
	commonName: string;
	organization: string;
	country: string;
	issuer: string;
	serial: string;
};

/** The name of a certificate's owner: the common name, otherwise the organization, otherwise the serial number. */
export function displayName({ commonName, organization, serial }: CertificateNames): string {
	return commonName || organization || serial;
}

/**
 * Whether a certificate had been revoked at the time at which it was judged, according to the evidence in the document.
 */
export type RevocationReport = {
	/** `notNeeded`: a root, or a certificate whose revocation its issuer never publishes. */
	status: 'good' | 'revoked' | 'unknown' | 'notNeeded';
	/** ISO 8601: when it was revoked; for a good one, after the time at which it was judged. */
	since: string | null;
	/** The reason for the revocation (RFC 5280, 5.3.1), or why the status is unknown. */
	reason: string;
	source: 'ocsp' | 'crl' | null;
	/** ISO 8601: when the source was issued. */
	asOf: string | null;
};

/** One certificate of a chain. */
export type CertificateReport = CertificateNames & {
	/** SHA-256 of its DER, in upper-case hexadecimal. */
	fingerprint: string;
	validFrom: string;
	validTo: string;
	revocation: RevocationReport;
};

/** A timestamp over a signature, by a timestamping authority (RFC 3161). */
export type TimestampReport = {
	time: string | null;
	authority: string;
	integrity: Integrity;
	trusted: boolean;
	reason: string;
	/** The authority's certificate first, up to the root if one was found. */
	chain: readonly CertificateReport[];
};

/** An electronic seal (电子印章, GB/T 38540) that a signature was made with, as its maker signed it. */
export type SealReport = {
	identifier: string;
	name: string;
	/** Who made and signed the seal, usually an authority. */
	maker: CertificateNames;
	validFrom: string;
	validTo: string;
	/** Whether it is valid, and its maker trusted, at the time at which the signature is judged. */
	trusted: boolean;
	reason: string;
	/** The maker's certificate first, up to the root if one was found. */
	chain: readonly CertificateReport[];
};

/** The report on one signature. */
export type SignatureReport = {
	type: 'signature' | 'documentTimestamp';
	/** The name of its form field; empty if none was found. */
	field: string;
	subFilter: string;
	/** Null if no certificate could be read. */
	signer: CertificateNames | null;
	/** ISO 8601; null if the signature has none. */
	claimedTime: string | null;
	/** The signature's attribute signing-time, or `/M` of its dictionary, which counts if that attribute is missing. */
	claimedTimeFrom: 'signingTime' | 'dictionary' | null;
	/** ISO 8601, from a valid RFC 3161 token; null if there is none. */
	trustedTime: string | null;
	/**
	 * ISO 8601: a time at which it already existed, as a trusted timestamp proves; its certificates are judged at that time,
	 * otherwise now.
	 */
	provenTime: string | null;
	/** The timestamp in the signature, or one over the document, that proves it. */
	provenBy: 'timestamp' | 'documentTimestamp' | null;
	algorithm: string;
	digest: string;
	/** SHA-1, or RSA with fewer than 2048 bits. */
	weak: boolean;
	integrity: Integrity;
	reason: string;
	coverage: { wholeFile: boolean } & Coverage;
	/** Whether what was signed is what the document shows now; `unchecked` if unknown. */
	seen: Seen;
	/** The DocMDP level (ISO 32000-1, 12.8.2.2) of a certifying signature: 1 no changes, 2 forms, 3 annotations. */
	certified: 1 | 2 | 3 | null;
	trusted: boolean;
	/** Why it isn't trusted. */
	trustReason: string;
	certificate: {
		validFrom: string;
		validTo: string;
		/** At the trusted time, otherwise at the claimed one; null if there is neither. */
		validAtSigning: boolean | null;
		validNow: boolean;
	} | null;
	/** The signer's certificate first, up to the root if one was found; empty if no certificate could be read. */
	chain: readonly CertificateReport[];
	timestamp: TimestampReport | null;
	/** Null if it was made without a seal. */
	seal: SealReport | null;
};

/** The report on a document. */
export type DocumentReport = {
	/** Signed, every signature is valid, and nothing was changed after one that it doesn't permit. */
	intact: boolean;
	/** Intact, and every signature's certificate leads to a trusted root. */
	trusted: boolean;
	/** One or two sentences in plain words. */
	summary: string;
	/** The signers' names. */
	signers: string[];
	/** Why it isn't intact. */
	problems: string[];
	/** Other remarks. */
	remarks: string[];
	signatures: SignatureReport[];
};
