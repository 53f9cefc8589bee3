import { SIGNATURE_BOUNDS } from '../bounds';
import { KEY_USAGE } from '../cms/certificate';
import type { Certificate } from '../cms/certificate';
import { schemeOf } from '../cms/scheme';
import { verifyMessage } from '../cms/verifyWithKey';

/** Whether a certificate leads to a root that is trusted, and else why not. */
export interface Trust {
	readonly trusted: boolean;
	readonly reason: string;
}

/** Roots, and how many signatures of certificates may yet be checked: one for all of a document. */
export interface TrustAnchors {
	readonly roots: readonly Certificate[];
	checksLeft: number;
	/** Gives others their turn between two steps of work. */
	readonly pace: { readonly step: () => Promise<void> };
}

/** What a certificate is used for. */
export type Purpose = 'signing' | 'timestamping';

/** RFC 3161, 2.3; and what a certificate may name that a document is signed with (RFC 9336, Adobe, Microsoft, any). */
const TIMESTAMPING = '1.3.6.1.5.5.7.3.8';
const SIGNING: ReadonlySet<string> = new Set([
	'2.5.29.37.0',
	'1.3.6.1.5.5.7.3.2',
	'1.3.6.1.5.5.7.3.4',
	'1.3.6.1.5.5.7.3.36',
	'1.2.840.113583.1.1.5',
	'1.3.6.1.4.1.311.10.3.12',
	'1.3.6.1.4.1.311.20.2.2',
]);

/**
 * Whether a chain of certificates leads from this one to a root (RFC 5280, 6, without policies and revocation),
 * each in its time then.
 */
export async function trustOf(
	certificate: Certificate,
	others: readonly Certificate[],
	anchors: TrustAnchors,
	{ purpose, at }: { readonly purpose: Purpose; readonly at: Date },
): Promise<Trust> {
	const unfit =
		anchors.roots.length === 0 ? 'no trusted roots are given' : unfitFor(certificate, purpose);
	if (unfit) return { trusted: false, reason: unfit };
	const search = new ChainSearch(others, anchors, at);
	if (await search.leadsToRoot(certificate, 0)) return { trusted: true, reason: '' };
	return { trusted: false, reason: search.reason };
}

function unfitFor({ keyUsage, extendedKeyUsage }: Certificate, purpose: Purpose): string {
	const signs = KEY_USAGE.digitalSignature | KEY_USAGE.nonRepudiation;
	if (keyUsage !== undefined && (keyUsage & signs) === 0) {
		return 'its certificate is not meant for signatures';
	}
	if (purpose === 'timestamping') {
		return extendedKeyUsage?.includes(TIMESTAMPING)
			? ''
			: 'its certificate is not meant for timestamps';
	}
	const isFit = extendedKeyUsage?.some((usage) => SIGNING.has(usage)) ?? true;
	return isFit ? '' : 'its certificate is not meant for signing documents';
}

/** Follows issuers, as long as signatures may be checked. */
class ChainSearch {
	/** The reason of the way that came furthest. */
	reason = 'its certificate leads to none of the trusted roots';

	constructor(
		private readonly others: readonly Certificate[],
		private readonly anchors: TrustAnchors,
		private readonly at: Date,
	) {}

	async leadsToRoot(certificate: Certificate, depth: number): Promise<boolean> {
		const problem = this.problemOf(certificate, depth);
		if (problem) {
			this.reason = problem;
			return false;
		}
		if (this.anchors.roots.some(({ der }) => der.equals(certificate.der))) return true;
		if (depth >= SIGNATURE_BOUNDS.chainLength) return false;
		for (const issuer of [...this.anchors.roots, ...this.others]) {
			await this.anchors.pace.step();
			if (!this.isIssuer(issuer, certificate, depth)) continue;
			if (await this.leadsToRoot(issuer, depth + 1)) return true;
		}
		return false;
	}

	private isIssuer(issuer: Certificate, certificate: Certificate, depth: number): boolean {
		return (
			issuer.subject.comparable === certificate.issuer.comparable &&
			issuer.der !== certificate.der &&
			this.mayIssue(issuer, depth) &&
			this.hasSigned(issuer, certificate)
		);
	}

	private problemOf(
		{ validFrom, validTo, unknownCritical, subject }: Certificate,
		depth: number,
	): string {
		const whose = depth === 0 ? 'its certificate' : `the certificate of ${subject.commonName}`;
		if (this.at < validFrom) return `${whose} was not valid yet`;
		if (this.at > validTo)
			return `${whose} had expired, and no trusted timestamp shows an earlier signing`;
		const [unknown] = unknownCritical;
		return unknown === undefined
			? ''
			: `${whose} has a critical extension ${unknown} that is not known`;
	}

	private mayIssue({ isAuthority, pathLength, keyUsage }: Certificate, depth: number): boolean {
		const signs = keyUsage === undefined || (keyUsage & KEY_USAGE.keyCertSign) !== 0;
		return isAuthority && signs && pathLength >= depth;
	}

	private hasSigned(
		issuer: Certificate,
		{ signed, signatureAlgorithm, signature }: Certificate,
	): boolean {
		if (--this.anchors.checksLeft < 0) return false;
		try {
			const scheme = schemeOf(signatureAlgorithm, issuer.publicKey.algorithm, undefined);
			return verifyMessage(scheme, issuer.publicKey, signed, signature);
		} catch {
			return false;
		}
	}
}
