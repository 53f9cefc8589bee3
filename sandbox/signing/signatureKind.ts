/** How signers sign: see `signers.ts`. `wosigndoc` resembles what the platform itself makes. */
export const signatureKinds = ['rsa', 'rsaPss', 'ecdsa', 'sm2', 'sha1', 'wosigndoc'] as const;

export type SignatureKind = (typeof signatureKinds)[number];
