import type { DocumentShape } from '../signing/documents';
import { manners } from '../signing/signingManner';

/** What may be pushed instead of the order's signed document. Its hash is right all the same. */
export const documentFaults = {
	rsaSigned: manners.rsa,
	rsaPssSigned: manners.rsaPss,
	ecdsaSigned: manners.ecdsa,
	sm2Signed: manners.sm2,
	/** SHA-1 with RSA. */
	sha1Signed: manners.sha1,
	/** As the platform's genuine output: SHA-1 with RSA, and kilobytes in an update after the signed range. */
	wosigndocSigned: manners.wosigndoc,
	/** The same a day later: certificates that lived ten minutes, each signature with a time stamp, OCSP responses. */
	shortLivedSigned: manners.shortLived,
	/** Each signature with a time stamp, of an authority under the signing CA. */
	timeStamped: { timeStamp: 'ofSigningCa' },
	/** Certified by the first signer: forms may be filled in, and others sign (DocMDP level 2). */
	certifiedSigned: { certification: 2 },
	/** The same with a form that was filled in after the last signature. */
	filledInAfterSigning: { certification: 2, changed: 'filledIn' },
	/** The same with a page that was changed, and signed again by a stranger. */
	changedAndSignedAgain: { certification: 2, changed: 'signedAgain' },
	/** Kilobytes of white space after the end. */
	bytesAppended: { appended: true },
	/** An update after the last signature changes what a page shows. */
	changedAfterSigning: { changed: 'afterward' },
	/** A byte inside the signed range is another. */
	changedInside: { flipped: true },
	/** The signed bytes lie elsewhere in the file, and a page shows something else. */
	wrappedSignature: { changed: 'wrapped' },
	/** Self-signed certificates in the signers' names. */
	strangerSigned: { signedBy: 'stranger' },
	/** No signature at all. */
	unsigned: { signedBy: 'nobody' },
} satisfies Record<string, DocumentShape>;

export type DocumentFaultName = keyof typeof documentFaults;

/** The names of the faults of documents. */
export const documentFaultNames = Object.keys(documentFaults) as readonly DocumentFaultName[];
