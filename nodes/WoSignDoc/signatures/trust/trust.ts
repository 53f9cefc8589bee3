import type { Certificate } from '../cms/certificate';
import { fingerprint, isSelfIssued, shownName } from '../cms/certificate';
import type { TrustQuestion } from './pathProblem';
import { pathProblem } from './pathProblem';
import type { Path, TrustContext } from './pathSearch';
import { PathSearch } from './pathSearch';
import { unfitFor } from './purpose';

export type { TrustQuestion } from './pathProblem';
export type { Path, TrustContext } from './pathSearch';
export type { Purpose } from './purpose';

/** The issuer at which a path ended, because it isn't among the trusted roots. */
export interface MissingIssuer {
	readonly name: string;
	/** SHA-256 of its certificate, if the document contains it; otherwise undefined. */
	readonly fingerprint: string | undefined;
}

/** Whether a path leads from a certificate to a trusted root, and if not, why. */
export interface Trust {
	readonly trusted: boolean;
	/** Why it isn't trusted, in words; empty if it is. */
	readonly reason: string;
	/**
	 * The certificate itself first, each signed with the key of the next: up to the root if one was reached, valid or not,
	 * otherwise as far as the available certificates lead.
	 */
	readonly path: Path;
	/** Undefined if a trusted root was reached. */
	readonly missing: MissingIssuer | undefined;
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
	question: TrustQuestion,
): Promise<Trust> {
	const search = new PathSearch(certificate, others, context);
	const unfit = unfitFor(certificate, question.purpose);
	let failed: Trust | undefined;
	for await (const path of search.paths()) {
		const reason = unfit || pathProblem(path, question);
		const trust = { trusted: reason === '', reason, path, missing: undefined };
		if (trust.trusted) return trust;
		failed ??= trust;
	}
	if (failed) return failed;
	const end = endOf(search, others, context.roots);
	return { trusted: false, ...end, reason: unfit || end.reason };
}

/** Where a path without a trusted root ended, and which issuer is missing. */
function endOf(
	{ deadEnd: path, isCutOff }: PathSearch,
	others: readonly Certificate[],
	roots: readonly Certificate[],
): Pick<Trust, 'reason' | 'path' | 'missing'> {
	const last = path.at(-1) ?? path[0];
	const isKnown = isSelfIssued(last);
	const missing = {
		name: isKnown ? shownName(last) : last.issuer.commonName || last.issuer.organization,
		fingerprint: isKnown ? fingerprint(last) : undefined,
	};
	const isNamesake = ({ subject, der }: Certificate) =>
		subject.comparable === last.issuer.comparable && !der.equals(last.der);
	const lacks = [...roots, ...others].some(isNamesake)
		? 'the certificate of that name has another key, in the document or among the trusted roots'
		: isKnown
			? 'which is not among the trusted roots'
			: 'which is neither in the document nor among the trusted roots';
	const noRoots = roots.length === 0 ? 'no trusted roots are given: ' : '';
	const tooMany = isCutOff ? 'its document has more certificates than are checked' : '';
	return { reason: tooMany || `${noRoots}${leadingTo(path, missing)}, ${lacks}`, path, missing };
}

function leadingTo(path: Path, { name, fingerprint: own }: MissingIssuer): string {
	const last = path.at(-1) ?? path[0];
	const leads = path.length > 1 ? 'its certificate leads to' : 'its certificate was issued by';
	if (own !== undefined) return `${leads} “${name}” (SHA-256 ${own})`;
	return path.length > 1
		? `${leads} “${shownName(last)}” (SHA-256 ${fingerprint(last)}), issued by “${name}”`
		: `${leads} “${name}”`;
}
