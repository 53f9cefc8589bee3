import type { PDFRef } from '@cantoo/pdf-lib';
import { byteRangePlaceholder } from './byteRange';
import type { DocumentSigner } from './documentSigner';

/** A signature field: its name, and the objects it is entered in. */
export interface SignatureField {
	name: string;
	signerName: string;
	page: PDFRef;
	/** The page's array of annotations. */
	annotations: PDFRef;
	/** The form's array of fields. */
	fields: PDFRef;
	/** The signature itself, where the catalog names it because it certifies the document; else it is a new object. */
	certification?: { signature: PDFRef; level: 1 | 2 | 3 } | undefined;
	/** Where it shows on its page, in the page's own coordinates: lower left, upper right. Left out, it is invisible. */
	rectangle?: readonly number[] | undefined;
}

/** What may follow a signature that certifies: at level 2 forms filled in, and signatures (ISO 32000-1, 12.8.2.2). */
function certifying(level: 1 | 2 | 3): string {
	const parameters = `<< /Type /TransformParams /V /1.2 /P ${level} >>`;
	return `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>]`;
}

/** Writes a string of an object as the file asks for it. */
type WriteString = (bytes: Buffer) => string;

/** A signature dictionary (ISO 32000-1, 12.8.1) with room for its ranges and its value. */
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

/** A widget, which is its field, too. */
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
