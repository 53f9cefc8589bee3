import { remarksOnRevocation, remarksOnTime } from './timeRemarks';
import { displayName } from './signatureReport';
import type { CertificateNames, DocumentReport, SignatureReport } from './signatureReport';
import { summaryOf } from './summary';

/** A report on a signature, and why what follows it makes the document not intact; undefined if it doesn't. */
export interface JudgedReport {
	readonly report: SignatureReport;
	readonly breach: string | undefined;
}

/** A report on a person's or an organization's valid signature. */
type Signed = SignatureReport & { readonly signer: CertificateNames };

/**
 * The report on a document.
 *
 * @param judged the reports on its signatures, in file order
 * @param tooMany whether it has more than were verified
 */
export function reportDocument(judged: readonly JudgedReport[], tooMany: boolean): DocumentReport {
	const signatures = judged.map(({ report }) => report);
	const problems = [
		...(tooMany ? ['it has more signatures than are looked at'] : []),
		...signatures.flatMap((signature, index) => problemsOf(signature, label(signature, index))),
		...judged.flatMap((one, index) => breachOf(one, label(one.report, index))),
	];
	const signed = signatures.filter(isSigner);
	const signers = [...new Set(signed.map(({ signer }) => displayName(signer)))];
	const intact = problems.length === 0 && signers.length > 0;
	const last = lastOf(signed);
	const trusted = intact && signatures.every((signature) => signature.trusted);
	const changed = signed.find((one) => one !== last && one.coverage.after === 'more');
	return {
		intact,
		trusted,
		summary: summaryOf({
			signatures,
			problems,
			signers,
			changedAfter: changed && displayName(changed.signer),
		}),
		signers,
		problems,
		remarks: signatures.flatMap((signature, index) =>
			remarksOf(signature, label(signature, index), signature !== last),
		),
		signatures,
	};
}

function breachOf({ report, breach }: JudgedReport, name: string): string[] {
	if (breach === undefined) return [];
	const isKnown = report.coverage.after !== 'unchecked';
	return [isKnown ? `${name}: the document was changed after it: ${breach}` : `${name}: ${breach}`];
}

function problemsOf({ integrity, reason, timestamp }: SignatureReport, name: string): string[] {
	const isBroken =
		timestamp && ['digestMismatch', 'signatureInvalid', 'malformed'].includes(timestamp.integrity);
	return [
		...(integrity === 'ok' ? [] : [`${name}: ${reason}`]),
		...(isBroken ? [`${name}: its timestamp isn’t valid: ${timestamp.reason}`] : []),
	];
}

/** The signature whose range is followed by the fewest bytes, wherever its own object is. */
function lastOf(signed: readonly Signed[]): Signed | undefined {
	return signed.toSorted((one, other) => one.coverage.bytesAfter - other.coverage.bytesAfter)[0];
}

function remarksOf(signature: SignatureReport, name: string, isSignedAgain: boolean): string[] {
	const { coverage, weak, certified, timestamp, integrity } = signature;
	if (integrity !== 'ok') return [];
	return [
		...(weak
			? [`${name}: it is weak by today's standards (SHA-1, or RSA with fewer than 2048 bits)`]
			: []),
		...changesIn(coverage, name, isSignedAgain),
		...(certified === null ? [] : [`${name}: it certifies the document (level ${certified})`]),
		...[...remarksOnTime(signature), ...remarksOnRevocation(signature)].map(
			(remark) => `${name}: ${remark}`,
		),
		...(timestamp?.integrity === 'unsupported'
			? [`${name}: its timestamp could not be verified: ${timestamp.reason}`]
			: []),
	];
}

/** What follows a signature, with its name. */
function changesIn(
	{ after, reason, filledIn }: SignatureReport['coverage'],
	name: string,
	isSignedAgain: boolean,
): string[] {
	const unread = filledIn.filter(({ shows }) => shows === 'unchecked').map(({ field }) => field);
	return [
		...(reason !== '' && (after === 'dssUpdate' || after === 'harmless')
			? [`${name}: later additions that do not show: ${reason}`]
			: []),
		...(after === 'permitted' ? [`${name}: permitted later changes: ${reason}`] : []),
		...(after === 'more' && isSignedAgain
			? [`${name}: the document was changed after it, and signed again`]
			: []),
		...(after === 'unchecked' ? [`${name}: ${reason}`] : []),
		...(after === 'permitted' && unread.length > 0
			? [`${name}: could not compare these form fields with what they show: ${unread.join(', ')}`]
			: []),
	];
}

function isSigner(signature: SignatureReport): signature is Signed {
	const { type, integrity, signer } = signature;
	return type === 'signature' && integrity === 'ok' && signer !== null;
}

function label({ type, signer }: SignatureReport, index: number): string {
	const what = type === 'signature' ? 'Signature' : 'Timestamp';
	return `${what} ${index + 1}${signer ? ` (${displayName(signer)})` : ''}`;
}
