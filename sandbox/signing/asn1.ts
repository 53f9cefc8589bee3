import { Constructed, OctetString, Sequence, type AsnType } from 'asn1js';

export function sequence(...value: AsnType[]): Sequence {
	return new Sequence({ value });
}

export function octets(valueHex: Buffer): OctetString {
	return new OctetString({ valueHex });
}

/** A value with an explicit, context-specific tag. */
export function tagged(tagNumber: number, value: AsnType): Constructed {
	return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
}
