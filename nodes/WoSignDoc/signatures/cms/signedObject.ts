import type { Algorithm, PublicKeyInfo } from './certificate';
import { schemeOf } from './scheme';
import { verifyMessage } from './verifyWithKey';

/** What is signed apart from a SignedData: certificates, revocation lists, OCSP responses, electronic seals. */
export interface SignedObject {
	readonly toBeSigned: Buffer;
	readonly signatureAlgorithm: Algorithm;
	readonly signature: Buffer;
}

/** Whether the key has signed it; never throws. */
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
