import type { Candidate } from './candidate';
import type { Certification } from './changes/certification';
import type { Coverage } from './changes/coverage';
import { seenAfter } from './changes/coverage';
import type { Certificate } from './cms/certificate';
import type { Scheme } from './cms/scheme';
import { schemeOf } from './cms/scheme';
import type { SignatureTimestamp } from './cms/timestamp';
import { rsaBits } from './cms/verifyWithKey';
import type { DocumentSignature } from './documentSignature';
import { displayName } from './signatureReport';
import type { CertificateNames, SignatureReport, TimestampReport } from './signatureReport';
import { trustOf } from './trust/trust';
import type { Trust, TrustContext } from './trust/trust';

const ALGORITHMS: Readonly<Record<Scheme['kind'], string>> = {
	rsa: 'RSA PKCS#1 v1.5',
	rsaPss: 'RSA-PSS',
	ecdsa: 'ECDSA',
	dsa: 'DSA',
	eddsa: 'EdDSA',
	sm2: 'SM2',
};
const FEWEST_RSA_BITS = 2_048;
const NOT_OK: Trust = { trusted: false, reason: 'the signature itself does not hold' };

/** Reports on one signature, and checks whether its signer is trusted. */
export async function reportSignature(
	candidate: Candidate,
	{
		field,
		certified,
		coverage,
	}: Pick<Certification, 'certified'> & { field: string; coverage: Coverage },
	context: TrustContext,
): Promise<SignatureReport> {
	const { signature, verdict, subFilter } = candidate;
	const timestamp = signature?.timestamp && (await reportTimestamp(signature.timestamp, context));
	const trust =
		signature && verdict.integrity === 'ok' ? await trustIn(signature, timestamp, context) : NOT_OK;
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
		trusted: trust.trusted,
		trustReason: trust.reason,
		certificate: signature ? validityOf(signature, timestamp, context.now) : null,
		timestamp: timestamp ?? null,
	};
}

async function reportTimestamp(
	{ time, authority, certificates, integrity, reason }: SignatureTimestamp,
	context: TrustContext,
): Promise<TimestampReport> {
	const trust =
		authority && integrity === 'ok'
			? await trustOf(authority, certificates, context, {
					purpose: 'timestamping',
					at: context.now,
				})
			: { trusted: false, reason };
	return {
		time: time?.toISOString() ?? null,
		authority: authority ? displayName(namesOf(authority)) : '',
		integrity,
		trusted: trust.trusted,
		reason: trust.reason,
	};
}

/** Certificates must be valid at the time of a trusted timestamp, else now: the time a signer claims proves nothing. */
async function trustIn(
	{ type, signer, certificates }: DocumentSignature,
	timestamp: TimestampReport | undefined,
	context: TrustContext,
): Promise<Trust> {
	const at = timestamp?.trusted && timestamp.time !== null ? new Date(timestamp.time) : context.now;
	const purpose = type === 'documentTimestamp' ? 'timestamping' : 'signing';
	return await trustOf(signer, certificates, context, { purpose, at });
}

function timesOf(
	signature: DocumentSignature | undefined,
	isOk: boolean,
	timestamp: TimestampReport | undefined,
): Pick<SignatureReport, 'claimedTime' | 'trustedTime'> {
	const stamped = isOk ? signature?.stampedTime?.toISOString() : undefined;
	const trusted = timestamp?.integrity === 'ok' ? timestamp.time : null;
	return {
		claimedTime: signature?.claimedTime?.toISOString() ?? null,
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
	{ signer, claimedTime, stampedTime }: DocumentSignature,
	timestamp: TimestampReport | undefined,
	now: Date,
): SignatureReport['certificate'] {
	const trusted =
		timestamp?.integrity === 'ok' && timestamp.time ? new Date(timestamp.time) : undefined;
	const signedAt = trusted ?? stampedTime ?? claimedTime;
	const isValid = (time: Date) => time >= signer.validFrom && time <= signer.validTo;
	return {
		validFrom: signer.validFrom.toISOString(),
		validTo: signer.validTo.toISOString(),
		validAtSigning: signedAt ? isValid(signedAt) : null,
		validNow: isValid(now),
	};
}

function namesOf(certificate: Certificate): CertificateNames {
	const { subject, issuer, serial } = certificate;
	return {
		commonName: subject.commonName,
		organisation: subject.organisation,
		country: subject.country,
		issuer: issuer.commonName || issuer.organisation,
		serial,
	};
}
