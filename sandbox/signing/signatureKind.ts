/**
 * How signers sign: see `signers.ts`. `wosigndoc` resembles what the platform itself makes, and `shortLived` what became of
 * that a day later: the certificates, of ten minutes, have ended.
 */
export const signatureKinds = [
	'rsa',
	'rsaPss',
	'ecdsa',
	'sm2',
	'sha1',
	'wosigndoc',
	'shortLived',
] as const;

export type SignatureKind = (typeof signatureKinds)[number];
