import { displayName } from './signatureReport';
import type { DocumentReport, SignatureReport } from './signatureReport';

/**
 * `trusted`: it holds, and its certificate leads to a trusted root; `valid`: it holds, but who signed is not proven;
 * `changed`: it holds, but the document was changed after it; `invalid`: it does not hold; `unknown`: it cannot be told.
 */
export type SignatureVerdict = 'trusted' | 'valid' | 'changed' | 'invalid' | 'unknown';

/** What most people want to know of a signature. */
export type SimplifiedSignature = {
	type: SignatureReport['type'];
	/** The name on the certificate; empty where none could be read. */
	signer: string;
	/** ISO 8601; null without one. */
	time: string | null;
	/** Whether a timestamp shows the time, or the signer's word alone. */
	timeFrom: 'timestamp' | 'signer' | null;
	verdict: SignatureVerdict;
	/** Why it is not `trusted`. */
	reason: string;
};

export type SimplifiedReport = Pick<DocumentReport, 'intact' | 'trusted' | 'summary'> & {
	signatures: SimplifiedSignature[];
};

/** The verdict by what follows a signature that holds itself. */
const AFTER: ReadonlyMap<string, SignatureVerdict> = new Map<string, SignatureVerdict>([
	['more', 'changed'],
	['unchecked', 'unknown'],
]);

/** The report, without what only experts ask for. */
export function simplifiedReport({
	intact,
	trusted,
	summary,
	signatures,
}: DocumentReport): SimplifiedReport {
	return { intact, trusted, summary, signatures: signatures.map(simplifiedSignature) };
}

/** One signature, without what only experts ask for. */
export function simplifiedSignature(signature: SignatureReport): SimplifiedSignature {
	const { type, signer, trustedTime, claimedTime } = signature;
	const time = trustedTime ?? claimedTime;
	const claimed = time === null ? null : 'signer';
	return {
		type,
		signer: signer ? displayName(signer) : '',
		time,
		timeFrom: trustedTime === null ? claimed : 'timestamp',
		...verdictOf(signature),
	};
}

function verdictOf(signature: SignatureReport): Pick<SimplifiedSignature, 'verdict' | 'reason'> {
	const { integrity, reason, timestamp, coverage, trusted, trustReason } = signature;
	if (integrity === 'unsupported') return { verdict: 'unknown', reason };
	if (integrity !== 'ok') return { verdict: 'invalid', reason };
	if (timestamp && timestamp.integrity !== 'ok' && timestamp.integrity !== 'unsupported') {
		const broken = `the timestamp beside it does not hold: ${timestamp.reason}`;
		return { verdict: 'invalid', reason: broken };
	}
	const after = AFTER.get(coverage.after);
	if (after) return { verdict: after, reason: coverage.reason };
	return trusted ? { verdict: 'trusted', reason: '' } : { verdict: 'valid', reason: trustReason };
}
