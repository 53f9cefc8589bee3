import { PDFArray, PDFDict, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from './bounds';
import type { Resolver } from './pageBox';
import { unchecked } from './pdfFacts';

/** An object that is referred to, and what it is; undefined when it is missing, malformed, or was not kept. */
export interface ReachedObject {
	readonly reference: PDFRef;
	readonly object: PDFObject | undefined;
}

/** Every object that these lead to, each once. Throws a PdfProblem when there are too many. */
export function* reachableObjects(
	table: Resolver,
	roots: readonly (PDFObject | undefined)[],
): Generator<ReachedObject> {
	const reached = new Set<PDFRef>();
	// A stack of our own: no document can exhaust the engine's.
	const waiting = [...roots];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (!(next instanceof PDFRef)) {
			if (next) for (const part of parts(next)) waiting.push(part);
			continue;
		}
		if (reached.has(next)) continue;
		reached.add(next);
		if (reached.size > 2 * PDF_BOUNDS.objects) throw unchecked('has too many objects');
		const object = table.resolve(next);
		yield { reference: next, object };
		waiting.push(object);
	}
}

/** What an object consists of, as far as something may be referred to in it. */
function parts(object: PDFObject): PDFObject[] {
	if (object instanceof PDFArray) return object.asArray();
	if (object instanceof PDFRawStream) return object.dict.values();
	return object instanceof PDFDict ? object.values() : [];
}
