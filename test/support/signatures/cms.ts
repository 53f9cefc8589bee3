import { IssuerAndSerialNumber } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { createHash } from 'node:crypto';
import {
	context,
	generalizedTime,
	integer,
	NULL,
	octetString,
	oid,
	sequence,
	set,
	utcTime,
} from './der';
import type { Identity } from './identities';

/** How a signature is made: what its SignerInfo names, and the signing. */
export interface Manner {
	/** Node.js's name of the digest, and its identifier. */
	readonly digest: string;
	readonly digestOid: string;
	readonly algorithm: Buffer;
	readonly sign: (message: Buffer, identity: Identity) => Buffer;
}

export interface CmsOptions {
	readonly identity: Identity;
	readonly manner: Manner;
	/** In DER; their field is left out when there are none. */
	readonly certificates?: readonly Buffer[];
	readonly signingTime?: Date;
	/** The content inside, and its type. */
	readonly content?: Buffer;
	readonly contentType?: string;
	/** The EncapsulatedContentInfo, where it is not the usual one of both. */
	readonly encapsulated?: Buffer;
	/** Makes of the usual signed attributes others; none at all when it gives undefined. */
	readonly attributes?: (usual: Buffer[]) => Buffer[] | undefined;
	/** Unsigned attributes, given the signature's value. */
	readonly unsigned?: (signature: Buffer) => Buffer[];
	/** The SignerIdentifier, where it is not issuer and serial number. */
	readonly signerId?: Buffer;
	readonly signerInfos?: (one: Buffer) => Buffer[];
}

export const DATA = '1.2.840.113549.1.7.1';
export const SIGNED_DATA = '1.2.840.113549.1.7.2';
export const ATTRIBUTE = {
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingTime: '1.2.840.113549.1.9.5',
	signingCertificate: '1.2.840.113549.1.9.16.2.12',
	signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
	timestamp: '1.2.840.113549.1.9.16.2.14',
};

/** A SignedData over a content, detached unless the content is given (RFC 5652). */
export function cms(signed: Buffer, options: CmsOptions): Buffer {
	const { identity, manner, content, contentType = DATA } = options;
	const { certificates = [identity.der], signerInfos = (one: Buffer) => [one] } = options;
	const usualContent = content ? [context(0, octetString(content))] : [];
	const { encapsulated = sequence(oid(contentType), ...usualContent) } = options;
	const digestAlgorithm = sequence(oid(manner.digestOid));
	const usual = usualAttributes(
		hashOf(manner, content ?? signed),
		contentType,
		options.signingTime,
	);
	const attributes = options.attributes ? options.attributes(usual) : usual;
	const signature = manner.sign(attributes ? set(...attributes) : (content ?? signed), identity);
	const signerInfo = sequence(
		integer(1),
		options.signerId ?? issuerAndSerial(identity),
		digestAlgorithm,
		...(attributes ? [context(0, ...attributes)] : []),
		manner.algorithm,
		octetString(signature),
		...(options.unsigned ? [context(1, ...options.unsigned(signature))] : []),
	);
	return sequence(
		oid(SIGNED_DATA),
		context(
			0,
			sequence(
				integer(1),
				set(digestAlgorithm),
				encapsulated,
				...(certificates.length > 0 ? [context(0, ...certificates)] : []),
				set(...signerInfos(signerInfo)),
			),
		),
	);
}

export function attribute(identifier: string, ...values: readonly Buffer[]): Buffer {
	return sequence(oid(identifier), set(...values));
}

/** A timestamp token over what is given (RFC 3161). */
export function timestampToken(
	stamped: Buffer,
	identity: Identity,
	manner: Manner,
	time: Date,
): Buffer {
	const info = sequence(
		integer(1),
		oid('1.2.3.4'),
		sequence(sequence(oid(manner.digestOid), NULL), octetString(hashOf(manner, stamped))),
		integer(7),
		generalizedTime(time),
	);
	const contentType = '1.2.840.113549.1.9.16.1.4';
	return cms(info, { identity, manner, content: info, contentType });
}

function usualAttributes(digest: Buffer, contentType: string, signingTime?: Date): Buffer[] {
	return [
		attribute(ATTRIBUTE.contentType, oid(contentType)),
		...(signingTime ? [attribute(ATTRIBUTE.signingTime, utcTime(signingTime))] : []),
		attribute(ATTRIBUTE.messageDigest, octetString(digest)),
	];
}

function hashOf({ digest }: Manner, bytes: Buffer): Buffer {
	const options = digest === 'shake256' ? { outputLength: 64 } : undefined;
	return createHash(digest, options).update(bytes).digest();
}

/** The issuer and serial number of the identity's certificate (RFC 5652, 10.2.4). */
function issuerAndSerial({ der }: Identity): Buffer {
	const { issuer, serialNumber } = AsnConvert.parse(der, Certificate).tbsCertificate;
	return Buffer.from(AsnConvert.serialize(new IssuerAndSerialNumber({ issuer, serialNumber })));
}
