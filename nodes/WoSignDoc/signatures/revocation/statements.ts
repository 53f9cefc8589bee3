import type { Certificate } from '../cms/certificate';
import { ALL_REASONS } from './listScope';

/** What a validly signed OCSP response or revocation list says about one certificate. */
export interface Statement {
	readonly source: 'ocsp' | 'crl';
	/** The time it is about: its thisUpdate. */
	readonly issued: Date;
	/** Its nextUpdate. */
	readonly until: Date | undefined;
	/** Certificates that expired after this time are still included; undefined if expired ones may be omitted. */
	readonly keepsEndedSince: Date | undefined;
	/** Undefined unless it says that the certificate was revoked. */
	readonly revoked: { readonly since: Date; readonly reason: string } | undefined;
	/** The reasons for which it would report a revocation, as the bits of ReasonFlags. */
	readonly reasons: number;
}

/** Whether a certificate had been revoked at a time. */
export interface Revocation {
	readonly status: 'good' | 'revoked' | 'unknown' | 'notNeeded';
	/** When it was revoked; for a good one, a revocation after the time at which it was judged. */
	readonly since: Date | undefined;
	/** The reason for the revocation (RFC 5280, 5.3.1), or why the status is unknown. */
	readonly reason: string;
	readonly source: 'ocsp' | 'crl' | undefined;
	/** When the source was issued. */
	readonly asOf: Date | undefined;
}

/** Milliseconds that a responder's clock may be ahead of ours. */
const SKEW = 5 * 60_000;
/** Milliseconds for which a source without nextUpdate is valid. */
const WITHOUT_NEXT = 60 * 60_000;

/**
 * The verdict by all statements. A certificate is revoked if any statement says that it was revoked at that time. It is
 * good if the statements that were current at that time, or were made later while they would still include the
 * certificate, cover all reasons. A list for only some reasons that reports a later revocation says nothing about an
 * earlier one for another reason.
 */
export function decide(
	statements: readonly Statement[],
	{ certificate, at }: { readonly certificate: Certificate; readonly at: Date },
	{
		now,
		isExempt,
		isAll,
	}: { readonly now: Date; readonly isExempt: boolean; readonly isAll: boolean },
): Revocation {
	const revoked = statements
		.flatMap((one) => (one.revoked ? [{ ...one, ...one.revoked }] : []))
		.toSorted((one, other) => one.since.getTime() - other.since.getTime())[0];
	if (revoked && revoked.since <= at) return { status: 'revoked', ...toldBy(revoked) };
	const current = statements.filter((one) => isCurrent(one, certificate, at, now));
	const covered = current.reduce((all, one) => all | one.reasons, 0);
	const isGood = (covered & ALL_REASONS) === ALL_REASONS;
	if (isGood && revoked) return { status: 'good', ...toldBy(revoked) };
	if (isExempt) return { ...UNKNOWN, status: 'notNeeded', reason: '' };
	const newest = newestOf(current);
	if (isGood && newest) return { status: 'good', ...toldBy(newest) };
	return { ...UNKNOWN, reason: whyUnknown(revoked ?? newestOf(statements), isAll) };
}

const UNKNOWN = {
	status: 'unknown',
	since: undefined,
	source: undefined,
	asOf: undefined,
} as const;

function toldBy({ revoked, source, issued }: Statement): Omit<Revocation, 'status'> {
	return { since: revoked?.since, reason: revoked?.reason ?? '', source, asOf: issued };
}

function isCurrent(
	{ issued, until, keepsEndedSince, revoked }: Statement,
	{ validTo }: Certificate,
	at: Date,
	now: Date,
): boolean {
	if (issued.getTime() > now.getTime() + SKEW) return false;
	if (issued <= at) return at.getTime() <= (until?.getTime() ?? issued.getTime() + WITHOUT_NEXT);
	// A source that lists an expired certificate has not dropped it.
	if (revoked) return true;
	return issued <= validTo || (keepsEndedSince !== undefined && keepsEndedSince <= validTo);
}

function newestOf(statements: readonly Statement[]): Statement | undefined {
	return statements.toSorted((one, other) => other.issued.getTime() - one.issued.getTime())[0];
}

function whyUnknown(statement: Statement | undefined, isAll: boolean): string {
	if (!isAll) return 'the document has more revocation information than is read';
	if (!statement)
		return 'nothing in the document that its issuer signed says whether it was revoked';
	const { source, issued, revoked } = statement;
	const what = source === 'ocsp' ? 'the OCSP response' : 'the revocation list';
	const later = revoked
		? ` says that it was revoked later, on ${revoked.since.toISOString()} (${revoked.reason}), but`
		: '';
	return `${what} of ${issued.toISOString()}${later} does not cover it at that time`;
}
