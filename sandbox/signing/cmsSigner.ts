import { id_data } from '@peculiar/asn1-cms';
import type { DocumentSigner } from './documentSigner';
import { inChinaAsUtc } from './shortLife';
import { attribute, signedAttributes } from './signedAttributes';
import { signedData, type SigningIdentity } from './signedData';
import type { TimeStampAuthority } from './timeStampAuthority';

/** id-aa-timeStampToken (RFC 3161, appendix A) */
const timeStampToken = '1.2.840.113549.1.9.16.2.14';

/**
 * Signs as PKCS#7 detached (CMS SignedData without content), the chain enclosed, with a time stamp or without. Where `signedAt` is
 * given, it claims a time that is eight hours off, as the platform does.
 */
export class CmsSigner implements DocumentSigner {
	readonly subFilter = 'adbe.pkcs7.detached';
	readonly maximumLength = 8192;

	constructor(
		readonly identity: SigningIdentity,
		private readonly timeStamps?: TimeStampAuthority,
		readonly signedAt?: Date,
	) {}

	sign(parts: readonly Uint8Array[], signingTime: Date): Uint8Array {
		const { timeStamps, identity, signedAt } = this;
		const digest = identity.scheme.digest(parts);
		const claimed = signedAt ? inChinaAsUtc(signedAt) : signingTime;
		return signedData(identity, {
			type: id_data,
			attributes: signedAttributes(id_data, digest, claimed),
			...(timeStamps && {
				unsigned: (signature) => [attribute(timeStampToken, timeStamps.stamp(signature, signedAt))],
			}),
		});
	}
}
