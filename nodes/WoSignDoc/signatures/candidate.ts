import type { PdfDictionary } from '../pdf/file/pdfValue';
import type { IntegrityVerdict } from './cms/verifySignedData';
import type { DocumentSignature } from './documentSignature';

/** A signature dictionary found in the file, and what is known about its signature so far. */
export interface Candidate {
	/** The number of the object that contains it; -1 if unknown. */
	readonly objectNumber: number;
	readonly dictionary: PdfDictionary | undefined;
	readonly subFilter: string;
	/** Where its signed range ends; 0 if there is none. */
	readonly rangeEnd: number;
	/** Undefined if its signature couldn't be read. */
	readonly signature: DocumentSignature | undefined;
	/** The digest of its range; undefined until all of it has been read. */
	rangeDigest: Buffer | undefined;
	/** Until it is verified, why it can't be; initially that its range ends after the file. */
	verdict: IntegrityVerdict;
}
