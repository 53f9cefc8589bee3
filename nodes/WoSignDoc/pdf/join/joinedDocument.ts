import {
	PDFArray,
	PDFBool,
	PDFDict,
	PDFHexString,
	PDFName,
	PDFNumber,
	PDFRef,
	PDFString,
} from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject } from '@cantoo/pdf-lib';
import type { PartRemark } from '../joinedParts';
import type { PartCatalog } from './partCatalog';
import { FormResources } from './formResources';
import { treeEntries } from './nameTree';

const key = (name: string) => PDFName.of(name);
/** The document's own page numbers, for parts that have none. */
const DECIMAL = 'D';

/** A part in the joined document. */
export interface CopiedPart {
	readonly name: string;
	readonly pages: readonly PDFRef[];
	/** Undefined for an image. */
	readonly catalog: PartCatalog | undefined;
}

/** Writes the page tree: a node for each part, so none has thousands of children. */
export function joinPages(document: PDFDocument, parts: readonly CopiedPart[]): void {
	const { context } = document;
	const root = context.nextRef();
	const nodes = parts.map(({ pages }) => {
		const node = context.register(
			context.obj({ Type: 'Pages', Parent: root, Count: pages.length, Kids: [...pages] }),
		);
		for (const page of pages) context.lookup(page, PDFDict).set(key('Parent'), node);
		return node;
	});
	const count = parts.reduce((sum, { pages }) => sum + pages.length, 0);
	context.assign(root, context.obj({ Type: 'Pages', Count: count, Kids: nodes }));
	document.catalog.set(key('Pages'), root);
}

/** A bookmark for each part; a part's own bookmarks are below it, because its outline becomes its bookmark. */
export function joinOutlines(document: PDFDocument, parts: readonly CopiedPart[]): void {
	const { context } = document;
	const root = context.nextRef();
	const references = parts.map(({ catalog }) => catalog?.outline?.reference ?? context.nextRef());
	for (const [index, { name, pages, catalog }] of parts.entries()) {
		const [reference, previous, next] = [0, -1, 1].map((step) => references[index + step]);
		const [first] = pages;
		if (!reference || !first) continue;
		const item = context.obj({
			Title: PDFHexString.fromText(name),
			Parent: root,
			Dest: [first, 'Fit'],
			...(previous && { Prev: previous }),
			...(next && { Next: next }),
			...catalog?.outline?.children,
		});
		context.assign(reference, item);
	}
	const [First, Last] = [references[0], references.at(-1)];
	if (!First || !Last) return;
	context.assign(root, context.obj({ Type: 'Outlines', First, Last, Count: parts.length }));
	document.catalog.set(key('Outlines'), root);
}

/** Page labels, if any part has some. */
export function joinPageLabels(document: PDFDocument, parts: readonly CopiedPart[]): void {
	const { context, catalog } = document;
	const numbers = PDFArray.withContext(context);
	let [offset, hasLabels] = [0, false];
	for (const { pages, catalog: part } of parts) {
		const labels = part ? [...treeEntries(part.table, part.get('PageLabels'), 'Nums')] : [];
		const valid = labels.flatMap(([at, label]) =>
			at instanceof PDFNumber && at.asNumber() >= 0 && at.asNumber() < pages.length
				? [[at.asNumber(), label] as const]
				: [],
		);
		if (!part || valid[0]?.[0] !== 0) {
			numbers.push(PDFNumber.of(offset));
			numbers.push(context.obj({ S: DECIMAL, St: offset + 1 }));
		}
		for (const [at, label] of part ? valid : []) {
			hasLabels = true;
			numbers.push(PDFNumber.of(offset + at));
			numbers.push(part?.copier.copy(label) ?? label);
		}
		offset += pages.length;
	}
	if (hasLabels) catalog.set(key('PageLabels'), context.obj({ Nums: numbers }));
}

const RENAMED =
	'has form fields whose names another part has, too; they were put below a field named after the part';
const REDRAWN =
	'has form fields that viewers may redraw, and show differently, because the form of another part asks for it';
const OTHER_FONTS =
	'has form fields with fonts under the names of another part’s, in which viewers may draw them instead';

/** Merges the forms of all parts into one; returns remarks on them. */
export function joinForms(document: PDFDocument, parts: readonly CopiedPart[]): PartRemark[] {
	const { context, catalog } = document;
	const [names, remarks, kept] = [new Set<string>(), new Array<PartRemark>(), new Array<number>()];
	const joined = { fields: PDFArray.withContext(context), resources: new FormResources(context) };
	let isToBeDrawn = false;
	for (const [index, { catalog: part }] of parts.entries()) {
		const form = part?.dictionary('AcroForm');
		if (!part || !form) continue;
		let fields = fieldsOf(part, form);
		const own = fields.map((field) => nameOf(context.lookup(field)));
		if (own.some((name) => names.has(name))) {
			remarks.push({ part: index, message: RENAMED });
			const parent = context.nextRef();
			for (const field of fields) context.lookup(field, PDFDict).set(key('Parent'), parent);
			const title = freeName(`part${index + 1}`, names);
			context.assign(parent, context.obj({ T: PDFString.of(title), Kids: fields }));
			fields = [parent];
			names.add(title);
		} else own.forEach((name) => names.add(name));
		for (const field of fields) joined.fields.push(field);
		const isOwn = joined.resources.add(part, form);
		if (!isOwn && fields.length > 0) remarks.push({ part: index, message: OTHER_FONTS });
		if (part.table.resolve(form.get(key('NeedAppearances'))) === PDFBool.True) isToBeDrawn = true;
		else if (fields.length > 0) kept.push(index);
	}
	if (joined.fields.size() === 0) return [];
	catalog.set(
		key('AcroForm'),
		context.obj({
			Fields: joined.fields,
			DR: joined.resources.dictionary,
			...(isToBeDrawn && { NeedAppearances: true }),
		}),
	);
	const redrawn = isToBeDrawn ? kept.map((part) => ({ part, message: REDRAWN })) : [];
	return [...remarks, ...redrawn];
}

/** A part's fields, each with what it inherited from the form as a whole. */
function fieldsOf({ table, copier, context }: PartCatalog, form: PDFDict): PDFRef[] {
	const fields = table.resolve(form.get(key('Fields')));
	if (!(fields instanceof PDFArray)) return [];
	return copier
		.array(fields.asArray())
		.asArray()
		.filter((field) => field instanceof PDFRef)
		.filter((reference) => {
			const field = context.lookup(reference);
			if (!(field instanceof PDFDict)) return false;
			for (const name of ['DA', 'Q'].map(key)) {
				const value = form.get(name);
				if (value && !field.has(name)) field.set(name, copier.copy(value));
			}
			return true;
		});
}

function nameOf(field: PDFObject | undefined): string {
	const title = field instanceof PDFDict ? field.lookup(key('T')) : undefined;
	return title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : '';
}

function freeName(name: string, taken: ReadonlySet<string>): string {
	return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
