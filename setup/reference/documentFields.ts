import type {
	DocumentReport,
	SignatureReport,
} from '../../nodes/WoSignDoc/signatures/signatureReport';
import type { SimplifiedSignature } from '../../nodes/WoSignDoc/signatures/simplifiedReport';

type Fields<Name extends string> = Record<Name, readonly [type: string, text: string]>;

/** The output of Verify Signatures for a document. Used only for `docs/REFERENCE.md`. */
export const VERIFIED_FIELDS = {
	intact: [
		'boolean',
		'Whether it is signed, every signature and timestamp is valid, and no change was made after a signature that it doesn’t permit',
	],
	trusted: [
		'boolean',
		'Whether it is intact and every certificate leads to a trusted root; only with Check Trust',
	],
	summary: ['string', 'The verdict in words: first the result, then the reason, then what to do'],
	signers: ['array', 'The signers’ names'],
	problems: ['array', 'The reasons why it isn’t intact, one sentence each'],
	remarks: [
		'array',
		'Other things worth knowing, one sentence each, such as a weak algorithm or data after the signed range',
	],
	signatures: ['array', 'One object per signature and document timestamp, see below'],
} satisfies Fields<keyof DocumentReport>;

/** The output of Create Evidence in addition to the two files. */
export const EVIDENCE_FIELDS = {
	intact: ['boolean', 'As in Verify Signatures'],
	trusted: ['boolean', 'As in Verify Signatures'],
	summary: ['string', 'As in Verify Signatures'],
	evidence: [
		'object',
		'`{ sha256 }`: the SHA-256 of the JSON file. Store it where it can’t be changed together with the file, see [EVIDENCE](EVIDENCE.md)',
	],
} satisfies Fields<'intact' | 'trusted' | 'summary' | 'evidence'>;

/** One signature, with Simplify on. */
export const SIMPLIFIED_FIELDS = {
	type: ['string', '`signature`, or `documentTimestamp` for a timestamp over the document'],
	signer: ['string', 'The name in the certificate; empty if none can be read'],
	time: ['string or null', 'When it was signed, ISO 8601; `null` if unknown'],
	timeFrom: [
		'string or null',
		'The source of `time`: `timestamp` of an authority, or `signer`, whose claim proves nothing',
	],
	verdict: [
		'string',
		'`trusted`: valid, and the certificate leads to a trusted root; `valid`: valid, but the signer’s identity isn’t proven; `changed`: the document was changed afterward; `invalid`: not valid; `unknown`: can’t be determined',
	],
	reason: ['string', 'Why it isn’t `trusted`'],
} satisfies Fields<keyof SimplifiedSignature>;

/** One signature, with Simplify off. */
export const SIGNATURE_FIELDS = {
	type: ['string', '`signature`, or `documentTimestamp` for a timestamp over the document'],
	field: ['string', 'The name of the signature field; empty in an encrypted file'],
	subFilter: ['string', 'The type of signature, e.g. `adbe.pkcs7.detached`'],
	signer: [
		'object or null',
		'`{ commonName, organization, country, issuer, serial }` of the certificate; `null` if none can be read',
	],
	claimedTime: ['string or null', 'The signing time claimed by the signer, ISO 8601'],
	claimedTimeFrom: [
		'string or null',
		'`signingTime`: the signature’s attribute; `dictionary`: `/M`, if the attribute is missing',
	],
	trustedTime: ['string or null', 'The time of a valid RFC 3161 timestamp, ISO 8601'],
	provenTime: [
		'string or null',
		'The time at which the signature is proven to have existed by a trusted timestamp, ISO 8601. Its certificates are checked as of that time; if `null`, as of now',
	],
	provenBy: [
		'string or null',
		'`timestamp`: the signature’s own; `documentTimestamp`: one over the document',
	],
	algorithm: ['string', 'e.g. `RSA PKCS#1 v1.5`, `RSA-PSS`, `ECDSA`, `EdDSA`, `DSA`, `SM2`'],
	digest: ['string', 'e.g. `sha256`, `sm3`'],
	weak: ['boolean', 'SHA-1, or RSA with fewer than 2048 bits'],
	integrity: [
		'string',
		'`ok`; `digestMismatch`: the document was changed; `signatureInvalid`: not made with the signer’s key; `malformed`; `unsupported`',
	],
	reason: ['string', 'Why it isn’t `ok`'],
	coverage: [
		'object',
		'`{ wholeFile, bytesAfter, after, reason, filledIn }`: what follows the signed range. `after` is `nothing`, `whiteSpace`, `dssUpdate`, `harmless`, `permitted`, `more` or `unchecked`; `filledIn` lists `{ field, value, shows }` for form fields filled in later; `shows` is `same` if the field’s text could be read and matches the value, otherwise `unchecked`',
	],
	seen: [
		'string',
		'Whether the document still shows what was signed: `same`, `changed` or `unchecked`',
	],
	certified: [
		'number or null',
		'The DocMDP level of a certifying signature: `1` no changes, `2` forms, `3` annotations too',
	],
	trusted: ['boolean', 'Whether the certificate leads to a trusted root'],
	trustReason: ['string', 'Why it doesn’t; names the missing issuer and its SHA-256 fingerprint'],
	certificate: [
		'object or null',
		'`{ validFrom, validTo, validAtSigning, validNow }`; `validAtSigning` is `null` if the time is unknown',
	],
	chain: [
		'array',
		'The signer’s certificate, followed by its issuers up to the root, if found. Each has the names as in `signer`, `fingerprint` (SHA-256), `validFrom`, `validTo` and `revocation`: `{ status, since, reason, source, asOf }`. `status` is `good`, `revoked`, `unknown` or `notNeeded`',
	],
	timestamp: [
		'object or null',
		'The signature’s own timestamp: `{ time, authority, integrity, trusted, reason, chain }`',
	],
	seal: [
		'object or null',
		'The electronic seal (电子印章, GB/T 38540) used for it: `{ identifier, name, maker, validFrom, validTo, trusted, reason, chain }`; `maker` is like `signer`, and `chain` as above, with the maker’s certificate first',
	],
} satisfies Fields<keyof SignatureReport>;
