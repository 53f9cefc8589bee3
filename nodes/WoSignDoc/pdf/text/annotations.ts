import { PDFArray, PDFBool, PDFDict, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Matrix } from '../matrix';
import { IDENTITY, matrixOf, transform } from '../matrix';
import type { Resolver } from '../pageBox';
import type { Page } from '../pageTree';
import { fieldAppearance } from './fieldAppearance';
import { numberOf, numbersOf } from './fontEntries';

/** The appearance of an annotation or a form field: a form, and its position on the page. */
export interface Appearance {
	readonly form: PDFRawStream;
	/** Maps the space after the form's own matrix to the page's. */
	readonly toPage: Matrix;
}

/** Hidden, or not to be viewed (ISO 32000-1, table 165). */
const INVISIBLE = 0x02 | 0x20;
const MOST = 5_000;

/**
 * The appearances of a page's annotations, including filled-in form fields (ISO 32000-1, 12.5.5), each computed on
 * demand.
 */
export function* appearances(
	table: Resolver,
	{ dictionary, form }: Pick<Page, 'dictionary' | 'form'>,
): Generator<Appearance> {
	const annotations = table.resolve(dictionary.get(PDFName.of('Annots')));
	if (!(annotations instanceof PDFArray)) return;
	for (const annotation of annotations.asArray().slice(0, MOST)) {
		const seen = appearance(table, table.resolve(annotation), form);
		if (seen) yield seen;
	}
}

function appearance(
	table: Resolver,
	annotation: PDFObject | undefined,
	acroForm: PDFDict | undefined,
): Appearance | undefined {
	if (!(annotation instanceof PDFDict)) return undefined;
	const place = boxOf(numbersOf(table, annotation, 'Rect'), IDENTITY);
	const form = seenAppearance(table, annotation, acroForm, place);
	const isInvisible = ((numberOf(table, annotation, 'F') ?? 0) & INVISIBLE) !== 0;
	const isPopup = annotation.get(PDFName.of('Subtype')) === PDFName.of('Popup');
	if (!form || isInvisible || isPopup) return undefined;
	const matrix = matrixOf(numbersOf(table, form.dict, 'Matrix')) ?? IDENTITY;
	const shown = boxOf(numbersOf(table, form.dict, 'BBox'), matrix);
	if (!shown || !place) return undefined;
	const [x, y] = [ratio(place.width, shown.width), ratio(place.height, shown.height)];
	return {
		form,
		toPage: [x, 0, 0, y, place.left - shown.left * x, place.bottom - shown.bottom * y],
	};
}

/** Its own, or a reader's rendering of a field's value if there is none, or if the document asks for it. */
function seenAppearance(
	table: Resolver,
	annotation: PDFDict,
	acroForm: PDFDict | undefined,
	place: { readonly width: number; readonly height: number } | undefined,
): PDFRawStream | undefined {
	const own = normalAppearance(table, annotation);
	const isAsked = table.resolve(acroForm?.get(PDFName.of('NeedAppearances'))) === PDFBool.True;
	const isField = annotation.get(PDFName.of('Subtype')) === PDFName.of('Widget');
	if (!isField || !place || (own && !isAsked)) return own;
	return fieldAppearance(table, annotation, acroForm, place) ?? own;
}

/** The selected one of several states. */
function normalAppearance(table: Resolver, annotation: PDFDict): PDFRawStream | undefined {
	const all = table.resolve(annotation.get(PDFName.of('AP')));
	const normal = all instanceof PDFDict ? table.resolve(all.get(PDFName.of('N'))) : undefined;
	const state = table.resolve(annotation.get(PDFName.of('AS')));
	const chosen =
		normal instanceof PDFDict && state instanceof PDFName
			? table.resolve(normal.get(state))
			: normal;
	return chosen instanceof PDFRawStream ? chosen : undefined;
}

function boxOf(corners: readonly (number | undefined)[], matrix: Matrix) {
	const [x1, y1, x2, y2] = corners;
	if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined)
		return undefined;
	const points = [transform(matrix, x1, y1), transform(matrix, x2, y2)];
	points.push(transform(matrix, x1, y2), transform(matrix, x2, y1));
	const xs = points.map(([x]) => x);
	const ys = points.map(([, y]) => y);
	const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
	return { left, bottom, width: Math.max(...xs) - left, height: Math.max(...ys) - bottom };
}

function ratio(length: number, of: number): number {
	return of > 0 ? length / of : 1;
}
