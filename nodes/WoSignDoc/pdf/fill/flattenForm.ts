import {
	PDFArray,
	PDFDict,
	PDFName,
	PDFNumber,
	PDFRef,
	PDFStream,
	waitForTick,
} from '@cantoo/pdf-lib';
import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import { drawOver } from '../drawOver';
import { Pace } from '../file/pace';
import type { Matrix } from '../matrix';
import { IDENTITY, matrixOf, transform } from '../matrix';
import { numbers } from '../preview/canvas';
import { ContentSource } from '../text/contentSource';
import { inherited, isSeen } from './fieldTree';

const DEEPEST = 32;

/**
 * Makes all fields except those of signatures part of their pages: what each one shows is drawn in its place (ISO
 * 32000-1, 12.5.5), invisible ones are dropped, and the fields are removed.
 */
export async function flattenForm(document: PDFDocument): Promise<void> {
	const { context } = document;
	const source = new ContentSource({ resolve: (object) => context.lookup(object) });
	const pace = new Pace(waitForTick);
	for (const [index, page] of document.getPages().entries()) {
		await flattenPage(source, page, index + 1);
		await pace.step();
	}
	const form = document.catalog.lookup(PDFName.of('AcroForm'));
	if (!(form instanceof PDFDict)) return;
	if (keepSignatures(form, 'Fields', 0) === 0) document.catalog.delete(PDFName.of('AcroForm'));
	for (const key of ['CO', 'NeedAppearances', 'XFA']) form.delete(PDFName.of(key));
}

/** Keeps only signature fields and their ancestors; returns how many are left. */
function keepSignatures(parent: PDFDict, key: 'Fields' | 'Kids', depth: number): number {
	const fields = parent.lookup(PDFName.of(key));
	if (!(fields instanceof PDFArray) || depth > DEEPEST) return 0;
	const kept = fields.asArray().filter((reference) => {
		const field = parent.context.lookup(reference);
		if (!(field instanceof PDFDict)) return false;
		// The kids of a signature field are its widgets.
		if (inherited(field, 'FT')) return isSignature(field);
		return keepSignatures(field, 'Kids', depth + 1) > 0;
	});
	parent.set(PDFName.of(key), parent.context.obj(kept));
	return kept.length;
}

async function flattenPage(source: ContentSource, page: PDFPage, number: number): Promise<void> {
	const annotations = page.node.lookup(PDFName.of('Annots'));
	if (!(annotations instanceof PDFArray)) return;
	const operations: string[] = [];
	const forms = new Map<string, PDFRef>();
	const kept = annotations.asArray().filter((reference) => {
		const widget = source.resolve(reference);
		if (!(widget instanceof PDFDict) || !isField(widget)) return true;
		const shown = isSeen(widget) ? appearanceOf(source, widget) : undefined;
		if (shown) {
			const name = `FilledIn${number}_${forms.size + 1}`;
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

function isSignature(field: PDFDict): boolean {
	return inherited(field, 'FT') === PDFName.of('Sig');
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

/** Where an appearance goes: maps its box, transformed by its matrix, onto the widget's rectangle. */
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
