import {
	type Attribute,
	CertificateChoices,
	CertificateSet,
	CMSVersion,
	ContentInfo,
	DigestAlgorithmIdentifiers,
	EncapsulatedContent,
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
import { Certificate } from '@peculiar/asn1-x509';
import type { SignatureScheme } from './signatureScheme';
import type { SignedAttributes } from './signedAttributes';

/** Who signs: a certificate with those that stand above it, and the key that it speaks for. */
export interface SigningIdentity {
	/** DER, the signer's own first. */
	chain: readonly ArrayBuffer[];
	scheme: SignatureScheme;
}

/** What a signer signs, and what is told beside it. */
export interface SignedContent {
	type: string;
	/** Left out, the signature is detached. */
	content?: ArrayBuffer;
	attributes: SignedAttributes;
	/** Attributes about the signature's value, such as its time stamp. */
	unsigned?(signature: Buffer): Attribute[];
}

/** One signer's CMS SignedData (RFC 5652, 5), the certificates enclosed; DER. */
export function signedData({ chain, scheme }: SigningIdentity, signed: SignedContent): Buffer {
	const certificates = chain.map((der) => AsnConvert.parse(der, Certificate));
	const { digestAlgorithm, signatureAlgorithm } = scheme;
	const signature = scheme.sign(signed.attributes.der);
	const unsignedAttrs = signed.unsigned?.(signature);
	const signerInfo = new SignerInfo({
		version: CMSVersion.v1,
		sid: identifierOf(certificates[0]),
		digestAlgorithm,
		signedAttrs: signed.attributes.list,
		signatureAlgorithm,
		signature: new OctetString(signature),
		...(unsignedAttrs && { unsignedAttrs }),
	});
	const data = new SignedData({
		// RFC 5652, 5.1
		version: signed.type === id_data ? CMSVersion.v1 : CMSVersion.v3,
		digestAlgorithms: new DigestAlgorithmIdentifiers([digestAlgorithm]),
		encapContentInfo: encapsulated(signed),
		certificates: new CertificateSet(
			certificates.map((certificate) => new CertificateChoices({ certificate })),
		),
		signerInfos: new SignerInfos([signerInfo]),
	});
	const content = AsnConvert.serialize(data);
	return Buffer.from(
		AsnConvert.serialize(new ContentInfo({ contentType: id_signedData, content })),
	);
}

function identifierOf(certificate: Certificate | undefined): SignerIdentifier {
	if (!certificate) throw new Error('a signer without a certificate');
	const { issuer, serialNumber } = certificate.tbsCertificate;
	return new SignerIdentifier({
		issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }),
	});
}

function encapsulated({ type, content }: SignedContent): EncapsulatedContentInfo {
	if (content === undefined) return new EncapsulatedContentInfo({ eContentType: type });
	const eContent = new EncapsulatedContent({ single: new OctetString(content) });
	return new EncapsulatedContentInfo({ eContentType: type, eContent });
}
