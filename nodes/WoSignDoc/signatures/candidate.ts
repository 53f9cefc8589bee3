import type { PdfDictionary } from '../pdf/file/pdfValue';
import type { IntegrityVerdict } from './cms/verifySignedData';
import type { DocumentSignature } from './documentSignature';

/** A signature dictionary found in the file, and what became of it so far. */
export interface Candidate {
	/** The number of the object that it is or stands in. */
	readonly objectNumber: number;
	readonly dictionary: PdfDictionary | undefined;
	readonly subFilter: string;
	/** Where its signed range ends; 0 where there is none. */
	readonly rangeEnd: number;
	/** Its signature, as far as it could be read. */
	readonly signature: DocumentSignature | undefined;
	/** The digest of its range; undefined until that has passed by. */
	rangeDigest: Buffer | undefined;
	/** Until it is verified: that its range ends after the file. */
	verdict: IntegrityVerdict;
}
