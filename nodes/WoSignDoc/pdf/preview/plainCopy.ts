import { PDFContext, PDFDocument } from '@cantoo/pdf-lib';
import { feedSkeleton } from '../feedSkeleton';
import { openDocument } from '../openDocument';
import { reachableObjects } from '../reachableObjects';
import { writePdf } from '../writePdf';

/**
 * A PDF as the PDF library reads it; if it can't, because the PDF is encrypted or damaged, a decrypted and repaired
 * copy. Rejects if that can't be made either.
 */
export async function loadDocument(pdf: Uint8Array): Promise<PDFDocument> {
	const document = await load(pdf).catch(() => undefined);
	return document ?? (await load(await plainCopy(pdf)));
}

async function load(pdf: Uint8Array): Promise<PDFDocument> {
	const document = await PDFDocument.load(pdf, { updateMetadata: false });
	if (document.getPageCount() === 0) throw new Error('no pages');
	return document;
}

/** The same document, decrypted if no password is needed, with only the objects that it uses. */
async function plainCopy(pdf: Uint8Array): Promise<Uint8Array> {
	const fed = await feedSkeleton([Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length)], 'all');
	if (fed.kind === 'wrong') throw fed.problem;
	const opened = await openDocument(fed.skeleton);
	if (opened === 'passwordProtected') throw new Error(opened);
	const { table, root, information } = opened;
	const context = PDFContext.create();
	context.trailerInfo = {
		...(root && { Root: root }),
		...(information && { Info: information }),
	};
	for (const { reference, object } of reachableObjects(table, [root, information])) {
		if (object) context.assign(reference, object);
	}
	return Buffer.concat(await writePdf(context));
}
