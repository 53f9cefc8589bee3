import { PDFContext, PDFDocument, PDFWriter } from '@cantoo/pdf-lib';
import { openDocument } from '../openDocument';
import { reachableObjects } from '../reachableObjects';
import { Skeleton } from '../skeleton';

/** Objects written in one turn of the event loop. */
const OBJECTS_PER_TURN = 50;

/**
 * A PDF as the PDF library reads it; of one that it does not read, because it is encrypted or damaged, a copy in clear and
 * in order. Rejects when that cannot be made either.
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

/** The same document, decrypted where no password is needed, and with only the objects that it uses. */
async function plainCopy(pdf: Uint8Array): Promise<Uint8Array> {
	const skeleton = new Skeleton('all');
	skeleton.feed(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length));
	skeleton.end();
	const opened = await openDocument(skeleton);
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
	return await PDFWriter.forContext(context, OBJECTS_PER_TURN).serializeToBuffer();
}
