import type { PDFRef } from '@cantoo/pdf-lib';

/** Indirect objects as they stand in a file from `start` on, in Latin-1, and where each begins. */
export function writeObjects(objects: ReadonlyMap<PDFRef, string>, start: number) {
	let text = '';
	const offsets = new Map<PDFRef, number>();
	for (const [ref, body] of objects) {
		offsets.set(ref, start + text.length);
		text += `${ref.objectNumber} ${ref.generationNumber} obj\n${body}\nendobj\n`;
	}
	return { text, offsets };
}
