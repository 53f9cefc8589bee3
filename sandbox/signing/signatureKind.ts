/**
 * Types of signature; see `signingManner.ts`. `wosigndoc` resembles WoSignDoc's own output, and `shortLived` the same
 * output a day later, when the ten-minute certificates have expired.
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
