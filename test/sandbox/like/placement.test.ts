import { degrees, PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { order, orderFor, person } from '../../../harness/sandbox/caller';
import { pdfWith } from '../../../harness/sandbox/documents';
import type { FirstContact } from '../../../sandbox';
import type { Behavior } from '../../../sandbox/behavior';
import type { SigningPlace } from '../../../sandbox/sandboxOrder';
import { rectangleOn, seenPlace } from '../../../sandbox/signing/displayedPage';
import { sandboxes } from './sandboxLike';

const start = sandboxes();
let pdf: PDFDocument;
beforeAll(async () => {
	pdf = await PDFDocument.create();
});

/** Where the signature at 0.1,0.2,0.4,0.3 on this page, of these three, is placed. */
async function placesOn(pagenumber: number, placement: FirstContact['placement']) {
	const sandbox = await start({ placement });
	const document = await pdfWith(
		{ size: [600, 800] },
		{ size: [600, 800], rotation: 90, crop: [100, 200, 300, 400] },
		{},
	);
	const signlist = [{ pagenumber, position: '0.1,0.2,0.4,0.3' }];
	const fields = orderFor(sandbox, document, { signerlist: [{ ...person, signlist }] });
	const answer = await order(sandbox, fields);
	return { answer, places: sandbox.orders[0]?.signers[0]?.places };
}

const rounded = { x1: expect.closeTo(0.1), x2: expect.closeTo(0.4) };

describe('a platform that measures positions', () => {
	it('from the lower left has a signer sign there', async () => {
		const { places } = await placesOn(1, {});
		expect(places).toEqual([{ page: 1, x1: 0.1, y1: 0.2, x2: 0.4, y2: 0.3 }]);
	});

	it('from the upper left has a signer sign as far from the top', async () => {
		const { places } = await placesOn(1, { origin: 'upperLeft' });
		expect(places).toEqual([
			{ page: 1, ...rounded, y1: expect.closeTo(0.7), y2: expect.closeTo(0.8) },
		]);
	});

	it('in parts of the media box signs within that, whatever is seen of it', async () => {
		// 60 to 240 across and 160 to 240 up in a crop box of 300 × 400 at 100, 200, displayed rotated by 90 degrees.
		const { places } = await placesOn(2, { page: 'mediaBox' });
		expect(places).toEqual([
			{
				page: 2,
				x1: expect.closeTo(-40 / 400),
				x2: expect.closeTo(40 / 400),
				y1: expect.closeTo(1 - 140 / 300),
				y2: expect.closeTo(1 + 40 / 300),
			},
		]);
	});
});

describe('a platform that counts pages from 0', () => {
	it('has a signer sign on the page after the one named', async () => {
		expect((await placesOn(0, { firstPage: 0 })).places).toMatchObject([{ page: 1 }]);
		expect((await placesOn(2, { firstPage: 0 })).places).toMatchObject([{ page: 3 }]);
	});

	it('refuses the number of pages as a page (-79)', async () => {
		expect((await placesOn(3, { firstPage: 0 })).answer).toMatchObject({ errorcode: -79 });
		expect((await placesOn(3, {})).answer).toMatchObject({ errorcode: 0 });
		expect((await placesOn(0, {})).answer).toMatchObject({ errorcode: -79 });
	});
});

/** Any page (media box, crop box, rotation) and a place on it. */
const anyPage = (() => {
	const size = fc.integer({ min: 10, max: 2_000 });
	const corner = fc.integer({ min: -500, max: 500 });
	const box = fc.tuple(corner, corner, size, size);
	const part = fc.tuple(
		fc.double({ min: 0, max: 0.5, noNaN: true }),
		fc.double({ min: 0.51, max: 1, noNaN: true }),
	);
	const place = fc.tuple(part, part).map(([[x1, x2], [y1, y2]]) => ({ page: 1, x1, y1, x2, y2 }));
	return fc.tuple(box, box, fc.constantFrom(-90, 0, 90, 180, 270, 450), place);
})();
type AnyBox = [x: number, y: number, width: number, height: number];

function pageOf(media: AnyBox, crop: AnyBox, turn: number): PDFPage {
	const page = pdf.addPage();
	page.setMediaBox(...media);
	page.setCropBox(...crop);
	page.setRotation(degrees(turn));
	return page;
}

describe('a place is drawn on just that part of any page, turned and cropped,', () => {
	const partOf = ([x, y, width, height]: AnyBox, { x1, y1, x2, y2 }: SigningPlace) => [
		x + x1 * width,
		y + y1 * height,
		x + x2 * width,
		y + y2 * height,
	];

	const measures: ReadonlyArray<
		[
			box: string,
			measured: Behavior['placement']['page'],
			drawn: (media: AnyBox, crop: AnyBox, turn: number, place: SigningPlace) => number[],
		]
	> = [
		['its media box', 'mediaBox', (media, _crop, _turn, place) => partOf(media, place)],
		['its crop box', 'cropBox', (_media, crop, _turn, place) => partOf(crop, place)],
		[
			'its media box, turned',
			'turnedMediaBox',
			(media, _crop, turn, place) => rectangleOn(pageOf(media, media, turn), place),
		],
	];

	it.each(measures)('of %s', (_box, measured, drawn) => {
		fc.assert(
			fc.property(anyPage, ([media, crop, turn, place]) => {
				const page = pageOf(media, crop, turn);
				const placement = { origin: 'lowerLeft', firstPage: 1, page: measured } as const;
				expect(rectangleOn(page, seenPlace(place, placement, page))).toEqual(
					drawn(media, crop, turn, place).map((value): unknown => expect.closeTo(value, 5)),
				);
			}),
		);
	});
});
