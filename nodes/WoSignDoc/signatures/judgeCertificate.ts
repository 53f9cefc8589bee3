import type { Certificate } from './cms/certificate';
import { fingerprint } from './cms/certificate';
import { namesOf } from './certificateNames';
import type { Evidence } from './revocation/evidence';
import { RevocationCheck } from './revocation/revocationCheck';
import type { Revocation } from './revocation/statements';
import { displayName } from './signatureReport';
import type { CertificateReport, RevocationReport } from './signatureReport';
import { trustOf } from './trust/trust';
import type { Trust, TrustContext, TrustQuestion } from './trust/trust';

/** Whether a certificate is trusted, with its chain as reported. */
export interface Judgment extends Pick<Trust, 'trusted' | 'reason'> {
	readonly chain: readonly CertificateReport[];
}

/**
 * Judges the certificates of one document: by their paths to trusted roots, and by the revocation evidence in the
 * document.
 */
export class CertificateJudge {
	private readonly revocations: RevocationCheck;

	/** @param requiresRevocation whether a certificate is trusted only if nothing on its path may have been revoked */
	constructor(
		readonly context: TrustContext,
		private readonly evidence: Evidence,
		private readonly requiresRevocation: boolean,
	) {
		this.revocations = new RevocationCheck(evidence, {
			now: context.now,
			pace: context.pace,
			pathOf: async (signer, at) => {
				const trust = await this.trustIn(signer, [], { purpose: 'crlSigning', at });
				return trust.trusted ? trust.path : undefined;
			},
		});
	}

	/** @param others certificates that came with the signature */
	async judge(
		certificate: Certificate,
		others: readonly Certificate[],
		question: TrustQuestion,
	): Promise<Judgment> {
		const { trusted, reason, path, missing } = await this.trustIn(certificate, others, question);
		const root = missing ? undefined : path.at(-1);
		const chain: CertificateReport[] = [];
		for (const [index, one] of path.entries()) {
			const issuer = path[index + 1];
			const revocation =
				root && issuer
					? await this.revocations.of({ certificate: one, issuer, root, at: question.at })
					: undefined;
			chain.push(reportOf(one, revocation ? told(revocation) : root ? ROOT : NO_ROOT));
		}
		const problem = trusted ? this.problemIn(chain) : '';
		return { trusted: trusted && problem === '', reason: reason || problem, chain };
	}

	/** Whether a path leads to a trusted root, regardless of revocation. */
	async trustIn(
		certificate: Certificate,
		others: readonly Certificate[],
		question: TrustQuestion,
	): Promise<Trust> {
		const all = [...others, ...this.evidence.certificates];
		return await trustOf(certificate, all, this.context, question);
	}

	private problemIn(chain: readonly CertificateReport[]): string {
		const whose = (index: number, names: CertificateReport) =>
			index === 0 ? 'its certificate' : `the certificate of ${displayName(names)}`;
		for (const [index, one] of chain.entries()) {
			const { status, since, reason } = one.revocation;
			if (status === 'revoked') return `${whose(index, one)} was revoked on ${since} (${reason})`;
		}
		if (!this.requiresRevocation) return '';
		for (const [index, one] of chain.entries()) {
			const { status, reason } = one.revocation;
			if (status === 'unknown')
				return `whether ${whose(index, one)} was revoked is unknown: ${reason}`;
		}
		return '';
	}
}

const ROOT: RevocationReport = {
	status: 'notNeeded',
	since: null,
	reason: '',
	source: null,
	asOf: null,
};
const NO_ROOT: RevocationReport = {
	...ROOT,
	status: 'unknown',
	reason: 'it leads to no trusted root',
};

function told({ status, since, reason, source, asOf }: Revocation): RevocationReport {
	return {
		status,
		since: since?.toISOString() ?? null,
		reason,
		source: source ?? null,
		asOf: asOf?.toISOString() ?? null,
	};
}

function reportOf(certificate: Certificate, revocation: RevocationReport): CertificateReport {
	return {
		...namesOf(certificate),
		fingerprint: fingerprint(certificate),
		validFrom: certificate.validFrom.toISOString(),
		validTo: certificate.validTo.toISOString(),
		revocation,
	};
}
