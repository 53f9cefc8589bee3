import { SIGNATURE_BOUNDS } from '../bounds';
import type { Certificate } from '../cms/certificate';
import { KEY_USAGE } from '../cms/certificateExtensions';
import { schemeOf } from '../cms/scheme';
import { verifyMessage } from '../cms/verifyWithKey';

/** Whether a chain leads from a certificate to a trusted root, and if not, why. */
export interface Trust {
	readonly trusted: boolean;
	readonly reason: string;
}

/** What the certificates of one document are checked against. */
export interface TrustContext {
	/** The trusted roots. */
	readonly roots: readonly Certificate[];
	/** When the document is verified. */
	readonly now: Date;
	/** How many signatures of certificates may still be checked for this document. */
	checksLeft: number;
	/** Gives others their turn between two steps of work. */
	readonly pace: { readonly step: () => Promise<void> };
}

/** What a certificate is used for. */
export type Purpose = 'signing' | 'timestamping';

/** The extended key usage of a timestamping authority (RFC 3161, 2.3). */
const TIMESTAMPING = '1.3.6.1.5.5.7.3.8';
/** Those of a signer: any, client authentication, e-mail, documents (RFC 9336), Adobe's, and two of Microsoft's. */
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
 * each valid at that time.
 *
 * @param others certificates that came with the signature
 */
export async function trustOf(
	certificate: Certificate,
	others: readonly Certificate[],
	context: TrustContext,
	{ purpose, at }: { readonly purpose: Purpose; readonly at: Date },
): Promise<Trust> {
	const unfit =
		context.roots.length === 0 ? 'no trusted roots are given' : unfitFor(certificate, purpose);
	if (unfit) return { trusted: false, reason: unfit };
	const search = new ChainSearch(others, context, at);
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

/** Looks for a chain by trying each certificate that could be an issuer, within the bound on checked signatures. */
class ChainSearch {
	/** Why there is no chain: what was wrong with the last certificate that was rejected, if any was. */
	reason = 'its certificate leads to none of the trusted roots';

	constructor(
		private readonly others: readonly Certificate[],
		private readonly context: TrustContext,
		private readonly at: Date,
	) {}

	async leadsToRoot(certificate: Certificate, depth: number): Promise<boolean> {
		const problem = this.problemOf(certificate, depth);
		if (problem) {
			this.reason = problem;
			return false;
		}
		if (this.context.roots.some(({ der }) => der.equals(certificate.der))) return true;
		if (depth >= SIGNATURE_BOUNDS.chainLength) return false;
		for (const issuer of [...this.context.roots, ...this.others]) {
			await this.context.pace.step();
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
		{ toBeSigned, signatureAlgorithm, signature }: Certificate,
	): boolean {
		if (--this.context.checksLeft < 0) return false;
		try {
			const scheme = schemeOf(signatureAlgorithm, issuer.publicKey.algorithm, undefined);
			return verifyMessage(scheme, issuer.publicKey, toBeSigned, signature);
		} catch {
			return false;
		}
	}
}
