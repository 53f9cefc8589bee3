import type {
	DocumentReport,
	SignatureReport,
} from '../../nodes/WoSignDoc/signatures/signatureReport';
import type { SimplifiedSignature } from '../../nodes/WoSignDoc/signatures/simplifiedReport';

type Fields<Name extends string> = Record<Name, readonly [type: string, text: string]>;

/** What the operation Verify Signatures tells of a document, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const VERIFIED_FIELDS = {
	intact: [
		'boolean',
		'Signed, every signature and timestamp holds, and nothing was changed after a signature that it doesn’t permit',
	],
	trusted: [
		'boolean',
		'Intact, and every certificate leads to a trusted root; only with Check Trust',
	],
	summary: ['string', 'The same for people: first the answer, then why, then what to do'],
	signers: ['array', 'The signers’ names'],
	problems: ['array', 'A sentence for each thing for which it is not intact'],
	remarks: [
		'array',
		'A sentence for each thing worth knowing all the same, such as a weak algorithm or what follows the signed range',
	],
	signatures: ['array', 'One object for each signature and document timestamp, see below'],
} satisfies Fields<keyof DocumentReport>;

/** What Create Evidence returns besides the two files. */
export const EVIDENCE_FIELDS = {
	intact: ['boolean', 'As Verify Signatures says'],
	trusted: ['boolean', 'As Verify Signatures says'],
	summary: ['string', 'As Verify Signatures says'],
	evidence: [
		'object',
		'`{ sha256 }`: the SHA-256 of the JSON file. Store it where nobody can change it together with the file, see [EVIDENCE](EVIDENCE.md)',
	],
} satisfies Fields<'intact' | 'trusted' | 'summary' | 'evidence'>;

/** One signature, with Simplify on. */
export const SIMPLIFIED_FIELDS = {
	type: [
		'string',
		'`signature`, or `documentTimestamp` of a timestamping authority over the document',
	],
	signer: ['string', 'The name on the certificate; empty where none can be read'],
	time: ['string or null', 'When it was signed, ISO 8601; `null` where nothing says so'],
	timeFrom: [
		'string or null',
		'`timestamp` of an authority, or `signer`: a time that the signer claims proves nothing',
	],
	verdict: [
		'string',
		'`trusted`: it holds, and its certificate leads to a trusted root; `valid`: it holds, but who signed is not proven; `changed`: the document was changed after it; `invalid`: it does not hold; `unknown`: it can’t be determined',
	],
	reason: ['string', 'Why it is not `trusted`'],
} satisfies Fields<keyof SimplifiedSignature>;

/** What is told of one signature. */
export const SIGNATURE_FIELDS = {
	type: [
		'string',
		'`signature`, or `documentTimestamp` of a timestamping authority over the document',
	],
	field: ['string', 'The name of the signature field; empty in an encrypted file'],
	subFilter: ['string', 'The kind of signature, e.g. `adbe.pkcs7.detached`'],
	signer: [
		'object or null',
		'`{ commonName, organization, country, issuer, serial }` of the certificate; `null` where none can be read',
	],
	claimedTime: ['string or null', 'When the signer says to have signed, ISO 8601'],
	claimedTimeFrom: [
		'string or null',
		'`signingTime`: the signature’s own attribute; `dictionary`: `/M`, where that is missing',
	],
	trustedTime: ['string or null', 'The time of an RFC 3161 timestamp that holds, ISO 8601'],
	provenTime: [
		'string or null',
		'The time by which the signature existed, as a trusted timestamp proves, ISO 8601: its certificates are judged at that time. `null`: they are judged now',
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
	reason: ['string', 'Why it is not `ok`'],
	coverage: [
		'object',
		'`{ wholeFile, bytesAfter, after, reason, filledIn }`: what follows the signed range. `after` is `nothing`, `whiteSpace`, `dssUpdate`, `harmless`, `permitted`, `more` or `unchecked`; `filledIn` lists `{ field, value, shows }` for form fields filled in later, `shows` is `same` where the field’s text was read and is the value, else `unchecked`',
	],
	seen: [
		'string',
		'Whether what was signed is what the document shows now: `same`, `changed` or `unchecked`',
	],
	certified: [
		'number or null',
		'The DocMDP level of a certifying signature: `1` no changes, `2` forms, `3` annotations too',
	],
	trusted: ['boolean', 'Whether the certificate leads to a trusted root'],
	trustReason: [
		'string',
		'Why it doesn’t; names the issuer that is missing, with its SHA-256 fingerprint',
	],
	certificate: [
		'object or null',
		'`{ validFrom, validTo, validAtSigning, validNow }`; `validAtSigning` is `null` where no time is known',
	],
	chain: [
		'array',
		'The signer’s certificate, then those above it, up to the root where one was found. Each has the names as in `signer`, `fingerprint` (SHA-256), `validFrom`, `validTo` and `revocation`: `{ status, since, reason, source, asOf }`. `status` is `good`, `revoked`, `unknown` or `notNeeded`',
	],
	timestamp: [
		'object or null',
		'The signature’s own timestamp: `{ time, authority, integrity, trusted, reason, chain }`',
	],
	seal: [
		'object or null',
		'The electronic seal (电子印章, GB/T 38540) that it was made with: `{ identifier, name, maker, validFrom, validTo, trusted, reason, chain }`; `maker` is as `signer`, `chain` as above, its maker’s certificate first',
	],
} satisfies Fields<keyof SignatureReport>;
