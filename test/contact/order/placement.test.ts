import { PDFName, PDFString, rgb } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { findPlacement } from '../../../contact/document/findPlacement';
import { readDrawn } from '../../../contact/document/openPages';
import { placesBy, READINGS } from '../../../contact/document/readings';
import { drawCalibration } from '../../../contact/order/drawCalibration';
import { changedCalibration, sealedBy, watermarked } from './signedCalibration';

const sent = drawCalibration().then(readDrawn);

async function found(document: Buffer) {
	const [before, after] = [await sent, await readDrawn(document)];
	if (!before || !after) throw new Error('the document cannot be read');
	return findPlacement(before, after);
}

const named = READINGS.map((reading) => [Object.values(reading).join(' '), reading] as const);
const reading = fc.constantFrom(...READINGS);
const [asDocumented] = READINGS;
if (!asDocumented) throw new Error('there are no readings');

describe('where a signed calibration document shows its signatures', () => {
	it.each(named)('is found for a platform with this reading of positions: %s', async (_, own) => {
		expect(await found(await sealedBy(own))).toEqual({
			placement: { ...own, foundBy: 'rendering' },
			visibleSeal: true,
			watermark: false,
		});
	});

	it.each(named.filter((_, index) => index % 5 === 0))(
		'is found under a watermark on every page: %s',
		async (_, own) => {
			expect(await found(await watermarked(await sealedBy(own)))).toEqual({
				placement: { ...own, foundBy: 'rendering' },
				visibleSeal: true,
				watermark: true,
			});
		},
	);

	it('is found by a seal with its own size, and by one smaller than its box', async () => {
		const draw = fc.constantFrom(
			{ width: 40, height: 40, x: 25, y: 10 },
			{ width: 100, height: 70, x: 0, y: 0 },
			{ width: 20, height: 15, x: 2, y: 40 },
		);
		await fc.assert(
			fc.asyncProperty(reading, draw, async (own, seal) => {
				const document = await sealedBy(own, (page, box) =>
					page.drawRectangle({ ...seal, x: box.x + seal.x, y: box.y + seal.y }),
				);
				expect((await found(document)).placement).toEqual({ ...own, foundBy: 'rendering' });
			}),
			{ numRuns: 8 },
		);
	});

	it('with only a first page, shows the corner and the first page, but not which box positions refer to', async () => {
		const document = await sealedBy(asDocumented, undefined, 1);
		expect((await found(document)).placement).toEqual({
			origin: 'lowerLeft',
			firstPage: 1,
			foundBy: 'rendering',
		});
	});

	it('is not guessed from drawings elsewhere', async () => {
		const document = await changedCalibration((page, index) => {
			if (index === 1) page.drawRectangle({ x: 30, y: 30, width: 50, height: 20 });
		});
		expect(await found(document)).toEqual({
			placement: undefined,
			visibleSeal: undefined,
			watermark: false,
		});
	});

	it('is not guessed from an accidental match among other drawings', async () => {
		const document = await changedCalibration((page, index) => {
			if (index === 0) page.drawRectangle({ x: 290, y: 580, width: 30, height: 20 });
			if (index === 1) page.drawRectangle({ x: 30, y: 30, width: 50, height: 20 });
		});
		expect((await found(document)).placement).toBeUndefined();
	});

	it('is not guessed from a watermark, wherever its characters are', async () => {
		await fc.assert(
			fc.asyncProperty(fc.stringMatching(/^[A-Z]{4,12}$/), async (text) => {
				expect(await found(await watermarked(await drawCalibration(), text))).toEqual({
					placement: undefined,
					visibleSeal: false,
					watermark: true,
				});
			}),
			{ numRuns: 6 },
		);
	});

	it('is not guessed if a whole page was replaced', async () => {
		const document = await changedCalibration((page, index) => {
			if (index !== 2) return;
			page.node.delete(PDFName.of('Contents'));
			page.drawRectangle({ x: 0, y: 0, width: 900, height: 900, color: rgb(1, 1, 1) });
		});
		expect((await found(document)).watermark).toBeUndefined();
	});

	it.each([1, 4])('is not guessed if there are %s fewer or more pages', async (kept) => {
		const document = await changedCalibration((_, index, pdf) => {
			if (kept === 1 && index === 3) for (const at of [3, 2, 1]) pdf.removePage(at);
			if (kept === 4 && index === 0) pdf.addPage();
		});
		expect((await found(document)).placement).toBeUndefined();
	});

	it('is found by the rectangles of signature fields, even if nothing is drawn', async () => {
		await fc.assert(
			fc.asyncProperty(reading, async (own) => {
				expect(await found(await withFields(own))).toMatchObject({
					placement: { ...own, foundBy: 'annotation' },
					visibleSeal: false,
				});
			}),
			{ numRuns: 8 },
		);
	});
});

/** Fields without appearances at these places, converted from the displayed page to its own units. */
async function withFields(own: (typeof READINGS)[number]): Promise<Buffer> {
	return await changedCalibration((page, index, { context }) => {
		const crop = page.getCropBox();
		const fields = placesBy(own)
			.filter((place) => place.page === index + 1)
			.map(({ left, bottom, right, top }) => {
				const turned = page.getRotation().angle === 90;
				const Rect = turned
					? [crop.width - top, left, crop.width - bottom, right]
					: [left + crop.x, bottom + crop.y, right + crop.x, top + crop.y];
				const field = { Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect, T: PDFString.of('S') };
				return context.register(context.obj(field));
			});
		page.node.set(PDFName.of('Annots'), context.obj(fields));
	});
}
