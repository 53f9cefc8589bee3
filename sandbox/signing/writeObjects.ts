import type { PDFRef } from '@cantoo/pdf-lib';

/** Serializes indirect objects, in Latin-1, for writing at `start`; also returns the offset of each. */
export function writeObjects(objects: ReadonlyMap<PDFRef, string>, start: number) {
	let text = '';
	const offsets = new Map<PDFRef, number>();
	for (const [ref, body] of objects) {
		offsets.set(ref, start + text.length);
		text += `${ref.objectNumber} ${ref.generationNumber} obj\n${body}\nendobj\n`;
	}
	return { text, offsets };
}
