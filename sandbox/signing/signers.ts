import type { SandboxSigner } from '../sandboxOrder';
import { CmsSigner } from './cmsSigner';
import { once } from './once';
import type { SignatureKind } from './signatureKind';
import { shortLivedMoment } from './shortLife';
import { signerIdentities, type SigningAuthorities } from './signerIdentities';
import { TimeStampAuthority } from './timeStampAuthority';

/** How a document's signers sign. */
export interface SigningManner {
	signature: SignatureKind;
	timeStamp: boolean;
	/** A stranger has self-signed certificates in the signers' names. */
	signedBy: 'signers' | 'stranger';
}

/** Those who sign in this manner. */
export type SignersIn = (manner: SigningManner) => (signer: SandboxSigner) => Promise<CmsSigner>;

/** Signers, and a time-stamping authority, under the sandbox's signing CAs. */
export function signersUnder(authorities: SigningAuthorities): SignersIn {
	const identities = { signers: signerIdentities(authorities), stranger: signerIdentities() };
	const timeStamps = once(() => TimeStampAuthority.under(authorities.rsa));
	const ownTimeStamps = once(() => TimeStampAuthority.under(authorities.timeStamping, [-1, 3650]));
	return ({ signature, timeStamp, signedBy }) => {
		return async (signer) => {
			const identity = await identities[signedBy](signer, signature);
			if (signature === 'shortLived')
				return new CmsSigner(identity, await ownTimeStamps(), shortLivedMoment());
			return new CmsSigner(identity, timeStamp ? await timeStamps() : undefined);
		};
	};
}
