import { Sequence } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	contextTag,
	encoding,
	member,
	members,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';
import type { Certificate, DistinguishedName } from '../cms/certificate';
import { comparableName, nameOf } from '../cms/certificate';

/** The certificates that a list covers (RFC 5280, 5.2.5). */
export interface ListScope {
	/** The names of the distribution point, each as `namesOf` formats it; undefined if it covers all of them. */
	readonly point: ((issuer: DistinguishedName) => ReadonlySet<string>) | undefined;
	readonly kind: 'all' | 'users' | 'authorities' | 'attributes';
	/** The reasons that it covers, as the bits of ReasonFlags. */
	readonly reasons: number;
	/** Whether it lists certificates of other issuers. */
	readonly isIndirect: boolean;
}

/** ReasonFlags (RFC 5280, 4.2.1.13): all from keyCompromise (1) to aACompromise (8). */
export const ALL_REASONS = 0x7f80;

export const WHOLE: ListScope = {
	point: undefined,
	kind: 'all',
	reasons: ALL_REASONS,
	isIndirect: false,
};

const DISTRIBUTION_POINTS = '2.5.29.31';
const DIRECTORY_NAME = 4;

/** Parses an IssuingDistributionPoint; throws an Asn1Error. */
export function readScope(value: Asn1Value): ListScope {
	const field = (tag: number) => members(value).find((one) => contextTag(one) === tag);
	const isSet = (tag: number) => {
		const flag = field(tag);
		return flag !== undefined && octets(flag)[0] !== 0;
	};
	const [point, reasons] = [field(0), field(3)];
	const kinds = [
		...(isSet(1) ? ['users' as const] : []),
		...(isSet(2) ? ['authorities' as const] : []),
		...(isSet(5) ? ['attributes' as const] : []),
	];
	return {
		point: point && ((issuer) => namesOf(point, issuer)),
		// Only one of these may be set; if several are, the last one excludes most certificates of documents.
		kind: kinds.at(-1) ?? 'all',
		reasons: reasons ? reasonFlags(reasons) : ALL_REASONS,
		isIndirect: isSet(4),
	};
}

/** The reasons for which the list would report a revocation of this certificate (RFC 5280, 6.3.3); 0 for none. */
export function reasonsToldFor(scope: ListScope, certificate: Certificate): number {
	const { kind, point, reasons } = scope;
	const isOther =
		kind === 'attributes' ||
		(kind !== 'all' && (kind === 'authorities') !== certificate.isAuthority);
	if (isOther) return 0;
	const named = point?.(certificate.issuer);
	if (!named) return reasons;
	const flags = pointsOf(certificate)
		.filter(({ names }) => [...names].some((name) => named.has(name)))
		.map((one) => one.reasons & reasons);
	return flags.reduce((all, one) => all | one, 0);
}

interface Point {
	readonly names: ReadonlySet<string>;
	readonly reasons: number;
}

/** The distribution points that the certificate's own issuer serves; without any, that issuer's name is one. */
function pointsOf({ extensions, issuer }: Certificate): Point[] {
	const extension = extensions.get(DISTRIBUTION_POINTS);
	const points = extension && parseAsn1(extension);
	if (!points) {
		const names = new Set([`${DIRECTORY_NAME} ${issuer.comparable}`]);
		return [{ names, reasons: ALL_REASONS }];
	}
	return members(points).flatMap((one) => {
		const field = (tag: number) => members(one).find((part) => contextTag(part) === tag);
		const [point, reasons, listIssuer] = [field(0), field(1), field(2)];
		// Its lists are issued by another authority.
		if (listIssuer || !point) return [];
		const flags = reasons ? reasonFlags(reasons) : ALL_REASONS;
		return [{ names: namesOf(point, issuer), reasons: flags }];
	});
}

/** A DistributionPointName: the full names, or one relative to the issuer's; each as text for comparison. */
function namesOf(point: Asn1Value, issuer: DistinguishedName): ReadonlySet<string> {
	const choice = member(point, 0);
	if (contextTag(choice) === 0) return new Set(members(choice).map(generalName));
	const { rdns } = nameOf(new Sequence({ value: [choice] }));
	return new Set([`${DIRECTORY_NAME} ${comparableName([...issuer.rdns, ...rdns])}`]);
}

function generalName(name: Asn1Value): string {
	const tag = contextTag(name);
	const text =
		tag === DIRECTORY_NAME ? nameOf(member(name, 0)).comparable : encoding(name).toString('hex');
	return `${tag} ${text}`;
}

/** Parses ReasonFlags, whose tag is implicit: the number of unused bits, then the bits. */
function reasonFlags(value: Asn1Value): number {
	return Buffer.concat([octets(value), Buffer.alloc(3)]).readUInt16BE(1) & ALL_REASONS;
}
