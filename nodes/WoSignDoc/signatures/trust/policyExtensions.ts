import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	Asn1Error,
	contextTag,
	integerBytes,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';
import { SIGNATURE_BOUNDS } from '../bounds';
import type { Certificate } from '../cms/certificate';
import { EXTENSION } from '../cms/certificateExtensions';

type Extensions = Pick<Certificate, 'extensions'>;

/** How many more certificates may follow before a rule begins (RFC 5280, 4.2.1.11); undefined: no such rule. */
export interface PolicyConstraints {
	readonly explicit: number | undefined;
	readonly mapping: number | undefined;
	readonly anyPolicy: number | undefined;
}

/** An extension's value; undefined where there is none. All of these functions throw an Asn1Error on another form. */
export function extensionOf({ extensions }: Extensions, identifier: string): Asn1Value | undefined {
	const der = extensions.get(identifier);
	return der && parseAsn1(der);
}

/** The members of a list; throws where it has more than the bound. */
export function boundedMembers(value: Asn1Value): readonly Asn1Value[] {
	const list = members(value);
	if (list.length <= SIGNATURE_BOUNDS.extensionLength) return list;
	throw new Asn1Error('it has too many members');
}

/** The policies of a certificate (RFC 5280, 4.2.1.4); undefined where it has none. */
export function policiesOf(certificate: Extensions): readonly string[] | undefined {
	const policies = extensionOf(certificate, EXTENSION.certificatePolicies);
	return policies && boundedMembers(policies).map((one) => objectIdentifier(member(one, 0)));
}

/** The policies of the subject's domain that stand for each of the issuer's domain (RFC 5280, 4.2.1.5). */
export function mappingsOf(certificate: Extensions): ReadonlyMap<string, ReadonlySet<string>> {
	const mappings = extensionOf(certificate, EXTENSION.policyMappings);
	const byIssuers = new Map<string, Set<string>>();
	for (const mapping of mappings ? boundedMembers(mappings) : []) {
		const [issuers, subjects] = [0, 1].map((index) => objectIdentifier(member(mapping, index)));
		if (issuers === undefined || subjects === undefined) continue;
		byIssuers.set(issuers, (byIssuers.get(issuers) ?? new Set()).add(subjects));
	}
	return byIssuers;
}

/** Its policyConstraints and inhibitAnyPolicy (RFC 5280, 4.2.1.11, 4.2.1.14). */
export function constraintsOf(certificate: Extensions): PolicyConstraints {
	const constraints = extensionOf(certificate, EXTENSION.policyConstraints);
	const tagged = (tag: number) => {
		const found = constraints && members(constraints).find((one) => contextTag(one) === tag);
		return found && count(octets(found));
	};
	const anyPolicy = extensionOf(certificate, EXTENSION.inhibitAnyPolicy);
	return {
		explicit: tagged(0),
		mapping: tagged(1),
		anyPolicy: anyPolicy && count(integerBytes(anyPolicy)),
	};
}

function count(bytes: Buffer): number {
	return Number(BigInt(`0x0${bytes.toString('hex')}`));
}
