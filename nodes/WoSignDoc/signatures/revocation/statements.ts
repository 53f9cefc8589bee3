import type { Certificate } from '../cms/certificate';
import { ALL_REASONS } from './listScope';

/** What an OCSP response or a revocation list that is signed rightly says of one certificate. */
export type Statement = {
	readonly source: 'ocsp' | 'crl';
	/** When that was so: its thisUpdate. */
	readonly issued: Date;
	/** Its nextUpdate. */
	readonly until: Date | undefined;
	/** Certificates that ended after then are still named; undefined where those that ended may be left out. */
	readonly keepsEndedSince: Date | undefined;
} & (
	| { readonly revoked: { readonly since: Date; readonly reason: string } }
	| {
			readonly revoked: undefined;
			/** The reasons for which it would tell it, as the bits of ReasonFlags. */
			readonly reasons: number | 'all';
	  }
);

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
 * something that covers all reasons was current at that time, or was said later, while it would still name the certificate.
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
	if (revoked) {
		const { since, reason, source, issued } = revoked;
		return { status: since <= at ? 'revoked' : 'good', since, reason, source, asOf: issued };
	}
	if (isExempt) return { ...UNKNOWN, status: 'notNeeded', reason: '' };
	const current = statements.filter((one) => isCurrent(one, certificate, at, now));
	const told = current.reduce((all, one) => all | reasonsIn(one), 0);
	const newest = newestOf(current);
	if (newest && (told & ALL_REASONS) === ALL_REASONS) {
		const { source, issued } = newest;
		return { status: 'good', since: undefined, reason: '', source, asOf: issued };
	}
	return { ...UNKNOWN, reason: whyUnknown(newestOf(statements), isAll) };
}

const UNKNOWN = {
	status: 'unknown',
	since: undefined,
	source: undefined,
	asOf: undefined,
} as const;

function reasonsIn(statement: Statement): number {
	if (statement.revoked) return 0;
	return statement.reasons === 'all' ? ALL_REASONS : statement.reasons;
}

function isCurrent(
	{ issued, until, keepsEndedSince }: Statement,
	{ validTo }: Certificate,
	at: Date,
	now: Date,
): boolean {
	if (issued.getTime() > now.getTime() + SKEW) return false;
	if (issued <= at) return at.getTime() <= (until?.getTime() ?? issued.getTime() + WITHOUT_NEXT);
	return issued <= validTo || (keepsEndedSince !== undefined && keepsEndedSince <= validTo);
}

function newestOf(statements: readonly Statement[]): Statement | undefined {
	return statements.toSorted((one, other) => other.issued.getTime() - one.issued.getTime())[0];
}

function whyUnknown(newest: Statement | undefined, isAll: boolean): string {
	if (!isAll) return 'the document has more revocation information than is read';
	if (!newest) return 'nothing in the document that its issuer signed says whether it was revoked';
	const { source, issued } = newest;
	const what = source === 'ocsp' ? 'the OCSP response' : 'the revocation list';
	return `${what} of ${issued.toISOString()} does not cover it at that time`;
}
