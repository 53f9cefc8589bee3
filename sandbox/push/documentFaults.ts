import type { DocumentShape } from '../signing/documents';
import { manners } from '../signing/signingManner';

/** Documents that can be pushed instead of the order's signed document. The hash is correct in each case. */
export const documentFaults = {
	rsaSigned: manners.rsa,
	rsaPssSigned: manners.rsaPss,
	ecdsaSigned: manners.ecdsa,
	sm2Signed: manners.sm2,
	/** SHA-1 with RSA. */
	sha1Signed: manners.sha1,
	/** Like WoSignDoc's own output: SHA-1 with RSA, and kilobytes in an update after the signed range. */
	wosigndocSigned: manners.wosigndoc,
	/** The same a day later: ten-minute certificates, a timestamp on each signature, OCSP responses. */
	shortLivedSigned: manners.shortLived,
	/** Each signature has a timestamp from an authority under the signing CA. */
	timeStamped: { timeStamp: 'ofSigningCa' },
	/** Certified by the first signer: forms may be filled in and others may sign (DocMDP level 2). */
	certifiedSigned: { certification: 2 },
	/** The same, with a form filled in after the last signature. */
	filledInAfterSigning: { certification: 2, changed: 'filledIn' },
	/** The same, with a page changed and then signed by someone else. */
	changedAndSignedAgain: { certification: 2, changed: 'signedAgain' },
	/** 400 bytes of whitespace after the end. */
	bytesAppended: { appended: true },
	/** An update after the last signature changes what a page shows. */
	changedAfterSigning: { changed: 'afterward' },
	/** One byte of the signed range is changed. */
	changedInside: { flipped: true },
	/** The signed bytes are moved within the file, and a page shows something else. */
	wrappedSignature: { changed: 'wrapped' },
	/** Self-signed certificates in the signers' names. */
	strangerSigned: { signedBy: 'stranger' },
	/** No signature at all. */
	unsigned: { signedBy: 'none' },
} satisfies Record<string, DocumentShape>;

export type DocumentFaultName = keyof typeof documentFaults;

/** The names of the document faults. */
export const documentFaultNames = Object.keys(documentFaults) as readonly DocumentFaultName[];
