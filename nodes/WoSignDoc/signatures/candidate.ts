import type { PdfDictionary } from '../pdf/file/pdfValue';
import type { IntegrityVerdict } from './cms/verifySignedData';
import type { DocumentSignature } from './documentSignature';

/** A signature dictionary found in the file, and what is known of its signature so far. */
export interface Candidate {
	/** The number of the object that holds it; -1 where that is not known. */
	readonly objectNumber: number;
	readonly dictionary: PdfDictionary | undefined;
	readonly subFilter: string;
	/** Where its signed range ends; 0 where there is none. */
	readonly rangeEnd: number;
	/** Undefined where its signature could not be read. */
	readonly signature: DocumentSignature | undefined;
	/** The digest of its range; undefined until all of that has been read. */
	rangeDigest: Buffer | undefined;
	/** Until it is verified, why it cannot be; at first that its range ends after the file. */
	verdict: IntegrityVerdict;
}
