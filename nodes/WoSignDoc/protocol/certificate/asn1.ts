import type { AsnType } from 'asn1js';
import {
	BitString,
	Constructed,
	fromBER,
	Integer,
	ObjectIdentifier,
	OctetString,
	Primitive,
	Sequence,
} from 'asn1js';

/** A parsed ASN.1 value. */
export type Asn1Value = AsnType;

/** Thrown for bytes that aren't ASN.1, or a value of an unexpected type. The message may be shown to users. */
export class Asn1Error extends Error {}

/** Parses DER or BER; throws an Asn1Error when the bytes are neither. */
export function parseAsn1(bytes: Uint8Array): Asn1Value {
	const { offset, result } = fromBER(new Uint8Array(bytes));
	if (offset === -1) throw new Asn1Error('not ASN.1');
	return result;
}

/** A bound on work: more values than any real signature has, including its certificates and revocation lists. */
const MOST_VALUES = 200_000;
const CONTEXT_CLASS = 3;

/** Parses the DER or BER value at the start of the bytes; throws an Asn1Error when there is none. */
export function parseAsn1Prefix(bytes: Uint8Array): { value: Asn1Value; length: number } {
	const { offset, result } = fromBER(new Uint8Array(bytes), { maxNodes: MOST_VALUES });
	if (offset === -1) throw new Asn1Error('not ASN.1');
	return { value: result, length: offset };
}

/** The value as encoded, including tag and length. */
export function encoding(value: Asn1Value): Buffer {
	return Buffer.from(value.valueBeforeDecodeView);
}

/** The number of a context-specific tag; undefined for any other tag. */
export function contextTag(value: Asn1Value): number | undefined {
	return value.idBlock.tagClass === CONTEXT_CLASS ? value.idBlock.tagNumber : undefined;
}

/** The bytes of a BIT STRING, including the unused bits of the last byte. */
export function bits(value: Asn1Value): Buffer {
	if (value instanceof BitString) return Buffer.from(value.valueBlock.valueHexView);
	throw new Asn1Error('not an ASN.1 bit string');
}

/** The bytes of an INTEGER, as encoded. */
export function integerBytes(value: Asn1Value): Buffer {
	if (value instanceof Integer) return Buffer.from(value.valueBlock.valueHexView);
	throw new Asn1Error('not an ASN.1 integer');
}

/** The members of a SEQUENCE, SET or explicit tag; throws on a value that has none. */
export function members(value: Asn1Value): readonly Asn1Value[] {
	if (value instanceof Constructed) return value.valueBlock.value;
	throw new Asn1Error('it cannot be read');
}

/** The value reached by following the indexes of members; throws when there is none. */
export function member(value: Asn1Value, ...path: number[]): Asn1Value {
	return path.reduce((current, index) => {
		const next = members(current)[index];
		if (next === undefined) throw new Asn1Error('an ASN.1 member is missing');
		return next;
	}, value);
}

/** Whether a value is a SEQUENCE. */
export function isSequence(value: Asn1Value): boolean {
	return value instanceof Sequence;
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function objectIdentifier(value: Asn1Value): string {
	if (value instanceof ObjectIdentifier) return value.getValue();
	throw new Asn1Error('not an ASN.1 object identifier');
}

/** An INTEGER that fits in a number. */
export function integer(value: Asn1Value): number {
	if (value instanceof Integer) return value.valueBlock.valueDec;
	throw new Asn1Error('not an ASN.1 integer');
}

/** The bytes of an OCTET STRING: plain, with an implicit tag, or in segments, as BER allows. */
export function octets(value: Asn1Value): Buffer {
	if (value instanceof OctetString) return Buffer.from(value.getValue());
	if (value instanceof Constructed) return Buffer.concat(value.valueBlock.value.map(octets));
	if (value instanceof Primitive) return Buffer.from(value.valueBlock.valueHexView);
	throw new Asn1Error('not an ASN.1 octet string');
}
