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

/** A signer's certificate chain and signature scheme. */
export interface SigningIdentity {
	/** DER, the signer's own first. */
	chain: readonly ArrayBuffer[];
	scheme: SignatureScheme;
}

/** The signed content and its attributes. */
export interface SignedContent {
	type: string;
	/** If absent, the signature is detached. */
	content?: ArrayBuffer;
	attributes: SignedAttributes;
	/** Unsigned attributes of the signature, such as its timestamp. */
	unsigned?(signature: Buffer): Attribute[];
}

/** CMS SignedData (RFC 5652, 5) with one signer and the certificates included; DER. */
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
	if (!certificate) throw new Error('the signer has no certificate');
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
