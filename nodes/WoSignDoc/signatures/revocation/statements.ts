import type { Certificate } from '../cms/certificate';
import { ALL_REASONS } from './listScope';

/** What an OCSP response or a revocation list that is signed rightly says of one certificate. */
export interface Statement {
	readonly source: 'ocsp' | 'crl';
	/** When that was so: its thisUpdate. */
	readonly issued: Date;
	/** Its nextUpdate. */
	readonly until: Date | undefined;
	/** Certificates that ended after then are still named; undefined where those that ended may be left out. */
	readonly keepsEndedSince: Date | undefined;
	/** Undefined where it does not say that the certificate was revoked. */
	readonly revoked: { readonly since: Date; readonly reason: string } | undefined;
	/** The reasons for which it would say that it was revoked, as the bits of ReasonFlags. */
	readonly reasons: number;
}

/** Whether a certificate had been revoked at a time. */
export interface Revocation {
	readonly status: 'good' | 'revoked' | 'unknown' | 'notNeeded';
	/** When it was revoked; of one that is good, after the time that it was judged at. */
	readonly since: Date | undefined;
	/** The reason of the revocation (RFC 5280, 5.3.1), or why it is unknown. */
	readonly reason: string;
	readonly source: 'ocsp' | 'crl' | undefined;
	/** When the source was issued. */
	readonly asOf: Date | undefined;
}

/** Milliseconds that a responder's clock may be ahead of ours. */
const SKEW = 5 * 60_000;
/** Milliseconds for which what names no next update counts. */
const WITHOUT_NEXT = 60 * 60_000;

/**
 * The verdict by all that was said. A certificate that anything says was revoked at that time is revoked. It is good when
 * what was current at that time, or was said later, while it would still name the certificate, covers all reasons: a list of
 * some reasons that names a later revocation says nothing of an earlier one for another reason.
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
	// What names a certificate that ended has not dropped it.
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
