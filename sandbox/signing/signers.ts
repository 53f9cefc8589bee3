import type { SandboxSigner } from '../sandboxOrder';
import { CmsSigner } from './cmsSigner';
import { once } from './once';
import { signerIdentities, type SigningAuthorities } from './signerIdentities';
import type { SigningManner } from './signingManner';
import { TimeStampAuthority } from './timeStampAuthority';

/** `signers` have certificates from the signing CAs, `stranger` self-signed ones in the signers' names. */
export type SignedBy = 'signers' | 'stranger';

/** Creates signers that sign in the given manner. */
export type SignersIn = (
	manner: SigningManner,
	signedBy: SignedBy,
) => (signer: SandboxSigner) => Promise<CmsSigner>;

/** Signers and time-stamping authorities under the sandbox's CAs. */
export function signersUnder({ rsa, sm2, timeStamping }: SigningAuthorities): SignersIn {
	const authorities = { rsa, sm2, timeStamping };
	const identities = { signers: signerIdentities(authorities), stranger: signerIdentities() };
	const years: [from: number, to: number] = [-1, 3650];
	const stamps = {
		ofSigningCa: once(() => TimeStampAuthority.under(rsa)),
		withRoot: once(() => TimeStampAuthority.under(timeStamping, years)),
		withoutRoot: once(() => TimeStampAuthority.under(timeStamping, years, 'withoutRoot')),
	};
	return (manner, signedBy) => async (signer) =>
		new CmsSigner(
			await identities[signedBy](signer, manner),
			manner,
			manner.timeStamp === 'none' ? undefined : await stamps[manner.timeStamp](),
		);
}
