import type { Certificate } from '../cms/certificate';
import { shownName } from '../cms/certificate';
import { KEY_USAGE } from '../cms/certificateExtensions';
import type { Path } from './pathSearch';

/** Why a path is not valid at a time (RFC 5280, 6), for people; empty where it is. Its signatures are known to fit. */
export function pathProblem(path: Path, at: Date): string {
	for (const [depth, certificate] of [...path.entries()].reverse()) {
		const problem = problemOf(certificate, depth, at);
		const whose = depth === 0 ? 'its certificate' : `the certificate of ${shownName(certificate)}`;
		if (problem) return `${whose} ${problem}`;
	}
	return '';
}

function problemOf(certificate: Certificate, depth: number, at: Date): string {
	const { validFrom, validTo, unknownCritical } = certificate;
	if (at < validFrom) return 'was not valid yet';
	if (at > validTo) return 'had expired, and no trusted timestamp shows an earlier signing';
	const [unknown] = unknownCritical;
	if (unknown !== undefined) return `has a critical extension ${unknown} that is not known`;
	return depth === 0 ? '' : authorityProblem(certificate, depth);
}

function authorityProblem(
	{ isAuthority, pathLength, keyUsage }: Certificate,
	depth: number,
): string {
	if (!isAuthority) return 'is not that of an authority';
	if (keyUsage !== undefined && (keyUsage & KEY_USAGE.keyCertSign) === 0)
		return 'may not sign certificates';
	return pathLength >= depth ? '' : 'does not allow so many authorities below it';
}
