import { PDFName } from '@cantoo/pdf-lib';
import type { PDFObject, PDFPage } from '@cantoo/pdf-lib';
import { drawOver } from '../drawOver';
import { invert } from '../matrix';
import { pageBox, seenFrom, seenSize } from '../pageBox';
import type { PageBox } from '../pageBox';
import { markAsPreview } from '../previewMark';
import { ContentSource } from '../text/contentSource';
import { writePdf } from '../writePdf';
import type { Canvas } from './canvas';
import { numbers } from './canvas';
import { legendPages } from './legend';
import { pageOverlay } from './pageOverlay';
import { loadDocument } from './plainCopy';
import type { PreviewBox, PreviewContent } from './previewContent';
import { PreviewFonts } from './previewFonts';

const OVERLAY = 'WoSignDocPreview';

/** A decrypted copy of a PDF, with boxes on its pages and a legend at its end; rejects if it can't be read. */
export async function renderPreview(pdf: Uint8Array, content: PreviewContent): Promise<Uint8Array> {
	const document = await loadDocument(pdf);
	const source = new ContentSource({ resolve: (object) => document.context.lookup(object) });
	const fonts = new PreviewFonts(document);
	const boxes = new Map<number, PreviewBox[]>();
	for (const box of content.boxes) boxes.set(box.page, [...(boxes.get(box.page) ?? []), box]);
	for (const [index, page] of document.getPages().entries()) {
		const size = seenSize(seenBox(page));
		await lay(source, page, pageOverlay(fonts, size, content, boxes.get(index + 1) ?? []));
	}
	for (const legend of legendPages(fonts, content)) {
		await lay(source, document.addPage([legend.width, legend.height]), legend);
	}
	markAsPreview(document.catalog);
	document.catalog.delete(PDFName.of('Perms'));
	document.setTitle(content.warning.join(' '), { showInWindowTitleBar: true });
	await document.flush();
	return Buffer.concat(await writePdf(document.context));
}

function seenBox({ node, doc: { context } }: PDFPage): PageBox {
	const inherited = new Map<string, PDFObject>();
	for (const key of ['MediaBox', 'CropBox', 'Rotate']) {
		const value = node.getInheritableAttribute(PDFName.of(key));
		if (value) inherited.set(key, value);
	}
	return pageBox({ resolve: (object) => context.lookup(object) }, node, inherited);
}

/** Places a drawing over a page as it is shown. */
async function lay(source: ContentSource, page: PDFPage, drawing: Canvas): Promise<void> {
	const matrix = invert(seenFrom(seenBox(page)));
	if (!matrix) return;
	const form = drawing.register(page.doc.context);
	const operations = `q ${numbers(...matrix)} cm /${OVERLAY} Do Q`;
	await drawOver(source, page, operations, new Map([[OVERLAY, form]]));
}
