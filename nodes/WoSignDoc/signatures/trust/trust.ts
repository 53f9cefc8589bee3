import type { Certificate } from '../cms/certificate';
import { fingerprint, shownName } from '../cms/certificate';
import { pathProblem } from './pathProblem';
import type { Path, TrustContext } from './pathSearch';
import { PathSearch } from './pathSearch';
import type { Purpose } from './purpose';
import { unfitFor } from './purpose';

export type { Path, TrustContext } from './pathSearch';
export type { Purpose } from './purpose';

/** The issuer at which a path ended, because it is not among the trusted roots. */
export interface MissingIssuer {
	readonly name: string;
	/** SHA-256 of its certificate, where the document holds that; else undefined. */
	readonly fingerprint: string | undefined;
}

/** Whether a path leads from a certificate to a trusted root, and if not, why. */
export interface Trust {
	readonly trusted: boolean;
	/** Why it is not trusted, for people; empty where it is. */
	readonly reason: string;
	/**
	 * The certificate itself first, each signed with the key of the next: up to the root where one was reached, valid or
	 * not, else as far as the certificates at hand lead.
	 */
	readonly path: Path;
	/** Undefined where a trusted root was reached. */
	readonly missing: MissingIssuer | undefined;
}

/** What a certificate is to be trusted for, and at what time. */
export interface TrustQuestion {
	readonly purpose: Purpose;
	readonly at: Date;
}

/**
 * Whether a path leads from this certificate to a trusted root that is valid at that time (RFC 5280, 6, without
 * revocation).
 *
 * @param others certificates that came with the document
 */
export async function trustOf(
	certificate: Certificate,
	others: readonly Certificate[],
	context: TrustContext,
	{ purpose, at }: TrustQuestion,
): Promise<Trust> {
	const search = new PathSearch(certificate, others, context);
	const unfit = unfitFor(certificate, purpose);
	let failed: Trust | undefined;
	for await (const path of search.paths()) {
		const reason = unfit || pathProblem(path, at);
		const trust = { trusted: reason === '', reason, path, missing: undefined };
		if (trust.trusted) return trust;
		failed ??= trust;
	}
	if (failed) return failed;
	return { trusted: false, ...endOf(search.deadEnd, context, unfit) };
}

/** Where a path ended that leads to no trusted root, and which issuer it lacks. */
function endOf(
	path: Path,
	{ roots, checksLeft }: TrustContext,
	unfit: string,
): Pick<Trust, 'reason' | 'path' | 'missing'> {
	const last = path.at(-1) ?? path[0];
	const isSelfIssued = last.subject.comparable === last.issuer.comparable;
	const missing = isSelfIssued
		? { name: shownName(last), fingerprint: fingerprint(last) }
		: { name: last.issuer.commonName || last.issuer.organisation, fingerprint: undefined };
	const noRoots = roots.length === 0 ? 'no trusted roots are given: ' : '';
	const tooMany = checksLeft <= 0 ? 'its document has more certificates than are checked' : '';
	return { reason: unfit || tooMany || `${noRoots}${lacking(path, missing)}`, path, missing };
}

function lacking(path: Path, { name, fingerprint: own }: MissingIssuer): string {
	const last = path.at(-1) ?? path[0];
	if (own !== undefined) {
		const leads = path.length > 1 ? 'leads to' : 'is its own issuer,';
		return `its certificate ${leads} “${name}” (SHA-256 ${own}), which is none of the trusted roots`;
	}
	const from =
		path.length > 1
			? `leads to “${shownName(last)}” (SHA-256 ${fingerprint(last)}), issued`
			: 'was issued';
	return `its certificate ${from} by “${name}”, which is neither in the document nor one of the trusted roots`;
}
