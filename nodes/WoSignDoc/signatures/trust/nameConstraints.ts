import type { Asn1Value } from '../../protocol/certificate/asn1';
import { member, members } from '../../protocol/certificate/asn1';
import type { Certificate } from '../cms/certificate';
import { EXTENSION } from '../cms/certificateExtensions';
import { boundedMembers, extensionOf, taggedPair } from './extensionValue';
import type { GeneralName } from './generalName';
import { directoryName, generalName, isWithin } from './generalName';

interface Subtree {
	readonly base: GeneralName;
	/** Whether it has a minimum or maximum, which RFC 5280 doesn't use. */
	readonly isPartial: boolean;
}

/** The names that the certificates below an authority may have (RFC 5280, 4.2.1.10). */
export interface NameConstraints {
	readonly permitted: readonly Subtree[];
	readonly excluded: readonly Subtree[];
}

/** Parses an authority's constraints; undefined if it has none. Throws an Asn1Error for any other form. */
export function nameConstraintsOf(authority: Certificate): NameConstraints | undefined {
	const constraints = extensionOf(authority, EXTENSION.nameConstraints);
	if (!constraints) return undefined;
	const [permitted = [], excluded = []] = taggedPair(constraints).map(
		(subtrees) => subtrees && boundedMembers(subtrees).map(subtreeOf),
	);
	return { permitted, excluded };
}

/** Whether all names of a certificate are within the constraints; if that is unknown, they aren't. */
export function hasAllowedNames(certificate: Certificate, constraints: NameConstraints): boolean {
	return namesOf(certificate).every((name) => isAllowed(name, constraints));
}

function isAllowed(name: GeneralName, { permitted, excluded }: NameConstraints): boolean {
	const ofForm = ({ base }: Subtree) => base.form === name.form;
	const positions = (subtrees: readonly Subtree[]) =>
		subtrees
			.filter(ofForm)
			.map(({ base, isPartial }) => (isPartial ? undefined : isWithin(name, base)));
	const within = positions(permitted);
	return (
		(within.length === 0 || within.includes(true)) &&
		positions(excluded).every((one) => one === false)
	);
}

/** The subject, its email addresses, and the other names. An empty subject isn't a name. */
function namesOf(certificate: Certificate): readonly GeneralName[] {
	const { subject } = certificate;
	const alternatives = extensionOf(certificate, EXTENSION.subjectAltName);
	return [
		...(subject.rdns.length > 0 ? [directoryName(subject)] : []),
		...subject.mails.map((text) => ({ form: 'mail' as const, text })),
		...(alternatives ? boundedMembers(alternatives).map(generalName) : []),
	];
}

function subtreeOf(value: Asn1Value): Subtree {
	return { base: generalName(member(value, 0)), isPartial: members(value).length > 1 };
}
