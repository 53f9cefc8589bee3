import type { DocumentFaultName } from './documentFaults';

/**
 * What a receiver may require of a pushed document's signatures: that each is mathematically valid and covers
 * everything the document shows (`intact`), or also that each chains to a trusted root (`trusted`).
 */
export type SignatureRequirement = 'intact' | 'trusted';

/**
 * `accepted`, or why the document is rejected: it has no signature (`unsigned`); the signed bytes were changed
 * (`altered`); it shows something that was added after signing (`changedAfterward`); the signed ranges are not those
 * of an honest signature (`wrapped`); a signer's certificate doesn't chain to a trusted root (`untrusted`).
 */
export type Verdict =
	'accepted' | 'unsigned' | 'altered' | 'changedAfterward' | 'wrapped' | 'untrusted';

const accepted = { intact: 'accepted', trusted: 'accepted' } as const;

/**
 * The verdict that a receiver must reach for each document fault if the file `trustedRoots` has its trusted roots.
 * SHA-1 and harmless data after the signed range are accepted, because WoSignDoc's own output has both. If two faults
 * are combined, the rejected one counts. For a document with a password, a receiver may be unable to determine
 * whether the data after the signed range is harmless.
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
