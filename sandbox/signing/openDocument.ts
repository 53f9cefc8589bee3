import { PDFDocument } from '@cantoo/pdf-lib';
import type { SandboxOrder } from '../sandboxOrder';
import { coverDocument } from './coverDocument';

/** The PDF that an order signs: its document, or one that stands for it. Throws when it cannot be read. */
export async function openDocument(order: SandboxOrder): Promise<PDFDocument> {
	if (order.fileFormat !== 'pdf') return await coverDocument(order);
	return await PDFDocument.load(order.document);
}
