import { displayName } from './signatureReport';
import type { SignatureReport } from './signatureReport';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds that a signer's clock may be off, apart from the hours of a time zone. */
const OFF = 5 * MINUTE;

type Times = Pick<SignatureReport, 'claimedTime' | 'trustedTime' | 'certificate'>;

/**
 * What is unusual about the time that a signer claims, compared with that of a timestamp, in words: it differs by whole
 * hours, as if local time had been written as UTC, or by more than the certificate's lifetime.
 */
export function remarksOnTime({ claimedTime, trustedTime, certificate }: Times): string[] {
	if (claimedTime === null || trustedTime === null || certificate === null) return [];
	const difference = Date.parse(claimedTime) - Date.parse(trustedTime);
	const hours = Math.round(difference / HOUR);
	const isWhole = hours !== 0 && Math.abs(difference - hours * HOUR) <= OFF;
	const life = Date.parse(certificate.validTo) - Date.parse(certificate.validFrom);
	const isLong = Math.abs(difference) > life;
	if (!isWhole && !isLong) return [];
	const counts = `the time of the timestamp, ${trustedTime}, counts`;
	const count = Math.abs(hours);
	return isWhole && count <= MOST_ZONE_HOURS
		? [
				`the signer’s clock says ${count} ${count === 1 ? 'hour' : 'hours'} ${hours > 0 ? 'more' : 'less'} than the timestamp, as if local time had been written as UTC: ${counts}`,
			]
		: [`the signer claims to have signed at ${claimedTime}: ${counts}`];
}

/** The time zone farthest from UTC. */
const MOST_ZONE_HOURS = 14;

/** Revocations after the time at which the certificates were judged, in words. */
export function remarksOnRevocation({
	chain,
	timestamp,
	seal,
}: Pick<SignatureReport, 'chain' | 'timestamp' | 'seal'>): string[] {
	const all = [...chain, ...(timestamp?.chain ?? []), ...(seal?.chain ?? [])];
	const remarks = all.flatMap(({ revocation: { status, since, reason }, ...names }) =>
		status === 'good' && since !== null
			? [`the certificate of ${displayName(names)} was revoked later, on ${since} (${reason})`]
			: [],
	);
	return [...new Set(remarks)];
}
