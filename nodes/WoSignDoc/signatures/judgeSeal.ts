import { namesOf } from './certificateNames';
import type { ElectronicSeal } from './cms/electronicSeal';
import type { DocumentSignature } from './documentSignature';
import type { CertificateJudge, Judgment } from './judgeCertificate';
import type { SealReport } from './signatureReport';

/**
 * Judges the seal of a valid signature: it must be valid at that time, and its maker's certificate must lead to a root.
 */
export async function judgeSeal(
	seal: ElectronicSeal,
	{ certificates }: Pick<DocumentSignature, 'certificates'>,
	judge: CertificateJudge,
	at: Date,
): Promise<SealReport> {
	const question = { purpose: 'signing', at } as const;
	const maker = await judge.judge(seal.maker, certificates, question);
	const reason = lifeProblem(seal, at) || makerProblem(maker);
	return reportOf(seal, { trusted: reason === '', reason, chain: maker.chain });
}

/** The report on the seal of a signature that isn't valid itself. */
export function unjudgedSeal(seal: ElectronicSeal, reason: string): SealReport {
	return reportOf(seal, { trusted: false, reason, chain: [] });
}

function lifeProblem({ validFrom, validTo }: ElectronicSeal, at: Date): string {
	if (at < validFrom) return 'its seal was not valid yet';
	return at > validTo
		? 'its seal had ended, and no trusted timestamp shows an earlier signing'
		: '';
}

function makerProblem({ trusted, reason }: Judgment): string {
	return trusted ? '' : `who made its seal is not proved: ${reason}`;
}

function reportOf(
	{ identifier, name, maker, validFrom, validTo }: ElectronicSeal,
	judged: Pick<SealReport, 'trusted' | 'reason' | 'chain'>,
): SealReport {
	return {
		identifier,
		name,
		maker: namesOf(maker),
		validFrom: validFrom.toISOString(),
		validTo: validTo.toISOString(),
		...judged,
	};
}
