import { PDFBool, PDFDict, PDFName } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Resolver } from './pageBox';

/** Our own entry of the catalog (ISO 32000-1, annex E.2), which other programs preserve when they change a PDF. */
const MARK = PDFName.of('WoSignDocPreview');

/** Marks a document as a preview. */
export function markAsPreview(catalog: PDFDict): void {
	catalog.set(MARK, PDFBool.True);
}

/** Whether a document is marked as a preview. */
export function isPreview(table: Resolver, root: PDFObject | undefined): boolean {
	const catalog = table.resolve(root);
	return catalog instanceof PDFDict && table.resolve(catalog.get(MARK)) === PDFBool.True;
}
