import { createHash, KeyObject, sign } from 'node:crypto';
import {
	CertificateChoices,
	CertificateSet,
	CMSVersion,
	ContentInfo,
	DigestAlgorithmIdentifiers,
	EncapsulatedContentInfo,
	id_data,
	id_signedData,
	IssuerAndSerialNumber,
	SignedData,
	SignerIdentifier,
	SignerInfo,
	SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import type { Identity } from '../certificates';
import type { DocumentSigner } from './documentSigner';
import { signedAttributes } from './signedAttributes';

const sha256 = new AlgorithmIdentifier({ algorithm: '2.16.840.1.101.3.4.2.1', parameters: null });
const sha256WithRsa = new AlgorithmIdentifier({
	algorithm: '1.2.840.113549.1.1.11',
	parameters: null,
});

/** Signs as PKCS#7 detached (CMS SignedData without content): SHA-256 with RSA, the chain enclosed. */
export class CmsSigner implements DocumentSigner {
	readonly subFilter = 'adbe.pkcs7.detached';
	readonly maximumLength = 8192;

	constructor(
		private readonly identity: Identity,
		private readonly ca: Identity,
	) {}

	sign(parts: readonly Uint8Array[], signingTime: Date): Uint8Array {
		const digest = createHash('sha256');
		for (const part of parts) digest.update(part);
		const attributes = signedAttributes(digest.digest(), signingTime);
		const { certificate, keys } = this.identity;
		const key = KeyObject.from(keys.privateKey);
		const signature = sign('sha256', attributes.der, key);
		const own = AsnConvert.parse(certificate.rawData, Certificate);
		const signerInfo = new SignerInfo({
			version: CMSVersion.v1,
			sid: new SignerIdentifier({
				issuerAndSerialNumber: new IssuerAndSerialNumber({
					issuer: own.tbsCertificate.issuer,
					serialNumber: own.tbsCertificate.serialNumber,
				}),
			}),
			digestAlgorithm: sha256,
			signedAttrs: attributes.list,
			signatureAlgorithm: sha256WithRsa,
			signature: new OctetString(signature),
		});
		return this.signedData(signerInfo);
	}

	private signedData(signerInfo: SignerInfo): Uint8Array {
		const certificates = [this.identity, this.ca].map(
			({ certificate }) =>
				new CertificateChoices({ certificate: AsnConvert.parse(certificate.rawData, Certificate) }),
		);
		const signedData = new SignedData({
			version: CMSVersion.v1,
			digestAlgorithms: new DigestAlgorithmIdentifiers([sha256]),
			encapContentInfo: new EncapsulatedContentInfo({ eContentType: id_data }),
			certificates: new CertificateSet(certificates),
			signerInfos: new SignerInfos([signerInfo]),
		});
		const content = AsnConvert.serialize(signedData);
		const contentInfo = new ContentInfo({ contentType: id_signedData, content });
		return new Uint8Array(AsnConvert.serialize(contentInfo));
	}
}
