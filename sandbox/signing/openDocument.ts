import { PDFDocument } from '@cantoo/pdf-lib';
import type { SandboxOrder } from '../sandboxOrder';
import { coverDocument } from './coverDocument';

/** The PDF to sign: the order's document, or a cover document if it isn't a PDF. Throws if it can't be read. */
export async function openDocument(order: SandboxOrder): Promise<PDFDocument> {
	if (order.fileFormat !== 'pdf') return await coverDocument(order);
	return await PDFDocument.load(order.document);
}
