import { PDFArray, PDFDict, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from './bounds';
import type { Resolver } from './pageBox';
import { unchecked } from './pdfFacts';

/** The target of a reference; undefined if it is missing, malformed, or wasn't kept. */
export interface ReachedObject {
	readonly reference: PDFRef;
	readonly object: PDFObject | undefined;
}

/** Every object that these lead to, each once. Throws a PdfProblem if there are too many. */
export function* reachableObjects(
	table: Resolver,
	roots: readonly (PDFObject | undefined)[],
): Generator<ReachedObject> {
	const reached = new Set<PDFRef>();
	// An explicit stack: no document can exhaust the engine's.
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

/** The members of an object that may contain references. */
function parts(object: PDFObject): PDFObject[] {
	if (object instanceof PDFArray) return object.asArray();
	if (object instanceof PDFRawStream) return object.dict.values();
	return object instanceof PDFDict ? object.values() : [];
}
