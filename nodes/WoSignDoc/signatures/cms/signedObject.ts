import type { Algorithm, PublicKeyInfo } from './certificate';
import { schemeOf } from './scheme';
import { verifyMessage } from './verifyWithKey';

/** Anything signed other than a SignedData: certificates, revocation lists, OCSP responses, electronic seals. */
export interface SignedObject {
	readonly toBeSigned: Buffer;
	readonly signatureAlgorithm: Algorithm;
	readonly signature: Buffer;
}

/** Whether it is signed with the key; never throws. */
export function isSignedWith(
	publicKey: PublicKeyInfo,
	{ toBeSigned, signatureAlgorithm, signature }: SignedObject,
): boolean {
	try {
		const scheme = schemeOf(signatureAlgorithm, publicKey.algorithm, undefined);
		return verifyMessage(scheme, publicKey, toBeSigned, signature);
	} catch {
		return false;
	}
}
