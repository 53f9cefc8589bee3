import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	contextTag,
	encoding,
	integerBytes,
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1Prefix,
} from '../../protocol/certificate/asn1';
import { SIGNATURE_BOUNDS } from '../bounds';
import type { Algorithm, Certificate } from './certificate';
import { algorithmOf, certificateOf, nameOf } from './certificate';
import type { DigestName } from './digests';
import { digestNamed } from './digests';
import { MalformedSignature } from './signatureErrors';

/** The values of a signer's attributes, signed or unsigned, by identifier. */
export type Attributes = ReadonlyMap<string, readonly Asn1Value[]>;

/** A CMS SignedData with its only signer (RFC 5652, 5). */
export interface SignedData {
	readonly certificates: readonly Certificate[];
	/** The eContentType. */
	readonly contentType: string;
	/** The eContent; undefined if the document is the content. */
	readonly content: Buffer | undefined;
	readonly signer: Certificate;
	readonly digest: DigestName;
	readonly signatureAlgorithm: Algorithm;
	readonly signature: Buffer;
	readonly signedAttributes: Attributes | undefined;
	/** The signed attributes in the encoding that the signature covers. */
	readonly signedBytes: Buffer | undefined;
	readonly unsignedAttributes: Attributes;
	/** The contents of its field `crls` (RFC 5652, 10.2.1), not parsed. */
	readonly revocationInfos: readonly Asn1Value[];
}

/** The type in RFC 5652, and in GM/T 0010. */
const SIGNED_DATA = new Set(['1.2.840.113549.1.7.2', '1.2.156.10197.6.1.4.2.2']);
const SET_TAG = 0x31;

/**
 * Parses the SignedData in a signature's `/Contents`, which may be padded with zeros. Throws UnsupportedSignature, or
 * another error for anything malformed: a signature has one signer, and contains its certificate.
 */
export function parseSignedData(contents: Buffer): SignedData {
	const { value, length } = parseAsn1Prefix(contents);
	if (contents.subarray(length).some((byte) => byte !== 0)) {
		throw new MalformedSignature('something follows its signature value');
	}
	return signedDataOf(value);
}

/** Parses the SignedData in a ContentInfo (RFC 5652, 3). */
function signedDataOf(contentInfo: Asn1Value): SignedData {
	const type = objectIdentifier(member(contentInfo, 0));
	if (!SIGNED_DATA.has(type)) throw new MalformedSignature(`it isn’t SignedData, but ${type}`);
	const [, , encapsulated, ...rest] = members(member(contentInfo, 1, 0));
	const signerInfos = rest.at(-1);
	if (!encapsulated || !signerInfos) throw new MalformedSignature('its SignedData is not complete');
	const [signerInfo, ...more] = members(signerInfos);
	if (!signerInfo) throw new MalformedSignature('it has no signer');
	if (more.length > 0)
		throw new MalformedSignature('it has more than one signer, which a PDF forbids');
	const certificates = certificatesOf(rest.find((field) => contextTag(field) === 0));
	const [contentType, content] = members(encapsulated);
	const revocationInfos = rest.find((field) => contextTag(field) === 1);
	return {
		certificates,
		revocationInfos: revocationInfos ? members(revocationInfos) : [],
		contentType: contentType ? objectIdentifier(contentType) : '',
		content: content && octets(member(content, 0)),
		...signerOf(signerInfo, certificates),
	};
}

function certificatesOf(field: Asn1Value | undefined): Certificate[] {
	const values = (field ? members(field) : []).filter(isSequence);
	if (values.length > SIGNATURE_BOUNDS.certificates)
		throw new MalformedSignature('it has too many certificates');
	const byDer = new Map<string, Certificate>();
	for (const value of values) {
		const certificate = certificateOf(value);
		byDer.set(certificate.der.toString('latin1'), certificate);
	}
	return [...byDer.values()];
}

/** A SignerInfo (RFC 5652, 5.3): version, sid, digestAlgorithm, [0] attributes, algorithm, signature, [1] attributes. */
function signerOf(
	signerInfo: Asn1Value,
	certificates: readonly Certificate[],
): Omit<SignedData, 'certificates' | 'contentType' | 'content' | 'revocationInfos'> {
	const fields = members(signerInfo);
	const [, identifier, digestAlgorithm] = fields;
	if (!identifier || !digestAlgorithm) throw new MalformedSignature('its signer is not complete');
	const signed = fields[3] && contextTag(fields[3]) === 0 ? fields[3] : undefined;
	const after = signed ? 4 : 3;
	const unsigned = fields[after + 2];
	const signedBytes = signed && encoding(signed);
	// The signature covers the encoding as a SET, not with the tag [0] that is written (RFC 5652, 5.4).
	if (signedBytes) signedBytes[0] = SET_TAG;
	return {
		signer: certificateFor(identifier, certificates),
		digest: digestNamed(algorithmOf(digestAlgorithm).identifier),
		signatureAlgorithm: algorithmOf(member(signerInfo, after)),
		signature: octets(member(signerInfo, after + 1)),
		signedAttributes: signed && attributesOf(signed),
		signedBytes,
		unsignedAttributes: unsigned ? attributesOf(unsigned) : new Map(),
	};
}

/** The signer's certificate, by issuer and serial number, or by the key identifier, tagged [0]. */
function certificateFor(identifier: Asn1Value, certificates: readonly Certificate[]): Certificate {
	const matches = isSequence(identifier)
		? byIssuer(identifier, certificates)
		: certificates.filter(({ subjectKeyIdentifier }) =>
				subjectKeyIdentifier?.equals(octets(identifier)),
			);
	const [found, ...more] = matches;
	if (!found) throw new MalformedSignature('it lacks its signer’s certificate');
	if (more.length > 0)
		throw new MalformedSignature('its signer could be any of several certificates');
	return found;
}

function byIssuer(identifier: Asn1Value, certificates: readonly Certificate[]): Certificate[] {
	const issuer = nameOf(member(identifier, 0)).comparable;
	const serial = integerBytes(member(identifier, 1)).toString('hex').toUpperCase();
	return certificates.filter((one) => one.issuer.comparable === issuer && one.serial === serial);
}

function attributesOf(field: Asn1Value): Attributes {
	const attributes = new Map<string, readonly Asn1Value[]>();
	for (const attribute of members(field)) {
		const identifier = objectIdentifier(member(attribute, 0));
		const values = members(member(attribute, 1));
		attributes.set(identifier, [...(attributes.get(identifier) ?? []), ...values]);
	}
	return attributes;
}
