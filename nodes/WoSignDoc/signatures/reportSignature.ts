import type { Candidate } from './candidate';
import type { Certification } from './changes/certification';
import type { Coverage } from './changes/coverage';
import { seenAfter } from './changes/coverage';
import { namesOf } from './certificateNames';
import type { Certificate } from './cms/certificate';
import type { Scheme } from './cms/scheme';
import { schemeOf } from './cms/scheme';
import { rsaBits } from './cms/verifyWithKey';
import type { DocumentSignature } from './documentSignature';
import type { CertificateJudge } from './judgeCertificate';
import { judgeSignature } from './judgeSignature';
import type { ProvenTimes } from './provenTimes';
import type { SignatureReport, TimestampReport } from './signatureReport';

const ALGORITHMS: Readonly<Record<Scheme['kind'], string>> = {
	rsa: 'RSA PKCS#1 v1.5',
	rsaPss: 'RSA-PSS',
	ecdsa: 'ECDSA',
	dsa: 'DSA',
	eddsa: 'EdDSA',
	sm2: 'SM2',
};
const FEWEST_RSA_BITS = 2_048;

/** Reports on one signature, and checks whether its signer is trusted. */
export async function reportSignature(
	candidate: Candidate,
	{
		field,
		certified,
		coverage,
	}: Pick<Certification, 'certified'> & { field: string; coverage: Coverage },
	judge: CertificateJudge,
	times: ProvenTimes,
): Promise<SignatureReport> {
	const { signature, verdict, subFilter } = candidate;
	const judged = await judgeSignature(candidate, judge, times);
	const { timestamp } = judged;
	return {
		type: signature?.type ?? (subFilter === 'ETSI.RFC3161' ? 'documentTimestamp' : 'signature'),
		field,
		subFilter,
		signer: signature ? namesOf(signature.signer) : null,
		...timesOf(signature, verdict.integrity === 'ok', timestamp),
		...algorithmOf(signature),
		...verdict,
		coverage: { wholeFile: coverage.bytesAfter === 0 && candidate.rangeEnd > 0, ...coverage },
		seen: verdict.integrity === 'ok' ? seenAfter(coverage) : 'unchecked',
		certified,
		certificate: signature ? validityOf(signature, timestamp, judge.context.now) : null,
		...judged,
	};
}

function timesOf(
	signature: DocumentSignature | undefined,
	isOk: boolean,
	timestamp: TimestampReport | null,
): Pick<SignatureReport, 'claimedTime' | 'claimedTimeFrom' | 'trustedTime'> {
	const stamped = isOk ? signature?.stampedTime?.toISOString() : undefined;
	const trusted = timestamp?.integrity === 'ok' ? timestamp.time : null;
	return {
		claimedTime: signature?.claimed?.time.toISOString() ?? null,
		claimedTimeFrom: signature?.claimed?.from ?? null,
		trustedTime: stamped ?? trusted,
	};
}

function algorithmOf(
	signature: DocumentSignature | undefined,
): Pick<SignatureReport, 'algorithm' | 'digest' | 'weak'> {
	if (!signature) return { algorithm: '', digest: '', weak: false };
	const { digest, signer } = signature;
	const few = (bitsOf(signer) ?? FEWEST_RSA_BITS) < FEWEST_RSA_BITS;
	return { algorithm: algorithmName(signature), digest, weak: digest === 'sha1' || few };
}

function algorithmName({ algorithm, digest, signer }: DocumentSignature): string {
	try {
		const { publicKey } = signer;
		return ALGORITHMS[schemeOf(algorithm, publicKey.algorithm, digest).kind];
	} catch {
		return algorithm.identifier;
	}
}

function bitsOf({ publicKey }: Certificate): number | undefined {
	try {
		return rsaBits(publicKey);
	} catch {
		return undefined;
	}
}

function validityOf(
	{ signer, claimed, stampedTime }: DocumentSignature,
	timestamp: TimestampReport | null,
	now: Date,
): SignatureReport['certificate'] {
	const trusted =
		timestamp?.integrity === 'ok' && timestamp.time ? new Date(timestamp.time) : undefined;
	const signedAt = trusted ?? stampedTime ?? claimed?.time;
	const isValid = (time: Date) => time >= signer.validFrom && time <= signer.validTo;
	return {
		validFrom: signer.validFrom.toISOString(),
		validTo: signer.validTo.toISOString(),
		validAtSigning: signedAt ? isValid(signedAt) : null,
		validNow: isValid(now),
	};
}
