import { degrees, PDFDocument as CurrentDocument } from '@cantoo/pdf-lib';
import { PDFDocument as OriginalDocument } from 'pdf-lib';
import { objectStream, onePage, pdfOf, updated } from '../../support/pdfText';
import { describeWithQpdf, qpdf } from './qpdf';
import { readable, readInPieces } from './readInPieces';

async function mixedPages(useObjectStreams: boolean): Promise<Buffer> {
	const pdf = await CurrentDocument.create();
	pdf.addPage([595, 842]).drawText('one');
	pdf.addPage([842, 595]).setRotation(degrees(90));
	pdf.addPage([300.5, 200.25]).setCropBox(10, 20, 100, 50);
	return Buffer.from(await pdf.save({ useObjectStreams }));
}
const mixedSizes = readable([595, 842], [595, 842], [100, 50]);

describe('the size of a page', () => {
	it.each([
		[0, [595, 842]],
		[90, [842, 595]],
		[180, [595, 842]],
		[270, [842, 595]],
		[-90, [842, 595]],
		[450, [842, 595]],
		[45, [595, 842]],
	] as const)('is as its reader sees it, turned by %i degrees', async (rotation, size) => {
		const pdf = pdfOf(onePage(`/MediaBox [0 0 595 842] /Rotate ${rotation}`));
		expect(await readInPieces(pdf)).toEqual(readable(size));
	});

	it.each([
		['is that of the paper', '/MediaBox [0 0 595 842]', [595, 842]],
		['does not depend on the origin', '/MediaBox [-100 50 495 892]', [595, 842]],
		['does not depend on which corners are named', '/MediaBox [595 842 0 0]', [595, 842]],
		['is that of the crop box', '/MediaBox [0 0 595 842] /CropBox [10 20 110 70]', [100, 50]],
		[
			'is that of the part of the crop box on the paper',
			'/MediaBox [0 0 595 842] /CropBox [-50 -50 200 9999]',
			[200, 842],
		],
		[
			'is that of the paper if the crop box is outside it',
			'/MediaBox [0 0 595 842] /CropBox [600 0 700 100]',
			[595, 842],
		],
		[
			'is that of the paper when the crop box is empty',
			'/MediaBox [0 0 9 8] /CropBox [1 1 1 1]',
			[9, 8],
		],
		['is in points, whatever the unit', '/MediaBox [0 0 100 50] /UserUnit 72', [7200, 3600]],
		['ignores a unit that makes no sense', '/MediaBox [0 0 100 50] /UserUnit -1', [100, 50]],
		['may have fractions', '/MediaBox [0 0 595.276 841.89]', [595.276, 841.89]],
		['is US Letter when it is not given', '', [612, 792]],
		['is US Letter when it is malformed', '/MediaBox [0 0 (wide) 842]', [612, 792]],
		['may be given by reference', '/MediaBox 4 0 R', [20, 30]],
		['may be given by references to its corners', '/MediaBox [0 0 5 0 R 6 0 R]', [70, 80]],
	] as const)('%s: %s', async (_, entries, size) => {
		const pdf = pdfOf({ ...onePage(entries), 4: '[0 0 20 30]', 5: '70', 6: '80' });
		expect(await readInPieces(pdf)).toEqual(readable(size));
	});

	it('is inherited, box and rotation, from the nearest node that gives it', async () => {
		const pdf = pdfOf({
			1: '<< /Type /Catalog /Pages 2 0 R >>',
			2: '<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 3 /MediaBox [0 0 100 200] /Rotate 90 >>',
			3: '<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 /MediaBox [0 0 300 400] >>',
			4: '<< /Type /Page >>',
			5: '<< /Type /Page /MediaBox [0 0 50 60] /Rotate 0 >>',
			6: '<< /Type /Page /CropBox [0 0 10 20] >>',
		});
		expect(await readInPieces(pdf)).toEqual(readable([400, 300], [50, 60], [20, 10]));
	});
});

describe('the pages of a document', () => {
	it.each([
		['a cross-reference table', false],
		['object streams', true],
	])('are read out of a file with %s', async (_, useObjectStreams) => {
		expect(await readInPieces(await mixedPages(useObjectStreams))).toEqual(mixedSizes);
	});

	it('are read out of a file that the original pdf-lib wrote', async () => {
		const pdf = await OriginalDocument.create();
		pdf.addPage([595, 842]);
		pdf.addPage([100, 200]);
		const facts = readInPieces(Buffer.from(await pdf.save()));
		expect(await facts).toEqual(readable([595, 842], [100, 200]));
	});

	it('are those of the last revision that adds one', async () => {
		const pdf = updated(pdfOf(onePage()), {
			2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
			4: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 20 30] >>',
		});
		expect(await readInPieces(pdf)).toEqual(readable([595, 842], [20, 30]));
	});

	it('are those of the last revision that replaces one', async () => {
		const pdf = updated(pdfOf(onePage()), { 3: '<< /Type /Page /MediaBox [0 0 20 30] >>' });
		expect(await readInPieces(pdf)).toEqual(readable([20, 30]));
	});

	it('are those of the last revision, whether object streams or plain objects hold it', async () => {
		const { 3: page, ...others } = onePage();
		const packed = (size: string) =>
			objectStream({ 3: `<< /Type /Page /MediaBox [0 0 ${size}] >>` });
		const plain = (size: string) => `<< /Type /Page /MediaBox [0 0 ${size}] >>`;
		const pdf = pdfOf({ ...others, 7: objectStream({ 3: page ?? '' }) });
		expect(await readInPieces(updated(pdf, { 3: plain('1 2') }))).toEqual(readable([1, 2]));
		expect(await readInPieces(updated(pdf, { 8: packed('3 4') }))).toEqual(readable([3, 4]));
		const twice = updated(updated(pdf, { 3: plain('1 2') }), { 8: packed('3 4') });
		expect(await readInPieces(twice)).toEqual(readable([3, 4]));
	});

	it('are those of a library’s incremental update', async () => {
		const pdf = await CurrentDocument.load(await mixedPages(true), { forIncrementalUpdate: true });
		pdf.addPage([111, 222]);
		const facts = await readInPieces(Buffer.from(await pdf.commit()));
		expect(facts).toEqual({
			...mixedSizes,
			pages: [...mixedSizes.pages, { width: 111, height: 222 }],
		});
	});
});

describeWithQpdf('a file that qpdf wrote', () => {
	it.each([
		['linearized', ['--linearize']],
		['linearized, with object streams', ['--linearize', '--object-streams=generate']],
		['with object streams', ['--object-streams=generate']],
		['with plain objects', ['--object-streams=disable', '--qdf']],
		['uncompressed', ['--object-streams=generate', '--compress-streams=n']],
	])('is read: %s', async (_, options) => {
		expect(await readInPieces(qpdf(await mixedPages(false), ...options))).toEqual(mixedSizes);
	});
});
