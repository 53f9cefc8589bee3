import { id_data } from '@peculiar/asn1-cms';
import type { DocumentSigner } from './documentSigner';
import { attribute, signedAttributes, signingCertificate } from './signedAttributes';
import { signedData, type SigningIdentity } from './signedData';
import type { SigningManner } from './signingManner';
import type { TimeStampAuthority } from './timeStampAuthority';

/** id-aa-timeStampToken (RFC 3161, appendix A) */
const timeStampToken = '1.2.840.113549.1.9.16.2.14';

/**
 * Signs with detached PKCS#7 (CMS SignedData without content) that includes the chain and, optionally, a timestamp.
 * If the manner signs in the past, that is relative to the creation of this object.
 */
export class CmsSigner implements DocumentSigner {
	readonly subFilter;
	readonly maximumLength = 8192;
	readonly signedAt: Date | undefined;

	constructor(
		readonly identity: SigningIdentity,
		private readonly manner: SigningManner,
		private readonly timeStamps?: TimeStampAuthority,
	) {
		this.subFilter = manner.subFilter;
		this.signedAt = manner.signedAgo ? new Date(Date.now() - manner.signedAgo) : undefined;
	}

	sign(parts: readonly Uint8Array[], signingTime: Date): Uint8Array {
		const { timeStamps, identity, manner, signedAt } = this;
		const digest = identity.scheme.digest(parts);
		const claimed = new Date(signingTime.getTime() + manner.claimedAhead);
		return signedData(identity, {
			type: id_data,
			attributes: signedAttributes(id_data, digest, claimed, this.ownCertificate()),
			...(timeStamps && {
				unsigned: (signature) => [attribute(timeStampToken, timeStamps.stamp(signature, signedAt))],
			}),
		});
	}

	/** CAdES identifies the signer's certificate in the signed attributes (ETSI EN 319 122-1, 5.2.2). */
	private ownCertificate() {
		const [own] = this.identity.chain;
		return own && this.subFilter === 'ETSI.CAdES.detached' ? [signingCertificate(own)] : [];
	}
}
