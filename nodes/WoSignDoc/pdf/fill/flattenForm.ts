import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject, PDFPage } from '@cantoo/pdf-lib';
import { drawOver } from '../drawOver';
import type { Matrix } from '../matrix';
import { IDENTITY, matrixOf, transform } from '../matrix';
import { numbers } from '../preview/canvas';
import { ContentSource } from '../text/contentSource';

/** Flags of an annotation that nobody sees: Hidden and NoView (ISO 32000-1, 12.5.3). */
const UNSEEN = 2 | 32;

/**
 * Makes all fields but those of signatures a part of their pages: what each shows is drawn where it stands
 * (ISO 32000-1, 12.5.5), what nobody sees is left out, and the fields are gone.
 */
export async function flattenForm(document: PDFDocument): Promise<void> {
	const { context } = document;
	const source = new ContentSource({ resolve: (object) => context.lookup(object) });
	for (const page of document.getPages()) await flattenPage(source, page);
	const form = document.catalog.lookup(PDFName.of('AcroForm'));
	if (!(form instanceof PDFDict)) return;
	const fields = form.lookup(PDFName.of('Fields'));
	const signatures =
		fields instanceof PDFArray
			? fields.asArray().filter((field) => isSignature(context.lookup(field)))
			: [];
	if (signatures.length === 0) document.catalog.delete(PDFName.of('AcroForm'));
	else form.set(PDFName.of('Fields'), context.obj(signatures));
	for (const key of ['CO', 'NeedAppearances', 'XFA']) form.delete(PDFName.of(key));
}

async function flattenPage(source: ContentSource, page: PDFPage): Promise<void> {
	const annotations = page.node.lookup(PDFName.of('Annots'));
	if (!(annotations instanceof PDFArray)) return;
	const operations: string[] = [];
	const forms = new Map<string, PDFRef>();
	const kept = annotations.asArray().filter((reference) => {
		const widget = source.resolve(reference);
		if (!(widget instanceof PDFDict) || !isField(widget)) return true;
		const shown = isSeen(widget) ? appearanceOf(source, widget) : undefined;
		if (shown) {
			const name = `FilledIn${page.doc.getPages().indexOf(page) + 1}_${forms.size + 1}`;
			operations.push(`q ${numbers(...placement(widget, shown.stream))} cm /${name} Do Q`);
			forms.set(name, shown.reference);
		}
		return false;
	});
	if (kept.length === annotations.size()) return;
	page.node.set(PDFName.of('Annots'), page.doc.context.obj(kept));
	if (forms.size > 0) await drawOver(source, page, operations.join('\n'), forms);
}

/** A widget of a form field; one of a signature stays. */
function isField(annotation: PDFDict): boolean {
	return annotation.get(PDFName.of('Subtype')) === PDFName.of('Widget') && !isSignature(annotation);
}

/** Whether a field, or what is below it, is a signature's. */
function isSignature(field: PDFObject | undefined, depth = 0): boolean {
	if (!(field instanceof PDFDict) || depth > 8) return false;
	const type = inherited(field, 'FT');
	if (type) return type === PDFName.of('Sig');
	const kids = field.lookup(PDFName.of('Kids'));
	return (
		kids instanceof PDFArray &&
		kids.asArray().some((kid) => isSignature(field.context.lookup(kid), depth + 1))
	);
}

function inherited(field: PDFDict, key: string): PDFObject | undefined {
	let one: PDFObject | undefined = field;
	for (let depth = 0; one instanceof PDFDict && depth < 32; depth++) {
		const value = one.lookup(PDFName.of(key));
		if (value) return value;
		one = one.lookup(PDFName.of('Parent'));
	}
	return undefined;
}

function isSeen(widget: PDFDict): boolean {
	const flags = widget.lookup(PDFName.of('F'));
	return !(flags instanceof PDFNumber) || (flags.asNumber() & UNSEEN) === 0;
}

/** The normal appearance, in the widget's state. */
function appearanceOf(source: ContentSource, widget: PDFDict) {
	const appearances = widget.lookup(PDFName.of('AP'));
	if (!(appearances instanceof PDFDict)) return undefined;
	let reference = appearances.get(PDFName.of('N'));
	const states = source.resolve(reference);
	if (states instanceof PDFDict && !(states instanceof PDFStream)) {
		const state = widget.lookup(PDFName.of('AS'));
		reference = states.get(state instanceof PDFName ? state : PDFName.of('Off'));
	}
	const stream = source.resolve(reference);
	return reference instanceof PDFRef && stream instanceof PDFStream
		? { reference, stream }
		: undefined;
}

/** Where an appearance goes: its box, as its matrix turns it, onto the widget's rectangle. */
function placement(widget: PDFDict, { dict }: PDFStream): Matrix {
	const matrix = matrixOf(numbersIn(dict, 'Matrix')) ?? IDENTITY;
	const box = corners(numbersIn(dict, 'BBox'));
	const seen = bounds(
		[box.left, box.right].flatMap((x) => [box.bottom, box.top].map((y) => transform(matrix, x, y))),
	);
	const to = corners(numbersIn(widget, 'Rect'));
	const [sx, sy] = [
		scale(to.right - to.left, seen.right - seen.left),
		scale(to.top - to.bottom, seen.top - seen.bottom),
	];
	return [sx, 0, 0, sy, to.left - sx * seen.left, to.bottom - sy * seen.bottom];
}

function scale(to: number, from: number): number {
	return from === 0 ? 1 : to / from;
}

function numbersIn(dictionary: PDFDict, key: string): number[] {
	const list = dictionary.lookup(PDFName.of(key));
	if (!(list instanceof PDFArray)) return [];
	return list
		.asArray()
		.map((item) => dictionary.context.lookup(item))
		.flatMap((item) => (item instanceof PDFNumber ? [item.asNumber()] : []));
}

function corners([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]) {
	return bounds([
		[x1, y1],
		[x2, y2],
	]);
}

function bounds(points: ReadonlyArray<readonly [number, number]>) {
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	return {
		...{ left: Math.min(...xs), right: Math.max(...xs) },
		...{ bottom: Math.min(...ys), top: Math.max(...ys) },
	};
}
