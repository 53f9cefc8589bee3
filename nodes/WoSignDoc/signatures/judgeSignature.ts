import type { Candidate } from './candidate';
import { namesOf } from './certificateNames';
import type { SignatureTimestamp } from './cms/timestamp';
import type { DocumentSignature } from './documentSignature';
import type { CertificateJudge, Judgment } from './judgeCertificate';
import { judgeSeal, unjudgedSeal } from './judgeSeal';
import { inTimeFor } from './provenTimes';
import type { ProvenTimes } from './provenTimes';
import { displayName } from './signatureReport';
import type { SealReport, SignatureReport, TimestampReport } from './signatureReport';

/** What the judgment of a signature contributes to its report. */
export type JudgedSignature = Pick<
	SignatureReport,
	'trusted' | 'trustReason' | 'chain' | 'provenTime' | 'provenBy' | 'timestamp' | 'seal'
>;

const NOT_OK: JudgedSignature = {
	trusted: false,
	trustReason: 'the signature itself isn’t valid',
	chain: [],
	provenTime: null,
	provenBy: null,
	timestamp: null,
	seal: null,
};

/**
 * Judges one signature's certificates at the best proven time: that of the trusted timestamp over it, otherwise of the
 * innermost one over the document, otherwise now. The time that a signer claims proves nothing.
 */
export async function judgeSignature(
	candidate: Candidate,
	judge: CertificateJudge,
	times: ProvenTimes,
): Promise<JudgedSignature> {
	const { signature, verdict } = candidate;
	if (!signature) return NOT_OK;
	const around = times.around(candidate);
	const timestamp = signature.timestamp
		? await judgeTimestamp(signature.timestamp, judge, around.at)
		: null;
	if (verdict.integrity !== 'ok') {
		const seal = signature.seal ? unjudgedSeal(signature.seal, verdict.reason) : null;
		return { ...NOT_OK, timestamp, seal };
	}
	const stamp = times.stamp(candidate);
	const stamped = timestamp?.trusted && timestamp.time !== null ? timestamp.time : undefined;
	const at = stamped === undefined ? (stamp?.at ?? around.at) : new Date(stamped);
	const seal = signature.seal ? await judgeSeal(signature.seal, signature, judge, at) : null;
	const judgment = stamp?.judgment ?? (await judgeSigner(signature, seal, judge, at));
	const byDocument = (stamp ?? around).isProven ? 'documentTimestamp' : null;
	const provenBy = stamped === undefined ? byDocument : 'timestamp';
	return {
		trusted: judgment.trusted,
		trustReason: await reasonFor({ signature, judgment, timestamp, at }, judge),
		chain: judgment.chain,
		provenTime: provenBy && at.toISOString(),
		provenBy,
		timestamp,
		seal,
	};
}

async function judgeSigner(
	{ signer, certificates }: DocumentSignature,
	seal: SealReport | null,
	judge: CertificateJudge,
	at: Date,
): Promise<Judgment> {
	const judgment = await judge.judge(signer, certificates, { purpose: 'signing', at });
	if (!judgment.trusted || !seal || seal.trusted) return judgment;
	return { ...judgment, trusted: false, reason: seal.reason };
}

async function judgeTimestamp(
	{ time, authority, certificates, integrity, reason }: SignatureTimestamp,
	judge: CertificateJudge,
	at: Date,
): Promise<TimestampReport> {
	const judged =
		authority && time && integrity === 'ok'
			? inTimeFor(
					await judge.judge(authority, certificates, { purpose: 'timestamping', at }),
					time,
					at,
				)
			: { trusted: false, reason, chain: [] };
	return {
		time: time?.toISOString() ?? null,
		authority: authority ? displayName(namesOf(authority)) : '',
		integrity,
		trusted: judged.trusted,
		reason: judged.reason,
		chain: judged.chain,
	};
}

interface Judged {
	readonly signature: DocumentSignature;
	readonly judgment: Judgment;
	readonly timestamp: TimestampReport | null;
	readonly at: Date;
}

/**
 * Why a signature isn't trusted. If its certificate has expired, but hadn't at the time of a timestamp that isn't
 * trusted itself, the reason is that timestamp's.
 */
async function reasonFor(
	{ signature, judgment, timestamp, at }: Judged,
	judge: CertificateJudge,
): Promise<string> {
	const { signer, certificates } = signature;
	const stamped = timestamp?.integrity === 'ok' && !timestamp.trusted ? timestamp.time : null;
	if (judgment.trusted || stamped === null || signer.validTo >= at) return judgment.reason;
	const time = new Date(stamped);
	if (time > signer.validTo || time < signer.validFrom) return judgment.reason;
	const then = await judge.trustIn(signer, certificates, { purpose: 'signing', at: time });
	const own = then.trusted ? '' : `; and of the signature itself, ${then.reason}`;
	return `the signing certificate had ended (${signer.validTo.toISOString()}) when it was judged; the timestamp of ${stamped} would prove an earlier time, but of that, ${timestamp?.reason}${own}`;
}
