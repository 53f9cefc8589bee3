import { displayName } from './signatureReport';
import type { CertificateNames, DocumentReport, SignatureReport } from './signatureReport';
import { summaryOf } from './summary';

/** A report on somebody's signature that is valid. */
type Signed = SignatureReport & { readonly signer: CertificateNames };

/**
 * The report on a document.
 *
 * @param signatures the reports on its signatures, in the file's order
 * @param tooMany whether it has more than were verified
 */
export function reportDocument(signatures: SignatureReport[], tooMany: boolean): DocumentReport {
	const problems = [
		...(tooMany ? ['it has more signatures than are looked at'] : []),
		...signatures.flatMap((signature, index) => problemsOf(signature, label(signature, index))),
		...afterTheLastSigner(signatures),
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

function problemsOf({ integrity, reason, timestamp }: SignatureReport, name: string): string[] {
	const isBroken =
		timestamp && ['digestMismatch', 'signatureInvalid', 'malformed'].includes(timestamp.integrity);
	return [
		...(integrity === 'ok' ? [] : [`${name}: ${reason}`]),
		...(isBroken ? [`${name}: the timestamp beside it does not hold: ${timestamp.reason}`] : []),
	];
}

/**
 * Changes after the last signer count, since that signature covers all earlier ones; a timestamping authority does not
 * see what it stamps. A certification that nothing may change (DocMDP level 1) allows no further signers either.
 */
function afterTheLastSigner(signatures: readonly SignatureReport[]): string[] {
	const last = lastOf(signatures.filter(isSigner));
	return signatures.flatMap((signature, index) => {
		const { coverage, certified } = signature;
		const mayNotChange = signature === last || certified === 1;
		if (!isSigner(signature) || !mayNotChange || coverage.after !== 'more') return [];
		return [`${label(signature, index)}: the document was changed after it: ${coverage.reason}`];
	});
}

/** The one after whose range the fewest bytes stand, wherever it stands itself. */
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
		...(coverage.after === 'dssUpdate'
			? [`${name}: after it stands a document security store`]
			: []),
		...(coverage.after === 'harmless'
			? [`${name}: after it stand ${coverage.reason}, which show nowhere`]
			: []),
		...(coverage.after === 'more' && isSignedAgain
			? [`${name}: the document was changed after it, and signed again`]
			: []),
		...(certified === null ? [] : [`${name}: it certifies the document (level ${certified})`]),
		...(timestamp?.integrity === 'unsupported'
			? [`${name}: its timestamp could not be verified: ${timestamp.reason}`]
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
