import type { Certificate } from '../cms/certificate';
import type { ElectronicSeal } from '../cms/electronicSeal';
import type { Trust, TrustContext } from './trust';
import { trustOf } from './trust';

/**
 * Whether a seal is trusted at that time: it is valid then, and its maker's certificate leads to a root.
 *
 * @param others certificates that came with the signature
 */
export async function trustOfSeal(
	{ maker, validFrom, validTo }: ElectronicSeal,
	others: readonly Certificate[],
	context: TrustContext,
	at: Date,
): Promise<Trust> {
	if (at < validFrom || at > validTo)
		return {
			trusted: false,
			reason: 'its seal had ended, and no trusted timestamp shows an earlier signing',
		};
	const { trusted, reason } = await trustOf(maker, others, context, { purpose: 'signing', at });
	return { trusted, reason: trusted ? '' : `who made its seal is not proved: ${reason}` };
}
