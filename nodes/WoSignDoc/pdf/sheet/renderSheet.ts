import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { PreviewFonts } from '../preview/previewFonts';
import { layoutSheet } from './layoutSheet';
import type { SheetContent } from './sheetContent';

const FORM = 'Sheet';

/** A PDF of labeled rows, on as many pages as they need; the same content produces the same bytes. */
export async function renderSheet(content: SheetContent): Promise<Uint8Array> {
	const document = await PDFDocument.create({ updateMetadata: false });
	const { context } = document;
	const fonts = new PreviewFonts(document, StandardFonts.Helvetica);
	for (const canvas of layoutSheet(fonts, content)) {
		const page = document.addPage([canvas.width, canvas.height]);
		const resources = { XObject: { [FORM]: canvas.register(context) } };
		page.node.set(PDFName.of('Resources'), context.obj(resources));
		const drawing = context.register(context.stream(`q /${FORM} Do Q`));
		page.node.set(PDFName.of('Contents'), drawing);
	}
	document.setTitle(content.title, { showInWindowTitleBar: true });
	document.setProducer(content.producer);
	document.setCreationDate(content.createdAt);
	document.setModificationDate(content.createdAt);
	return await document.save({ updateFieldAppearances: false });
}
