import { PDFArray, PDFDict, PDFName } from '@cantoo/pdf-lib';
import type { PDFObject, PDFPage, PDFRef } from '@cantoo/pdf-lib';
import { ContentReader } from './text/contentReader';
import type { ContentSource } from './text/contentSource';

/** Maximum saved states that are counted; a page that has more isn't examined as closely. */
const MOST_STATES = 1_000;

/**
 * Draws over a page, whatever its contents have done to the graphics state.
 *
 * @param operations of a content stream
 * @param forms that the operations show, by name
 */
export async function drawOver(
	source: ContentSource,
	page: PDFPage,
	operations: string,
	forms: ReadonlyMap<string, PDFRef>,
): Promise<void> {
	const { context } = page.doc;
	const contents = context.lookup(page.node.get(PDFName.of('Contents')));
	const streams = contents instanceof PDFArray ? contents.asArray() : ownContents(page);
	const { depth, restores } = await unbalanced(source, streams);
	const before = context.register(context.stream(`${'q '.repeat(restores + 1)}\n`));
	const restore = 'Q '.repeat(restores + 1 + depth);
	const after = context.register(context.stream(`\n${restore}\n${operations}\n`));
	page.node.set(PDFName.of('Contents'), context.obj([before, ...streams, after]));
	page.node.set(PDFName.of('Resources'), resourcesWith(page, forms));
}

function ownContents(page: PDFPage): PDFObject[] {
	const contents = page.node.get(PDFName.of('Contents'));
	return contents ? [contents] : [];
}

/**
 * How many graphics states are still saved at the end of the contents, and how many are restored without having been
 * saved.
 */
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

/** The page's own resources and the forms: a copy, because pages may share them. */
function resourcesWith(page: PDFPage, added: ReadonlyMap<string, PDFRef>): PDFDict {
	const { context } = page.doc;
	const inherited = context.lookup(page.node.getInheritableAttribute(PDFName.of('Resources')));
	const resources = inherited instanceof PDFDict ? inherited.clone(context) : context.obj({});
	const objects = context.lookup(resources.get(PDFName.of('XObject')));
	const forms = objects instanceof PDFDict ? objects.clone(context) : context.obj({});
	for (const [name, form] of added) forms.set(PDFName.of(name), form);
	resources.set(PDFName.of('XObject'), forms);
	return resources;
}
