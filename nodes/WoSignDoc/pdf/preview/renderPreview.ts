import { PDFArray, PDFDict, PDFName } from '@cantoo/pdf-lib';
import type { PDFObject, PDFPage, PDFRef } from '@cantoo/pdf-lib';
import { invert } from '../matrix';
import { pageBox, seenFrom, seenSize } from '../pageBox';
import type { PageBox } from '../pageBox';
import { markAsPreview } from '../previewMark';
import { ContentReader } from '../text/contentReader';
import { ContentSource } from '../text/contentSource';
import type { Canvas } from './canvas';
import { numbers } from './canvas';
import { legendPages } from './legend';
import { pageOverlay } from './pageOverlay';
import { loadDocument } from './plainCopy';
import type { PreviewBox, PreviewContent } from './previewContent';
import { PreviewFonts } from './previewFonts';

const OVERLAY = PDFName.of('WoSignDocPreview');
/** Saved states that are believed; a page that has more is not looked at so closely. */
const MOST_STATES = 1_000;

/** A copy of a PDF in clear, with boxes on its pages and a legend at its end; rejects if it cannot be read. */
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
	return await document.save({ updateFieldAppearances: false });
}

function seenBox({ node, doc: { context } }: PDFPage): PageBox {
	const inherited = new Map<string, PDFObject>();
	for (const key of ['MediaBox', 'CropBox', 'Rotate']) {
		const value = node.getInheritableAttribute(PDFName.of(key));
		if (value) inherited.set(key, value);
	}
	return pageBox({ resolve: (object) => context.lookup(object) }, node, inherited);
}

/** Lays a drawing over a page, whatever its contents have done to the state of the graphics. */
async function lay(source: ContentSource, page: PDFPage, drawing: Canvas): Promise<void> {
	const { context } = page.doc;
	const matrix = invert(seenFrom(seenBox(page)));
	if (!matrix) return;
	const contents = context.lookup(page.node.get(PDFName.of('Contents')));
	const streams = contents instanceof PDFArray ? contents.asArray() : ownContents(page);
	const { depth, restores } = await unbalanced(source, streams);
	const before = context.register(context.stream(`${'q '.repeat(restores + 1)}\n`));
	const restore = 'Q '.repeat(restores + 1 + depth);
	const draw = `q ${numbers(...matrix)} cm /${OVERLAY.decodeText()} Do Q`;
	const after = context.register(context.stream(`\n${restore}\n${draw}\n`));
	page.node.set(PDFName.of('Contents'), context.obj([before, ...streams, after]));
	const form = drawing.register(context);
	page.node.set(PDFName.of('Resources'), resourcesWith(page, form));
}

function ownContents(page: PDFPage): PDFObject[] {
	const contents = page.node.get(PDFName.of('Contents'));
	return contents ? [contents] : [];
}

/** How many states of the graphics are saved at the end of the contents, and how many they restore without a save. */
async function unbalanced(source: ContentSource, streams: readonly PDFObject[]) {
	let depth = 0;
	let least = 0;
	for (const stream of streams) {
		const content = await source.contentOf(stream);
		const reader = new ContentReader(content ?? new Uint8Array());
		for (let operation = reader.next(); operation; operation = reader.next()) {
			if (operation.operator === 'q') depth++;
			else if (operation.operator === 'Q') least = Math.min(least, --depth);
		}
	}
	const restores = Math.min(-least, MOST_STATES);
	return { depth: Math.max(-restores, Math.min(depth, MOST_STATES)), restores };
}

/** The page's own resources and the form: a copy, because pages may share them. */
function resourcesWith(page: PDFPage, form: PDFRef): PDFDict {
	const { context } = page.doc;
	const inherited = context.lookup(page.node.getInheritableAttribute(PDFName.of('Resources')));
	const resources = inherited instanceof PDFDict ? inherited.clone(context) : context.obj({});
	const objects = context.lookup(resources.get(PDFName.of('XObject')));
	const forms = objects instanceof PDFDict ? objects.clone(context) : context.obj({});
	forms.set(OVERLAY, form);
	resources.set(PDFName.of('XObject'), forms);
	return resources;
}
