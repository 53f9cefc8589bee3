import { BaseStringBlock, OctetString } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	bits,
	contextTag,
	encoding,
	integer,
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1Prefix,
} from '../../protocol/certificate/asn1';
import { SIGNATURE_BOUNDS } from '../bounds';
import type { Algorithm, Certificate } from './certificate';
import { parseCertificate, timeOf } from './certificate';
import { extensionsIn } from './extensions';
import { MalformedSignature, UnsupportedSignature } from './signatureErrors';
import type { SignedObject } from './signedObject';

/** An electronic seal (电子印章, SESeal in GB/T 38540-2020, 6): an image and who may use it, signed by its maker. */
export interface ElectronicSeal extends SignedObject {
	/** Its esID, with which its maker identifies it. */
	readonly identifier: string;
	readonly name: string;
	readonly validFrom: Date;
	readonly validTo: Date;
	readonly holders: SealHolders;
	readonly maker: Certificate;
	/** The SES_SealInfo, which the maker's signature covers. */
	readonly toBeSigned: Buffer;
}

/** Who may use a seal: their certificates in DER, or digests of them. */
export interface SealHolders {
	readonly kind: 'certificates' | 'digests';
	readonly values: readonly Buffer[];
}

/** A signature made with a seal (电子签章, SES_Signature in GB/T 38540-2020, 7). */
export interface SealSignature extends SignedObject {
	readonly seal: ElectronicSeal;
	/** The time of signing, as the signer claims. */
	readonly time: Date;
	readonly dataHash: Buffer;
	readonly signer: Certificate;
	/** The TBS_Sign, which the signer's signature covers. */
	readonly toBeSigned: Buffer;
	readonly hasTimestamp: boolean;
}

/** The text at the start of every seal's header, as an IA5String, and the latest offset it can have in the value. */
const MARK = Buffer.from('\x16\x02ES', 'latin1');
const MARK_WITHIN = 64;
const VERSION = 4;
const SEQUENCE_TAG = 0x30;

/** Whether the bytes begin like a signature with a seal; a SignedData doesn't. */
export function isSeal(contents: Buffer): boolean {
	if (!contents.subarray(0, MARK_WITHIN).includes(MARK)) return false;
	try {
		return encoding(member(parseAsn1Prefix(contents).value, 0, 1, 0, 0, 0)).equals(MARK);
	} catch {
		return false;
	}
}

/**
 * Parses the signature with a seal in a signature's `/Contents`, which may be padded with zeros. Throws
 * UnsupportedSignature, or another error for anything malformed.
 */
export function parseSealSignature(contents: Buffer): SealSignature {
	const { value, length } = parseAsn1Prefix(contents);
	if (contents.subarray(length).some((byte) => byte !== 0)) {
		throw new MalformedSignature('something follows its signature value');
	}
	checkVersion(value);
	const [toSign, certificate, algorithm, signature, timestamp] = exactly(value, 4, 5);
	if (!inDer(members(value)).equals(contents.subarray(0, length)))
		throw new MalformedSignature('its seal is not written in DER');
	const [, seal, time, dataHash, , extensions] = exactly(toSign, 5, 6);
	checkExtensions(extensions && explicit(extensions));
	return {
		seal: sealOf(present(seal)),
		time: timeOf(present(time)),
		dataHash: bits(present(dataHash)),
		signer: parseCertificate(octets(present(certificate))),
		toBeSigned: encoding(present(toSign)),
		signatureAlgorithm: algorithmOf(present(algorithm)),
		signature: bits(present(signature)),
		hasTimestamp: timestamp !== undefined && bits(untagged(timestamp)).length > 0,
	};
}

/** A SEQUENCE in DER: signing programs write nothing else, and asn1js accepts lengths that don't fit. */
function inDer(values: readonly Asn1Value[]): Buffer {
	const { buffer } = Uint8Array.from(Buffer.concat(values.map(encoding)));
	const der = Buffer.from(new OctetString({ valueHex: buffer }).toBER());
	der[0] = SEQUENCE_TAG;
	return der;
}

/** A timestamp, which some programs tag [0] and others don't. */
function untagged(value: Asn1Value): Asn1Value {
	return contextTag(value) === 0 ? member(value, 0) : value;
}

/** The signature and its seal have the same version; the earlier standard, GM/T 0031, has a different structure. */
function checkVersion(value: Asn1Value): void {
	const versions = [member(value, 0, 0), member(value, 0, 1, 0, 0, 1)].map(integer);
	const other = versions.find((version) => version !== VERSION);
	if (other === undefined) return;
	throw new UnsupportedSignature(
		`it is an electronic seal of version ${other}; only those after GB/T 38540-2020, version ${VERSION}, are supported`,
	);
}

function sealOf(value: Asn1Value): ElectronicSeal {
	const [info, maker, algorithm, signature] = exactly(value, 4, 4);
	const [, identifier, property, , extensions] = exactly(info, 4, 5);
	checkExtensions(extensions);
	const [, name, kind, holders, , validFrom, validTo] = exactly(property, 7, 7);
	return {
		identifier: textOf(present(identifier)),
		name: textOf(present(name)),
		validFrom: timeOf(present(validFrom)),
		validTo: timeOf(present(validTo)),
		holders: holdersOf(integer(present(kind)), members(present(holders))),
		maker: parseCertificate(octets(present(maker))),
		toBeSigned: encoding(present(info)),
		signatureAlgorithm: algorithmOf(present(algorithm)),
		signature: bits(present(signature)),
	};
}

/** SES_CertList: certListType 1 for OCTET STRINGs of certificates, 2 for SEQUENCEs of a type and a digest. */
function holdersOf(kind: number, list: readonly Asn1Value[]): SealHolders {
	if (list.length > SIGNATURE_BOUNDS.certificates)
		throw new MalformedSignature('its seal has too many holders');
	if (kind === 1) return { kind: 'certificates', values: list.map(octets) };
	if (kind === 2) return { kind: 'digests', values: list.map((one) => octets(member(one, 1))) };
	throw new MalformedSignature('its seal lists its holders in an unknown way');
}

/** ExtensionDatas: an unknown one that must be understood to judge the seal is an error. */
function checkExtensions(extensions: Asn1Value | undefined): void {
	const critical = extensions && extensionsIn(extensions).find((one) => one.critical);
	if (!critical) return;
	throw new UnsupportedSignature(
		`its seal has a critical extension ${critical.identifier} that is not known`,
	);
}

/** The contents of the explicit tag [0]. */
function explicit(value: Asn1Value): Asn1Value {
	if (contextTag(value) !== 0) throw new MalformedSignature('its seal is not complete');
	return member(value, 0);
}

/** An algorithm that consists only of an identifier. */
function algorithmOf(value: Asn1Value): Algorithm {
	return { identifier: objectIdentifier(value), parameters: undefined };
}

/** The members of a SEQUENCE with this many. */
function exactly(value: Asn1Value | undefined, fewest: number, most: number): readonly Asn1Value[] {
	const sequence = present(value);
	const all = members(sequence);
	if (!isSequence(sequence) || all.length < fewest || all.length > most)
		throw new MalformedSignature('its seal is not built as GB/T 38540 says');
	return all;
}

function present<Value>(value: Value | undefined): Value {
	if (value === undefined) throw new MalformedSignature('its seal is not complete');
	return value;
}

function textOf(value: Asn1Value): string {
	if (value instanceof BaseStringBlock) return value.getValue();
	throw new MalformedSignature('its seal has no name');
}
