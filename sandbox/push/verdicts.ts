import type { DocumentFaultName } from './documentFaults';

/**
 * What a receiver may ask of a pushed document's signatures: that each is mathematically right over all
 * that the document shows (`intact`), or also that each stands under a trusted root (`trusted`).
 */
export type SignatureRequirement = 'intact' | 'trusted';

/**
 * `accepted`, or why the document is refused: it has no signature; the signed bytes are others
 * (`altered`); it shows something that was added later (`changedAfterward`); the ranges are not those of
 * an honest signature (`wrapped`); no trusted root stands above a signer (`untrusted`).
 */
export type Verdict =
	'accepted' | 'unsigned' | 'altered' | 'changedAfterward' | 'wrapped' | 'untrusted';

const accepted = { intact: 'accepted', trusted: 'accepted' } as const;

/**
 * The verdict that a receiver must reach on a document with each fault, given the file `trustedRoots` as its
 * trusted roots. SHA-1 is accepted, and so is what stands harmlessly after the signed range: the platform's
 * genuine output has both. Of two faults together the one that is refused counts. With a password on the
 * document a receiver may be unable to tell whether what stands there is harmless.
 */
export const verdicts: Readonly<
	Record<DocumentFaultName, Readonly<Record<SignatureRequirement, Verdict>>>
> = {
	rsaSigned: accepted,
	rsaPssSigned: accepted,
	ecdsaSigned: accepted,
	sm2Signed: accepted,
	sha1Signed: accepted,
	wosigndocSigned: accepted,
	shortLivedSigned: accepted,
	timeStamped: accepted,
	certifiedSigned: accepted,
	filledInAfterSigning: accepted,
	changedAndSignedAgain: { intact: 'changedAfterward', trusted: 'changedAfterward' },
	bytesAppended: accepted,
	changedAfterSigning: { intact: 'changedAfterward', trusted: 'changedAfterward' },
	changedInside: { intact: 'altered', trusted: 'altered' },
	wrappedSignature: { intact: 'wrapped', trusted: 'wrapped' },
	strangerSigned: { intact: 'accepted', trusted: 'untrusted' },
	unsigned: { intact: 'unsigned', trusted: 'unsigned' },
};
