import type { Certificate } from './cms/certificate';
import type { ElectronicSeal } from './cms/electronicSeal';
import type { CertificateJudge, Judgement } from './judgeCertificate';

/**
 * Whether a seal is trusted at that time: it is valid then, and its maker's certificate leads to a root.
 *
 * @param others certificates that came with the signature
 */
export async function judgeSeal(
	{ maker, validFrom, validTo }: ElectronicSeal,
	others: readonly Certificate[],
	judge: CertificateJudge,
	at: Date,
): Promise<Pick<Judgement, 'trusted' | 'reason'>> {
	if (at < validFrom || at > validTo)
		return {
			trusted: false,
			reason: 'its seal had ended, and no trusted timestamp shows an earlier signing',
		};
	const { trusted, reason } = await judge.judge(maker, others, { purpose: 'signing', at });
	return { trusted, reason: trusted ? '' : `who made its seal is not proved: ${reason}` };
}
