import type { Asn1Value } from '../../protocol/certificate/asn1';
import { Asn1Error, contextTag, members, parseAsn1Prefix } from '../../protocol/certificate/asn1';
import { SIGNATURE_BOUNDS } from '../bounds';
import type { Certificate } from '../cms/certificate';

export type Extensions = Pick<Certificate, 'extensions'>;

/** An extension's value; undefined if there is none. All of these functions throw an Asn1Error for any other form. */
export function extensionOf({ extensions }: Extensions, identifier: string): Asn1Value | undefined {
	const der = extensions.get(identifier);
	if (!der) return undefined;
	const { value, length } = parseAsn1Prefix(der);
	if (length === der.length) return value;
	throw new Asn1Error('something follows its value');
}

/** The members of a list; throws if it exceeds the bound. */
export function boundedMembers(value: Asn1Value): readonly Asn1Value[] {
	const list = members(value);
	if (list.length <= SIGNATURE_BOUNDS.extensionLength) return list;
	throw new Asn1Error('it has too many members');
}

/** The members tagged [0] and [1]; throws if there is any other member, or none. */
export function taggedPair(
	value: Asn1Value,
): readonly [zero: Asn1Value | undefined, one: Asn1Value | undefined] {
	const list = members(value);
	const pair = [0, 1].map((tag) => list.find((one) => contextTag(one) === tag));
	const [zero, one] = pair;
	if (list.length > 0 && list.length === pair.filter(Boolean).length) return [zero, one];
	throw new Asn1Error('it has other members');
}
