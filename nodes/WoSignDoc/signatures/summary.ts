import { displayName } from './signatureReport';
import type { SignatureReport } from './signatureReport';

/** The input of a summary. */
export interface Findings {
	readonly signatures: readonly SignatureReport[];
	readonly problems: readonly string[];
	/** The signers' names. */
	readonly signers: readonly string[];
	/** Who signed before the document was changed and signed again. */
	readonly changedAfter: string | undefined;
}

/** Names in a summary; the others are counted. */
const MOST_NAMES = 5;
/** Results of `trustOf`: nothing is wrong with the certificates, they were not examined. */
const NO_ROOTS = 'no trusted roots are given';

const ASK_FOR_SIGNED = 'Ask the sender for the signed document.';
const ASK_FOR_ORIGINAL = 'Don’t rely on this document; ask the sender for the original.';
const CHECK_ELSEWHERE = 'That doesn’t mean that it was changed: open it in a PDF reader to check.';
const GIVE_ROOTS =
	"To check that, turn on 'Check Trust', with the root certificates that you trust in the credential’s 'Trusted Roots'.";
const CONFIRM =
	"Anyone could have signed in that name: confirm it with the signer, or, if you trust the authority behind the certificate, add its root to the credential’s 'Trusted Roots'.";

/** The short answer; `undecided` if every problem is a signature that can't be verified here. */
export type Answer = 'trusted' | 'intact' | 'notIntact' | 'undecided' | 'notSigned';

/** The answer that a summary begins with. */
export function answerOf({
	signatures,
	problems,
	signers,
}: Pick<Findings, 'signatures' | 'problems' | 'signers'>): Answer {
	if (problems.length > 0) {
		const unsupported = signatures.filter(({ integrity }) => integrity === 'unsupported');
		return unsupported.length === problems.length ? 'undecided' : 'notIntact';
	}
	if (signers.length === 0) return 'notSigned';
	return signatures.every(({ trusted }) => trusted) ? 'trusted' : 'intact';
}

/** The report on a document in a few sentences: first the answer, then why, then what to do. */
export function summaryOf(findings: Findings): string {
	const { signatures, problems, signers, changedAfter } = findings;
	const problem = `${problems[0]}${andMore(problems)}`;
	const signed = `the document was signed by ${listed(signers)}`;
	const isChanged = signatures.some(({ seen, integrity }) => integrity === 'ok' && seen !== 'same');
	const since =
		changedAfter === undefined
			? isChanged
				? `${signed}. What was changed since is permitted; see the remarks.`
				: `${signed} and not changed since.`
			: `${signed}. It was changed after ${changedAfter} signed, or that can’t be ruled out, but not after the last signature; see the remarks.`;
	switch (answerOf(findings)) {
		case 'undecided':
			return `Undecided: ${problem}. ${CHECK_ELSEWHERE}`;
		case 'notIntact':
			return `Not intact: ${problem}. ${ASK_FOR_ORIGINAL}`;
		case 'notSigned':
			return signatures.length === 0
				? `Not signed: the document has no digital signature. ${ASK_FOR_SIGNED}`
				: `Not signed: the document has a timestamp, but no one has signed it. ${ASK_FOR_SIGNED}`;
		case 'intact':
			return `Intact, but it isn’t proven who signed: ${since} ${unproven(signatures)}`;
		case 'trusted':
			return `Trusted: ${since} All certificates lead to 'Trusted Roots'.`;
	}
}

function unproven(signatures: readonly SignatureReport[]): string {
	const untrusted = signatures.find(({ trusted }) => !trusted);
	if (!untrusted) return '';
	const { type, signer, trustReason } = untrusted;
	const name = signer ? displayName(signer) : 'an unknown signer';
	const what = type === 'signature' ? `${name} signed` : `the timestamp is from ${name}`;
	const advice = trustReason.startsWith(NO_ROOTS) ? GIVE_ROOTS : CONFIRM;
	return `That ${what} isn’t proven: ${trustReason}. ${advice}`;
}

function andMore({ length }: readonly string[]): string {
	if (length <= 1) return '';
	return ` (and ${length - 1} more ${length === 2 ? 'problem' : 'problems'})`;
}

function listed(names: readonly string[]): string {
	const others = names.length - MOST_NAMES;
	const shown = names.slice(0, MOST_NAMES).join(', ');
	return others > 0 ? `${shown}, and ${others} more` : shown;
}
