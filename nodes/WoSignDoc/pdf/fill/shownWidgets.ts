import { PDFArray, PDFDict, PDFName } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFField, PDFPage, PDFWidgetAnnotation } from '@cantoo/pdf-lib';
import { isSeen } from './fieldTree';

const key = (name: string) => PDFName.of(name);
/** The widgets on a document's pages, collected when the first field is requested. */
const onPages = new WeakMap<PDFDocument, ReadonlyMap<PDFDict, PDFPage>>();

/** Whether a field is visible at all: somewhere on a page, and neither hidden nor in a layer, which may be. */
export function isShown({ acroField, doc }: PDFField): boolean {
	const pages = onPages.get(doc) ?? widgetsOf(doc);
	onPages.set(doc, pages);
	return acroField.getWidgets().some((widget) => {
		const page = pages.get(widget.dict);
		return page && isSeen(widget.dict) && !widget.dict.has(key('OC')) && isWithin(widget, page);
	});
}

function widgetsOf(document: PDFDocument): ReadonlyMap<PDFDict, PDFPage> {
	const found = new Map<PDFDict, PDFPage>();
	for (const page of document.getPages()) {
		const annotations = page.node.lookup(key('Annots'));
		for (const one of annotations instanceof PDFArray ? annotations.asArray() : []) {
			const widget = document.context.lookup(one);
			if (widget instanceof PDFDict && widget.lookup(key('Subtype')) === key('Widget')) {
				found.set(widget, page);
			}
		}
	}
	return found;
}

function isWithin(widget: PDFWidgetAnnotation, page: PDFPage): boolean {
	const [one, box] = [widget.getRectangle(), page.getCropBox()];
	const across = Math.min(one.x + one.width, box.x + box.width) - Math.max(one.x, box.x);
	const up = Math.min(one.y + one.height, box.y + box.height) - Math.max(one.y, box.y);
	return across > 0 && up > 0;
}
