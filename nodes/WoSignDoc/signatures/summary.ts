import { displayName } from './signatureReport';
import type { SignatureReport } from './signatureReport';

/** What a summary is made of. */
export interface Findings {
	readonly signatures: readonly SignatureReport[];
	readonly problems: readonly string[];
	/** The signers' names. */
	readonly signers: readonly string[];
	/** A signature that is not trusted, if there is one. */
	readonly untrusted: SignatureReport | undefined;
	/** Who signed before the document was changed and signed again. */
	readonly changedAfter: string | undefined;
}

/** Names in a summary; the others are counted. */
const MOST_NAMES = 5;
/** Of `trustOf`: nothing is wrong with the certificates, they were not looked at. */
const NO_ROOTS = 'no trusted roots are given';

const ASK_FOR_SIGNED = 'Ask the sender for the signed document.';
const ASK_FOR_ORIGINAL = 'Don’t rely on this document; ask the sender for the original.';
const CHECK_ELSEWHERE = 'That doesn’t mean that it was changed: open it in a PDF reader to check.';
const GIVE_ROOTS =
	'To check that, turn on Check Trust, with the root certificates that you trust in Trusted Roots of the credential.';
const CONFIRM =
	'Anybody could have signed in that name: confirm it with the signer, or, if you trust the authority behind the certificate, add its root to Trusted Roots of the credential.';

/** The report on a document in a few sentences for people: first the answer, then why, then what to do. */
export function summaryOf(findings: Findings): string {
	const { signatures, problems, signers, untrusted, changedAfter } = findings;
	const [problem] = problems;
	if (problem !== undefined) {
		return isUndecided(findings)
			? `Undecided: ${problem}${andMore(problems)}. ${CHECK_ELSEWHERE}`
			: `Not intact: ${problem}${andMore(problems)}. ${ASK_FOR_ORIGINAL}`;
	}
	if (signers.length === 0) {
		return signatures.length === 0
			? `Not signed: the document has no digital signature. ${ASK_FOR_SIGNED}`
			: `Not signed: the document has a timestamp, but nobody has signed it. ${ASK_FOR_SIGNED}`;
	}
	const signed = `the document was signed by ${listed(signers)}`;
	const since =
		changedAfter === undefined
			? `${signed} and not changed since.`
			: `${signed}. It was changed after ${changedAfter} signed, or that can’t be ruled out, but not after the last signature; see the remarks.`;
	return untrusted
		? `Intact, but it isn’t proven who signed: ${since} ${unproven(untrusted)}`
		: `Trusted: ${since} All certificates lead to Trusted Roots.`;
}

/** Whether nothing is known to be wrong: each problem is a signature that cannot be verified here. */
function isUndecided({ signatures, problems }: Findings): boolean {
	const unsupported = signatures.filter(({ integrity }) => integrity === 'unsupported');
	return unsupported.length === problems.length;
}

function unproven({ type, signer, trustReason }: SignatureReport): string {
	const name = signer ? displayName(signer) : 'an unknown signer';
	const what = type === 'signature' ? `${name} signed` : `the timestamp is from ${name}`;
	const advice = trustReason === NO_ROOTS ? GIVE_ROOTS : CONFIRM;
	return `That ${what} isn’t proven: ${trustReason}. ${advice}`;
}

function andMore({ length }: readonly string[]): string {
	if (length === 1) return '';
	return ` (and ${length - 1} more ${length === 2 ? 'problem' : 'problems'})`;
}

function listed(names: readonly string[]): string {
	const others = names.length - MOST_NAMES;
	const shown = names.slice(0, MOST_NAMES).join(', ');
	return others > 0 ? `${shown}, and ${others} more` : shown;
}
