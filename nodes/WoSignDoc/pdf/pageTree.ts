import { PDFArray, PDFDict, PDFName, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from './bounds';
import type { ObjectTable } from './objectTable';
import { pageBox } from './pageBox';
import type { PageBox } from './pageBox';
import { damaged, unchecked } from './pdfFacts';

/** The entries that a page inherits from the nodes above it (ISO 32000-1, table 30). */
const INHERITED = ['MediaBox', 'CropBox', 'Rotate', 'Resources'];

/** A page in the tree. */
export interface Page {
	/** Undefined for one that is written directly in the list of pages. */
	readonly reference: PDFRef | undefined;
	readonly dictionary: PDFDict;
	readonly inherited: ReadonlyMap<string, PDFObject>;
	readonly box: PageBox;
	/** The document's /AcroForm, needed to show its fields. */
	readonly form: PDFDict | undefined;
}

interface Node {
	readonly object: PDFObject | undefined;
	readonly inherited: ReadonlyMap<string, PDFObject>;
	readonly depth: number;
}

/** A document's pages in order; throws a PdfProblem if the page tree is incomplete. */
export function readPages(table: ObjectTable, root: PDFObject | undefined): Page[] {
	const catalog = table.resolve(root);
	const tree = catalog instanceof PDFDict ? catalog.get(PDFName.of('Pages')) : undefined;
	if (!(table.resolve(tree) instanceof PDFDict)) throw damaged('has no list of its pages');
	const acroForm =
		catalog instanceof PDFDict ? table.resolve(catalog.get(PDFName.of('AcroForm'))) : undefined;
	const form = acroForm instanceof PDFDict ? acroForm : undefined;
	const pages: Page[] = [];
	// An explicit stack: neither a deep tree nor one with a cycle can exhaust the engine's.
	const nodes: Node[] = [{ object: tree, inherited: new Map(), depth: 0 }];
	let seen = 0;
	for (let node = nodes.pop(); node; node = nodes.pop()) {
		const dictionary = table.resolve(node.object);
		if (!(dictionary instanceof PDFDict)) throw damaged(`lacks its page ${pages.length + 1}`);
		const inherited = inherit(dictionary, node.inherited);
		const kids = table.resolve(dictionary.get(PDFName.of('Kids')));
		if (kids instanceof PDFArray) {
			seen += kids.size();
			if (seen > PDF_BOUNDS.pageTreeNodes) throw unchecked('has too many pages');
			nodes.push(...childNodes(kids, inherited, node.depth + 1));
		} else {
			const reference = node.object instanceof PDFRef ? node.object : undefined;
			const box = pageBox(table, dictionary, inherited);
			pages.push({ reference, dictionary, inherited, box, form });
		}
	}
	if (pages.length === 0) throw damaged('has no pages');
	return pages;
}

function inherit(node: PDFDict, inherited: Node['inherited']): Node['inherited'] {
	const own = INHERITED.flatMap((key) => {
		const value = node.get(PDFName.of(key));
		return value ? [[key, value] as const] : [];
	});
	return own.length === 0 ? inherited : new Map([...inherited, ...own]);
}

/** Last first, for the stack. */
function childNodes(kids: PDFArray, inherited: Node['inherited'], depth: number): Node[] {
	if (depth > PDF_BOUNDS.pageTreeDepth)
		throw damaged('has a list of pages that leads back to itself');
	return kids
		.asArray()
		.map((object) => ({ object, inherited, depth }))
		.reverse();
}
