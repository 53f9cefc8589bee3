import {
	Attribute,
	id_contentType,
	id_messageDigest,
	id_signingTime,
	MessageDigest,
	SigningTime,
} from '@peculiar/asn1-cms';
import { AsnConvert, AsnObjectIdentifierConverter } from '@peculiar/asn1-schema';
import { createHash } from 'node:crypto';
import { octets, sequence } from './asn1';

/** The attributes that a signature covers, and the bytes to sign. */
export interface SignedAttributes {
	list: Attribute[];
	/** DER of the SET OF (RFC 5652, 5.4). In the message itself, the tag is [0] instead. */
	der: Uint8Array;
}

/** Content type, signing time, message digest, and any others, in DER order. */
export function signedAttributes(
	contentType: string,
	digest: Buffer,
	signingTime: Date,
	more: readonly Attribute[] = [],
): SignedAttributes {
	const list = [
		attribute(id_contentType, AsnObjectIdentifierConverter.toASN(contentType).toBER()),
		attribute(id_signingTime, AsnConvert.serialize(new SigningTime(signingTime))),
		attribute(id_messageDigest, AsnConvert.serialize(new MessageDigest(digest))),
		...more,
	];
	const sorted = list
		.map((item) => ({ item, der: Buffer.from(AsnConvert.serialize(item)) }))
		.sort((a, b) => Buffer.compare(a.der, b.der));
	const content = Buffer.concat(sorted.map(({ der }) => der));
	return {
		list: sorted.map(({ item }) => item),
		der: Buffer.concat([setHeader(content), content]),
	};
}

/** An attribute with one value, given in DER. */
export function attribute(attrType: string, value: ArrayBuffer): Attribute {
	return new Attribute({ attrType, attrValues: [value] });
}

/** SigningCertificateV2 with only the signer's own certificate (RFC 5035, 3). */
export function signingCertificate(certificate: ArrayBuffer): Attribute {
	const hash = createHash('sha256').update(new Uint8Array(certificate)).digest();
	const reference = sequence(sequence(sequence(octets(hash))));
	return attribute('1.2.840.113549.1.9.16.2.47', reference.toBER());
}

function setHeader(content: Buffer): Buffer {
	const { length } = content;
	if (length < 128) return Buffer.from([0x31, length]);
	if (length < 256) return Buffer.from([0x31, 0x81, length]);
	return Buffer.from([0x31, 0x82, length >> 8, length & 0xff]);
}
