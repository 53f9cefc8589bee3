import { createHash } from 'node:crypto';
import { BaseStringBlock, GeneralizedTime, ObjectIdentifier, UTCTime } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	Asn1Error,
	bits,
	contextTag,
	encoding,
	integerBytes,
	member,
	members,
	objectIdentifier,
	parseAsn1,
} from '../../protocol/certificate/asn1';
import type { CertificateExtensions } from './certificateExtensions';
import { readExtensions } from './certificateExtensions';

/** An AlgorithmIdentifier (RFC 5280, 4.1.1.2). */
export interface Algorithm {
	readonly identifier: string;
	readonly parameters: Asn1Value | undefined;
}

/** A distinguished name: the parts for display, and all of it for comparison. */
export interface DistinguishedName {
	readonly commonName: string;
	readonly organization: string;
	readonly country: string;
	/** Equal for names that differ at most in string type, case, and white space (RFC 5280, 7.1). */
	readonly comparable: string;
	/** Its relative distinguished names in the same form, from the topmost down. */
	readonly rdns: readonly string[];
	/** All of it as encoded. */
	readonly der: Buffer;
	/** Its email addresses, which name constraints apply to (RFC 5280, 4.2.1.10). */
	readonly mails: readonly string[];
}

/** A SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). */
export interface PublicKeyInfo {
	readonly algorithm: Algorithm;
	/** All of it in DER. */
	readonly der: Buffer;
	/** Only its subjectPublicKey. */
	readonly key: Buffer;
}

/** A certificate (RFC 5280, 4.1), as far as verification needs it. */
export interface Certificate extends CertificateExtensions {
	readonly der: Buffer;
	/** Its tbsCertificate, which the issuer's signature covers. */
	readonly toBeSigned: Buffer;
	readonly signatureAlgorithm: Algorithm;
	/** Whether the signature algorithm in the signed part is the same as the one outside (RFC 5280, 4.1.1.2). */
	readonly isConsistent: boolean;
	readonly signature: Buffer;
	readonly subject: DistinguishedName;
	readonly issuer: DistinguishedName;
	/** Upper-case hexadecimal. */
	readonly serial: string;
	readonly validFrom: Date;
	readonly validTo: Date;
	readonly publicKey: PublicKeyInfo;
}

/** Times in DER (RFC 5280, 4.1.2.5; RFC 3161, 2.4.2). asn1js turns other formats into a different time. */
const UTC_TIME = /^\d{12}Z$/;
const GENERALIZED_TIME = /^\d{14}(?:\.\d+)?Z$/;

const NAME = {
	commonName: '2.5.4.3',
	organization: '2.5.4.10',
	country: '2.5.4.6',
	mail: '1.2.840.113549.1.9.1',
};

/** Parses a certificate in DER; throws an Asn1Error if it isn't one. */
export function parseCertificate(der: Buffer): Certificate {
	return certificateOf(parseAsn1(der));
}

/** Reads a certificate that is already parsed as ASN.1; throws as `parseCertificate` does. */
export function certificateOf(value: Asn1Value): Certificate {
	const toBeSigned = member(value, 0);
	const fields = members(toBeSigned);
	// The version comes first, tagged [0]; version 1 is omitted.
	const first = fields[0] && contextTag(fields[0]) === 0 ? 1 : 0;
	const field = (index: number) => member(toBeSigned, first + index);
	return {
		der: encoding(value),
		toBeSigned: encoding(toBeSigned),
		signatureAlgorithm: algorithmOf(member(value, 1)),
		isConsistent: encoding(member(value, 1)).equals(encoding(field(1))),
		signature: bits(member(value, 2)),
		serial: integerBytes(field(0)).toString('hex').toUpperCase(),
		issuer: nameOf(field(2)),
		validFrom: timeOf(member(field(3), 0)),
		validTo: timeOf(member(field(3), 1)),
		subject: nameOf(field(4)),
		publicKey: publicKeyOf(field(5)),
		...readExtensions(fields.find((one) => contextTag(one) === 3)),
	};
}

/** SHA-256 of a certificate in DER, in upper-case hexadecimal, as browsers and readers show it. */
export function fingerprint({ der }: Certificate): string {
	return createHash('sha256').update(der).digest('hex').toUpperCase();
}

/** The name of a certificate's owner: the common name, otherwise the organization, otherwise the serial number. */
export function shownName({ subject, serial }: Certificate): string {
	return subject.commonName || subject.organization || serial;
}

/** Whether its issuer has the same name: it is a root's, or one for another key of the same authority. */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
	return subject.comparable === issuer.comparable;
}

/** Parses an AlgorithmIdentifier. */
export function algorithmOf(value: Asn1Value): Algorithm {
	return { identifier: objectIdentifier(member(value, 0)), parameters: members(value)[1] };
}

/** The named curve in the parameters of an elliptic curve key; undefined for any other key. */
export function namedCurve({ parameters }: Algorithm): string | undefined {
	return parameters instanceof ObjectIdentifier ? parameters.getValue() : undefined;
}

/** Parses a Name (RFC 5280, 4.1.2.4). */
export function nameOf(value: Asn1Value): DistinguishedName {
	const rdns = members(value).map((set) =>
		members(set).map((attribute): [string, string] => [
			objectIdentifier(member(attribute, 0)),
			textOf(member(attribute, 1)),
		]),
	);
	const attributes = rdns.flat();
	const all = (identifier: string) =>
		attributes.filter(([one]) => one === identifier).map(([, text]) => text);
	const comparable = rdns.map(comparableRdn);
	return {
		commonName: all(NAME.commonName)[0] ?? '',
		organization: all(NAME.organization)[0] ?? '',
		country: all(NAME.country)[0] ?? '',
		mails: all(NAME.mail),
		comparable: comparableName(comparable),
		rdns: comparable,
		der: encoding(value),
	};
}

/** The value of `comparable` for a name with these `rdns`. */
export function comparableName(rdns: readonly string[]): string {
	return JSON.stringify(rdns);
}

function comparableRdn(attributes: readonly (readonly [string, string])[]): string {
	const parts = attributes.map(([identifier, text]) =>
		JSON.stringify([identifier, text.trim().replace(/\s+/g, ' ').toLowerCase()]),
	);
	return parts.sort().join();
}

/** Parses a UTCTime or GeneralizedTime; throws an Asn1Error if it is neither, or isn't in DER format. */
export function timeOf(value: Asn1Value): Date {
	// asn1js also considers a GeneralizedTime a UTCTime.
	if (value instanceof UTCTime) {
		const form = value instanceof GeneralizedTime ? GENERALIZED_TIME : UTC_TIME;
		const written = Buffer.from(value.valueBlock.valueHexView).toString('latin1');
		if (form.test(written)) return value.toDate();
	}
	throw new Asn1Error('not an ASN.1 time');
}

function textOf(value: Asn1Value): string {
	return value instanceof BaseStringBlock ? value.getValue() : encoding(value).toString('hex');
}

function publicKeyOf(value: Asn1Value): PublicKeyInfo {
	return {
		algorithm: algorithmOf(member(value, 0)),
		der: encoding(value),
		key: bits(member(value, 1)),
	};
}
