import type {
	DocumentReport,
	SignatureReport,
} from '../../nodes/WoSignDoc/signatures/signatureReport';

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
	summary: ['string', 'The same as a sentence'],
	signers: ['array', 'The signers’ names'],
	problems: ['array', 'A sentence for each thing for which it is not intact'],
	remarks: [
		'array',
		'A sentence for each thing worth knowing all the same, such as a weak algorithm or what follows the signed range',
	],
	signatures: ['array', 'One object for each signature and document timestamp, see below'],
} satisfies Fields<keyof DocumentReport>;

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
		'`{ commonName, organisation, country, issuer, serial }` of the certificate; `null` where none can be read',
	],
	claimedTime: ['string or null', 'When the signer says to have signed, ISO 8601'],
	trustedTime: ['string or null', 'The time of an RFC 3161 timestamp that holds, ISO 8601'],
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
	trustReason: ['string', 'Why it does not'],
	certificate: [
		'object or null',
		'`{ validFrom, validTo, validAtSigning, validNow }`; `validAtSigning` is `null` where no time is known',
	],
	timestamp: [
		'object or null',
		'The timestamp beside the signature: `{ time, authority, integrity, trusted, reason }`',
	],
} satisfies Fields<keyof SignatureReport>;
