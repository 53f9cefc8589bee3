import {
	BaseStringBlock,
	Boolean as Asn1Boolean,
	GeneralizedTime,
	ObjectIdentifier,
	UTCTime,
} from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	Asn1Error,
	bits,
	contextTag,
	encoding,
	integer,
	integerBytes,
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';

/** An AlgorithmIdentifier (RFC 5280, 4.1.1.2). */
export interface Algorithm {
	readonly identifier: string;
	readonly parameters: Asn1Value | undefined;
}

/** A distinguished name: what people read of it, and itself for comparison. */
export interface DistinguishedName {
	readonly commonName: string;
	readonly organisation: string;
	readonly country: string;
	/** Equal for equal names, whatever kind of string they are written in. */
	readonly comparable: string;
}

/** A key and what it is for: SubjectPublicKeyInfo in DER. */
export interface PublicKeyInfo {
	readonly algorithm: Algorithm;
	readonly der: Buffer;
	readonly key: Buffer;
}

/** What is read of a certificate (RFC 5280, 4.1). */
export interface Certificate {
	readonly der: Buffer;
	/** What is signed of it. */
	readonly signed: Buffer;
	readonly signatureAlgorithm: Algorithm;
	readonly signature: Buffer;
	readonly subject: DistinguishedName;
	readonly issuer: DistinguishedName;
	/** Upper-case hexadecimal. */
	readonly serial: string;
	readonly validFrom: Date;
	readonly validTo: Date;
	readonly publicKey: PublicKeyInfo;
	readonly isAuthority: boolean;
	/** Authorities that may stand below it. */
	readonly pathLength: number;
	/** The first two bytes of keyUsage; undefined where it does not say. */
	readonly keyUsage: number | undefined;
	readonly extendedKeyUsage: readonly string[] | undefined;
	readonly subjectKeyIdentifier: Buffer | undefined;
	/** Critical extensions that are not read here. */
	readonly unknownCritical: readonly string[];
}

/** RFC 5280, 4.2.1.3, bits of keyUsage. */
export const KEY_USAGE = { digitalSignature: 0x8000, nonRepudiation: 0x4000, keyCertSign: 0x0400 };

const NAME = { commonName: '2.5.4.3', organisation: '2.5.4.10', country: '2.5.4.6' };
const EXTENSION = {
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	basicConstraints: '2.5.29.19',
	extendedKeyUsage: '2.5.29.37',
	certificatePolicies: '2.5.29.32',
};
/** Those, and such as bear on names, policies and revocation alone: nothing is decided here by them. */
const READ_EXTENSIONS: ReadonlySet<string> = new Set([
	...Object.values(EXTENSION),
	...['2.5.29.17', '2.5.29.18', '2.5.29.31', '2.5.29.33', '2.5.29.36', '2.5.29.54'],
]);

/** Reads a certificate in DER; throws an Asn1Error when it is none. */
export function parseCertificate(der: Buffer): Certificate {
	return certificateOf(parseAsn1(der));
}

/** Reads a certificate out of the value that holds it. */
export function certificateOf(value: Asn1Value): Certificate {
	const toBeSigned = member(value, 0);
	const fields = members(toBeSigned);
	// The version stands first, under a tag of its own, but for version 1.
	const first = fields[0] && contextTag(fields[0]) === 0 ? 1 : 0;
	const field = (index: number) => member(toBeSigned, first + index);
	return {
		der: encoding(value),
		signed: encoding(toBeSigned),
		signatureAlgorithm: algorithmOf(member(value, 1)),
		signature: bits(member(value, 2)),
		serial: integerBytes(field(0)).toString('hex').toUpperCase(),
		issuer: nameOf(field(2)),
		validFrom: timeOf(member(field(3), 0)),
		validTo: timeOf(member(field(3), 1)),
		subject: nameOf(field(4)),
		publicKey: publicKeyOf(field(5)),
		...extensionsOf(fields.find((one) => contextTag(one) === 3)),
	};
}

export function algorithmOf(value: Asn1Value): Algorithm {
	return { identifier: objectIdentifier(member(value, 0)), parameters: members(value)[1] };
}

/** The curve that an elliptic curve's key names; undefined for any other key. */
export function namedCurve({ parameters }: Algorithm): string | undefined {
	return parameters instanceof ObjectIdentifier ? parameters.getValue() : undefined;
}

/** A Name (RFC 5280, 4.1.2.4). */
export function nameOf(value: Asn1Value): DistinguishedName {
	const attributes = members(value).flatMap((set) =>
		members(set).map((attribute): [string, string] => [
			objectIdentifier(member(attribute, 0)),
			textOf(member(attribute, 1)),
		]),
	);
	const named = (identifier: string) => attributes.find(([one]) => one === identifier)?.[1] ?? '';
	return {
		commonName: named(NAME.commonName),
		organisation: named(NAME.organisation),
		country: named(NAME.country),
		comparable: JSON.stringify(
			attributes.map(([one, text]) => [one, text.trim().replace(/\s+/g, ' ').toLowerCase()]),
		),
	};
}

/** A UTCTime or GeneralizedTime. */
export function timeOf(value: Asn1Value): Date {
	const isTime = value instanceof GeneralizedTime || value instanceof UTCTime;
	const time = isTime ? value.toDate() : new Date(NaN);
	if (Number.isNaN(time.getTime())) throw new Asn1Error('not an ASN.1 time');
	return time;
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

type Extensions = Pick<
	Certificate,
	| 'isAuthority'
	| 'pathLength'
	| 'keyUsage'
	| 'extendedKeyUsage'
	| 'subjectKeyIdentifier'
	| 'unknownCritical'
>;

function extensionsOf(field: Asn1Value | undefined): Extensions {
	const extensions = (field ? members(member(field, 0)) : []).map((extension) => {
		const parts = members(extension);
		const [, second] = parts;
		return {
			identifier: objectIdentifier(member(extension, 0)),
			critical: second instanceof Asn1Boolean && second.getValue(),
			value: octets(member(extension, parts.length - 1)),
		};
	});
	const read = (identifier: string) => {
		const found = extensions.find((extension) => extension.identifier === identifier);
		return found && parseAsn1(found.value);
	};
	const constraints = read(EXTENSION.basicConstraints);
	const usage = read(EXTENSION.keyUsage);
	const extended = read(EXTENSION.extendedKeyUsage);
	const identifier = read(EXTENSION.subjectKeyIdentifier);
	return {
		...authorityOf(constraints),
		keyUsage: usage && Buffer.concat([bits(usage), Buffer.alloc(2)]).readUInt16BE(0),
		extendedKeyUsage: extended && members(extended).map(objectIdentifier),
		subjectKeyIdentifier: identifier && octets(identifier),
		unknownCritical: extensions
			.filter(({ critical, identifier: one }) => critical && !READ_EXTENSIONS.has(one))
			.map(({ identifier: one }) => one),
	};
}

function authorityOf(
	constraints: Asn1Value | undefined,
): Pick<Certificate, 'isAuthority' | 'pathLength'> {
	const [authority, length] =
		constraints && isSequence(constraints) ? members(constraints) : [undefined, undefined];
	const isAuthority = authority instanceof Asn1Boolean && authority.getValue();
	return { isAuthority, pathLength: length ? integer(length) : Infinity };
}
