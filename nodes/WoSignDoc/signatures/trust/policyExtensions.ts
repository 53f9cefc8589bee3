import { integerBytes, member, objectIdentifier, octets } from '../../protocol/certificate/asn1';
import { EXTENSION } from '../cms/certificateExtensions';
import type { Extensions } from './extensionValue';
import { boundedMembers, extensionOf, taggedPair } from './extensionValue';

/**
 * How many more certificates may follow before a rule takes effect (RFC 5280, 4.2.1.11); undefined: there is no rule.
 */
export interface PolicyConstraints {
	readonly explicit: number | undefined;
	readonly mapping: number | undefined;
	readonly anyPolicy: number | undefined;
}

/** The policies of a certificate (RFC 5280, 4.2.1.4); undefined if it has none. */
export function policiesOf(certificate: Extensions): readonly string[] | undefined {
	const policies = extensionOf(certificate, EXTENSION.certificatePolicies);
	return policies && boundedMembers(policies).map((one) => objectIdentifier(member(one, 0)));
}

/** The policies of the subject's domain that are equivalent to each one of the issuer's domain (RFC 5280, 4.2.1.5). */
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
	const [explicit, mapping] = constraints ? taggedPair(constraints) : [];
	const anyPolicy = extensionOf(certificate, EXTENSION.inhibitAnyPolicy);
	return {
		explicit: explicit && count(octets(explicit)),
		mapping: mapping && count(octets(mapping)),
		anyPolicy: anyPolicy && count(integerBytes(anyPolicy)),
	};
}

function count(bytes: Buffer): number {
	return Number(BigInt(`0x0${bytes.toString('hex')}`));
}
