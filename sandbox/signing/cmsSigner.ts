import { id_data } from '@peculiar/asn1-cms';
import type { DocumentSigner } from './documentSigner';
import { attribute, signedAttributes } from './signedAttributes';
import { signedData, type SigningIdentity } from './signedData';
import type { TimeStampAuthority } from './timeStampAuthority';

/** id-aa-timeStampToken (RFC 3161, appendix A) */
const timeStampToken = '1.2.840.113549.1.9.16.2.14';

/** Signs as PKCS#7 detached (CMS SignedData without content), the chain enclosed, with a time stamp or without. */
export class CmsSigner implements DocumentSigner {
	readonly subFilter = 'adbe.pkcs7.detached';
	readonly maximumLength = 8192;

	constructor(
		private readonly identity: SigningIdentity,
		private readonly timeStamps?: TimeStampAuthority,
	) {}

	sign(parts: readonly Uint8Array[], signingTime: Date): Uint8Array {
		const { timeStamps, identity } = this;
		const digest = identity.scheme.digest(parts);
		return signedData(identity, {
			type: id_data,
			attributes: signedAttributes(id_data, digest, signingTime),
			...(timeStamps && {
				unsigned: (signature) => [attribute(timeStampToken, timeStamps.stamp(signature))],
			}),
		});
	}
}
