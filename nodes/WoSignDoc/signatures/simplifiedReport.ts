import { displayName } from './signatureReport';
import type { DocumentReport, SignatureReport } from './signatureReport';

/**
 * `trusted`: it is valid, and its certificate leads to a trusted root; `valid`: it is valid, but the signer's identity
 * isn't proven; `changed`: it is valid, but the document was changed after it; `invalid`: it isn't valid; `unknown`: it
 * couldn't be determined.
 */
export type SignatureVerdict = 'trusted' | 'valid' | 'changed' | 'invalid' | 'unknown';

/** What most people want to know about a signature. */
export type SimplifiedSignature = {
	type: SignatureReport['type'];
	/** The name in the certificate; empty if none could be read. */
	signer: string;
	/** ISO 8601; null if there is none. */
	time: string | null;
	/** Whether the time comes from a timestamp, or only from the signer. */
	timeFrom: 'timestamp' | 'signer' | null;
	verdict: SignatureVerdict;
	/** Why it isn't `trusted`. */
	reason: string;
};

export type SimplifiedReport = Pick<DocumentReport, 'intact' | 'trusted' | 'summary'> & {
	signatures: SimplifiedSignature[];
};

/** The verdict on a valid signature, by what follows it. */
const AFTER: ReadonlyMap<string, SignatureVerdict> = new Map<string, SignatureVerdict>([
	['more', 'changed'],
	['unchecked', 'unknown'],
]);

/** The report without details for experts. */
export function simplifiedReport({
	intact,
	trusted,
	summary,
	signatures,
}: DocumentReport): SimplifiedReport {
	return { intact, trusted, summary, signatures: signatures.map(simplifiedSignature) };
}

/** One signature without details for experts. */
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
		const broken = `its timestamp isn’t valid: ${timestamp.reason}`;
		return { verdict: 'invalid', reason: broken };
	}
	const after = AFTER.get(coverage.after);
	if (after) return { verdict: after, reason: coverage.reason };
	return trusted ? { verdict: 'trusted', reason: '' } : { verdict: 'valid', reason: trustReason };
}
