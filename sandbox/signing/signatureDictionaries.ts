import type { PDFRef } from '@cantoo/pdf-lib';
import { byteRangePlaceholder } from './byteRange';
import type { DocumentSigner } from './documentSigner';

/** A signature field and the objects it is added to. */
export interface SignatureField {
	name: string;
	signerName: string;
	page: PDFRef;
	/** The page's annotations array. */
	annotations: PDFRef;
	/** The form's fields array. */
	fields: PDFRef;
	/** Certifying signatures only: the object that the catalog refers to. Other signatures get a new object. */
	certification?: { signature: PDFRef; level: 1 | 2 | 3 } | undefined;
	/** Rectangle in the page's own coordinates: lower left, upper right. If absent, the field is invisible. */
	rectangle?: readonly number[] | undefined;
}

/** The DocMDP reference. Level 2, for example, permits form filling and signatures (ISO 32000-1, 12.8.2.2). */
function certifying(level: 1 | 2 | 3): string {
	const parameters = `<< /Type /TransformParams /V /1.2 /P ${level} >>`;
	return `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>]`;
}

/** Writes a string in the form the file requires, such as encrypted. */
type WriteString = (bytes: Buffer) => string;

/** A signature dictionary (ISO 32000-1, 12.8.1) with placeholders for its ranges and its value. */
export function signatureDictionary(
	{ signerName, certification }: SignatureField,
	signer: DocumentSigner,
	signingTime: Date,
	write: WriteString,
): string {
	return [
		`<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${signer.subFilter}`,
		byteRangePlaceholder,
		`/Contents <${'0'.repeat(signer.maximumLength * 2)}>`,
		...(certification ? [certifying(certification.level)] : []),
		`/Name ${write(textString(signerName))}`,
		`/M ${write(pdfDate(signingTime))} >>`,
	].join('\n');
}

/** A widget merged with its field. */
export function widgetDictionary(
	{ name, page, rectangle = [0, 0, 0, 0] }: SignatureField,
	signature: PDFRef,
	write: WriteString,
): string {
	return [
		`<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [${rectangle.join(' ')}]`,
		`/T ${write(textString(name))} /V ${signature.toString()} /P ${page.toString()} >>`,
	].join('\n');
}

/** A date (ISO 32000-1, 7.9.4), UTC. */
export function pdfDate(date: Date): Buffer {
	return Buffer.from(`D:${date.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`);
}

/** A text string: UTF-16, big-endian, with a byte order mark. */
function textString(text: string): Buffer {
	return Buffer.from(`\u{feff}${text}`, 'utf16le').swap16();
}
