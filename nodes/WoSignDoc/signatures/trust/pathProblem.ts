import type { Certificate } from '../cms/certificate';
import { isSelfIssued, shownName } from '../cms/certificate';
import { KEY_USAGE } from '../cms/certificateExtensions';
import type { NameConstraints } from './nameConstraints';
import { hasAllowedNames, nameConstraintsOf } from './nameConstraints';
import type { Path } from './pathSearch';
import type { PolicyInputs } from './policyGraph';
import { PolicyGraph } from './policyGraph';
import type { Purpose } from './purpose';
import { authorityUnfitFor } from './purpose';

/** What a certificate should be trusted for. */
export interface TrustQuestion {
	readonly purpose: Purpose;
	/** The time at which all its certificates must be valid. */
	readonly at: Date;
	readonly policies?: PolicyInputs;
}

/**
 * Why a path isn't valid (RFC 5280, 6.1), in words; empty if it is. It is already known that each certificate is signed
 * with the key of the next. The root counts with what it requires of the others (RFC 5937): its validity period, names,
 * path length, and policy constraints.
 */
export function pathProblem(path: Path, question: TrustQuestion): string {
	const validation = new PathValidation(path.length - 1, question);
	for (const [depth, certificate] of [...path.entries()].reverse()) {
		const problem = validation.problemOf(certificate, depth);
		const whose = depth === 0 ? 'its certificate' : `the certificate of ${shownName(certificate)}`;
		if (problem) return `${whose} ${problem}`;
	}
	return '';
}

/** The state of RFC 5280, 6.1.2, from the root down. */
class PathValidation {
	private readonly constraints: NameConstraints[] = [];
	private readonly policies: PolicyGraph;
	/** Authorities that may still follow, not counting self-issued certificates. */
	private pathLength = Infinity;

	/** @param rootDepth certificates below the root */
	constructor(
		private readonly rootDepth: number,
		private readonly question: TrustQuestion,
	) {
		this.policies = new PolicyGraph(rootDepth, question.policies ?? {});
	}

	problemOf(certificate: Certificate, depth: number): string {
		try {
			return (
				this.ownProblem(certificate) ||
				(depth < this.rootDepth ? this.problemBelow(certificate, depth) : '') ||
				(depth > 0 ? this.authorityProblem(certificate, depth) : '')
			);
		} catch {
			return 'has an extension that cannot be read';
		}
	}

	private ownProblem(certificate: Certificate): string {
		const { validFrom, validTo, unknownCritical, isConsistent } = certificate;
		const { at } = this.question;
		if (at < validFrom) return 'was not valid yet';
		if (at > validTo) return 'had expired, and no trusted timestamp shows an earlier signing';
		if (!isConsistent) return 'names two algorithms for its signature';
		const [unknown] = unknownCritical;
		return unknown === undefined ? '' : `has a critical extension ${unknown} that is not known`;
	}

	/** What the authorities above don't allow (6.1.3, b to f; 6.1.5). */
	private problemBelow(certificate: Certificate, depth: number): string {
		const isLast = depth === 0;
		const isExempt = !isLast && isSelfIssued(certificate);
		if (!isExempt && !this.constraints.every((one) => hasAllowedNames(certificate, one)))
			return 'is for a name that an authority above it may not certify';
		const isValid =
			this.policies.enter(certificate, isLast) && (!isLast || this.policies.end(certificate));
		return isValid ? '' : 'has no policy that the authorities above it demand';
	}

	/** What is wrong with an authority; applies its requirements to the certificates below it (6.1.4). */
	private authorityProblem(certificate: Certificate, depth: number): string {
		const { isAuthority, pathLength, keyUsage } = certificate;
		if (!isAuthority) return 'is not that of an authority';
		if (keyUsage !== undefined && (keyUsage & KEY_USAGE.keyCertSign) === 0)
			return 'may not sign certificates';
		const unfit = authorityUnfitFor(certificate, this.question.purpose);
		if (unfit) return unfit;
		const isRoot = depth === this.rootDepth;
		const isCounted = !isRoot && !isSelfIssued(certificate);
		if (isCounted && --this.pathLength < 0)
			return 'adds one more authority than those above it allow';
		this.pathLength = Math.min(this.pathLength, pathLength);
		const constraints = nameConstraintsOf(certificate);
		if (constraints) this.constraints.push(constraints);
		if (!isRoot && !this.policies.map(certificate)) return 'maps policies as it may not';
		this.policies.constrain(certificate, isCounted);
		return '';
	}
}
