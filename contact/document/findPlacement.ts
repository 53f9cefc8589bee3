import { PDFArray, PDFDict, PDFName } from '@cantoo/pdf-lib';
import { seenFrom, seenSize } from '../../nodes/WoSignDoc/pdf/pageBox';
import type { Resolver } from '../../nodes/WoSignDoc/pdf/pageBox';
import type { Page } from '../../nodes/WoSignDoc/pdf/pageTree';
import { numbersOf } from '../../nodes/WoSignDoc/pdf/text/fontEntries';
import type { FirstContact } from '../../sandbox/firstContact';
import { CALIBRATION_PAGES } from '../order/calibrationPages';
import { newMarks } from './newMarks';
import type { DrawnDocument } from './openPages';
import { moved, placesBy, READINGS } from './readings';
import type { PlacedRectangle, Reading, Rectangle } from './readings';

/** Where a signed calibration document shows its signatures, as far as can be determined. */
export interface FoundPlacement {
	/** Undefined if no signature was found, or if what was found matches no reading. */
	readonly placement: FirstContact['placement'];
	readonly visibleSeal: boolean | undefined;
	readonly watermark: boolean | undefined;
}

/** Tolerance in points for a seal's center outside its box, because some platforms keep a seal's own size. */
const TOLERANCE = 8;
/** A field is invisible if its sides are shorter than this, in points. */
const LEAST_SIDE = 1;
const MOST_ANNOTATIONS = 1_000;

/**
 * Finds signatures by the rectangles of signature fields, and by new drawings on individual pages. Reports only what all
 * best-matching readings agree on; accidental matches of other drawings are ignored.
 */
export function findPlacement(sent: DrawnDocument, received: DrawnDocument): FoundPlacement {
	if (!hasSamePages(received)) return NOTHING;
	const fields = signatureFields(received);
	const added = newMarks(sent, received);
	const drawn = added?.elsewhere ?? [];
	const fitting = fittingReadings([...fields, ...drawn]);
	const [first] = fitting;
	const places = first ? placesBy(first) : [];
	return {
		placement: first && {
			...agreed(fitting),
			foundBy: countOf(fields, places) > 0 ? 'annotation' : 'rendering',
		},
		...(added
			? { visibleSeal: visibleSeal(drawn, places), watermark: watermark(added) }
			: { visibleSeal: undefined, watermark: undefined }),
	};
}

const NOTHING: FoundPlacement = {
	placement: undefined,
	visibleSeal: undefined,
	watermark: undefined,
};

/** Whether the pages are still those that were sent; otherwise a rectangle's position means nothing. */
export function hasSamePages({ pages }: Pick<DrawnDocument, 'pages'>): boolean {
	return (
		pages.length === CALIBRATION_PAGES.length &&
		CALIBRATION_PAGES.every(({ seen }, index) => {
			const box = pages[index]?.box;
			const [own, other] = [seenSize(seen), box && seenSize(box)];
			return (
				other &&
				Math.abs(own.width - other.width) < LEAST_SIDE &&
				Math.abs(own.height - other.height) < LEAST_SIDE
			);
		})
	);
}

/** The readings that match the most ordered places, provided that everything found matches them, or two places do. */
function fittingReadings(found: readonly PlacedRectangle[]): Reading[] {
	const scored = READINGS.map((reading) => ({
		reading,
		score: countOf(found, placesBy(reading)),
	}));
	const most = Math.max(...scored.map(({ score }) => score));
	const fitting = scored.filter(({ score }) => score === most && most > 0);
	const isSure = ({ reading }: (typeof scored)[number]) =>
		most > 1 || found.every((one) => placesBy(reading).some((place) => isIn(one, place)));
	return fitting.some(isSure) ? fitting.map(({ reading }) => reading) : [];
}

/** The number of places with something in them. */
function countOf(found: readonly PlacedRectangle[], places: readonly PlacedRectangle[]): number {
	return places.filter((place) => found.some((one) => isIn(one, place))).length;
}

function isIn(one: PlacedRectangle, place: PlacedRectangle): boolean {
	const [x, y] = [(one.left + one.right) / 2, (one.bottom + one.top) / 2];
	return (
		one.page === place.page &&
		x >= place.left - TOLERANCE &&
		x <= place.right + TOLERANCE &&
		y >= place.bottom - TOLERANCE &&
		y <= place.top + TOLERANCE
	);
}

function agreed(readings: readonly Reading[]): Partial<Reading> {
	const only = <Value>(values: readonly Value[]) => {
		const [value, ...others] = new Set(values);
		return others.length === 0 ? value : undefined;
	};
	const origin = only(readings.map((one) => one.origin));
	const firstPage = only(readings.map((one) => one.firstPage));
	const page = only(readings.map((one) => one.page));
	return {
		...(origin !== undefined && { origin }),
		...(firstPage !== undefined && { firstPage }),
		...(page !== undefined && { page }),
	};
}

/** Undefined if something is drawn, but not where any known reading would put it. */
function visibleSeal(
	drawn: readonly PlacedRectangle[],
	places: readonly PlacedRectangle[],
): boolean | undefined {
	if (countOf(drawn, places) > 0) return true;
	return drawn.length === 0 ? false : undefined;
}

function watermark({ everywhere }: { everywhere: readonly PlacedRectangle[] }): boolean {
	return everywhere.length > 0;
}

/** The rectangles of visible signature fields (ISO 32000-1, 12.7.4.5). */
function signatureFields({ opened: { table }, pages }: DrawnDocument): PlacedRectangle[] {
	return pages.flatMap((page, index) =>
		signatureRectangles(table, page).map((area) => ({
			page: index + 1,
			...moved(area, seenFrom(page.box)),
		})),
	);
}

function signatureRectangles(table: Resolver, { dictionary }: Page): Rectangle[] {
	const annotations = table.resolve(dictionary.get(PDFName.of('Annots')));
	if (!(annotations instanceof PDFArray)) return [];
	return annotations
		.asArray()
		.slice(0, MOST_ANNOTATIONS)
		.flatMap((one) => {
			const annotation = table.resolve(one);
			if (!(annotation instanceof PDFDict) || !isSignature(table, annotation)) return [];
			const [x1, y1, x2, y2] = numbersOf(table, annotation, 'Rect');
			if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return [];
			const hasArea = Math.abs(x2 - x1) > LEAST_SIDE && Math.abs(y2 - y1) > LEAST_SIDE;
			return hasArea ? [{ left: x1, bottom: y1, right: x2, top: y2 }] : [];
		});
}

/** Whether a widget is a signature field, or belongs to one. */
function isSignature(table: Resolver, widget: PDFDict): boolean {
	const parent = table.resolve(widget.get(PDFName.of('Parent')));
	const type = (dictionary: PDFDict) => table.resolve(dictionary.get(PDFName.of('FT')));
	const own = type(widget) ?? (parent instanceof PDFDict ? type(parent) : undefined);
	return own === PDFName.of('Sig');
}
