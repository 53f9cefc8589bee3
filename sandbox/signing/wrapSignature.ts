import type { PDFRef } from '@cantoo/pdf-lib';
import { byteRangePlaceholder, writeByteRange } from './byteRange';
import { overdrawing } from './changeAfterSigning';
import type { WrittenSignature } from './incrementalPdf';
import type { SignedPdf } from './signDocument';
import { writeObjects } from './writeObjects';
import { xrefSection } from './xrefSection';

/**
 * Wraps the last signature: moves the second of its two ranges, unchanged, to the end of the file, and fills the gap
 * with a cross-reference stream where the signed `startxref` points, a copy of the signature dictionary that names the
 * moved range, and a page that shows something else. A reader that only hashes the ranges in `/ByteRange` finds the
 * signature valid (signature wrapping; Mladenov et al., 2019).
 */
export function wrapSignature(pdf: SignedPdf): Buffer {
	const { lastSignature: signature } = pdf.file;
	if (!signature) throw new Error('there is no signature to wrap');
	const whole = pdf.file.toBuffer();
	const [start, end] = signature.gap;
	const second = whole.subarray(end);
	const objects = overdrawing(pdf).set(signature.ref, dictionaryOf(whole, signature));
	const xrefAt = Math.max(...signature.offsets.values());
	const dictionaryEnd = Buffer.alloc(xrefAt - end, ' ');
	dictionaryEnd.write('\n>>\nendobj\n');
	const inserted = insertion(objects, signature, pdf.file.newObject());
	writeByteRange(inserted, [0, start, xrefAt + inserted.length, second.length]);
	return Buffer.concat([whole.subarray(0, end), dictionaryEnd, inserted, second]);
}

/** The signature dictionary with a placeholder for its ranges. */
function dictionaryOf(file: Buffer, { ref, offsets }: WrittenSignature): string {
	const text = file.subarray(offsets.get(ref)).toString('latin1');
	const dictionary = text.slice(text.indexOf('<<'), text.indexOf('\nendobj'));
	return dictionary.replace(/\/ByteRange \[[\d ]+\]/, byteRangePlaceholder);
}

/** The cross-reference stream, then the objects. The objects of the signature's update moved with the second range. */
function insertion(
	objects: ReadonlyMap<PDFRef, string>,
	{ offsets, trailer, gap }: WrittenSignature,
	xref: PDFRef,
): Buffer {
	const xrefAt = Math.max(...offsets.values());
	const size = trailer.replace(/\/Size \d+/, `/Size ${xref.objectNumber + 1}`);
	const section = (moved: number, added: ReadonlyMap<PDFRef, number>) => {
		const entries = new Map([...offsets].map(([ref, offset]) => [ref, offset + moved]));
		for (const [ref, offset] of added) entries.set(ref, offset);
		return xrefSection(xref, entries.set(xref, xrefAt), size);
	};
	// All entries have the same length, so this first section only shows where the objects will begin.
	const unmoved = new Map([...objects.keys()].map((ref) => [ref, 0]));
	const objectsAt = xrefAt + section(0, unmoved).length;
	const { text, offsets: added } = writeObjects(objects, objectsAt);
	return Buffer.concat([
		section(objectsAt + text.length - gap[1], added),
		Buffer.from(text, 'latin1'),
	]);
}
