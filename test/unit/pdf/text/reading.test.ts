import { deflateSync } from 'node:zlib';
import { PDF_BOUNDS } from '../../../../nodes/WoSignDoc/pdf/bounds';
import { readPdfFacts } from '../../../../nodes/WoSignDoc/pdf/readPdfFacts';
import { pdfOf, predicted, streamOf, updated } from '../../../support/pdfText';
import { cuttings } from '../../push/seededCuts';
import { boxesOf, HALF_WIDE, inPoints, pageOf, textOf } from './found';

const TEXT = 'BT /F 20 Tf 100 200 Td (AB) Tj ET';
const AT = [[100, 200, 120, 220]];

describe('the text of a PDF', () => {
	it('is the same however the file arrives in pieces', async () => {
		const compressed = deflateSync(TEXT).toString('latin1');
		const pdf = pageOf('', { 4: streamOf(compressed, '/Filter /FlateDecode') });
		for (const pieces of cuttings(pdf)) {
			async function* streamed() {
				for (const piece of pieces) yield await Promise.resolve(piece);
			}
			const facts = await readPdfFacts(streamed(), ['AB']);
			const hits = facts.kind === 'readable' ? facts.text?.hits.get('AB') : undefined;
			expect(hits?.map(({ page, box }) => [page, inPoints(box)])).toEqual([[1, ...AT]]);
		}
	});

	const body = 'BT /F 20 Tf 100 200 Td (AB) Tj ET % '.padEnd(3_000, 'abcdefgh ');
	it.each([
		[
			'whose checksum is wrong',
			Buffer.concat([deflateSync(body).subarray(0, -4), Buffer.alloc(4, 0xff)]),
		],
		['that breaks off', deflateSync(body).subarray(0, -8)],
	])('is read from compressed contents %s', async (_, compressed) => {
		const bytes = compressed.toString('latin1');
		expect(await boxesOf(pageOf('', { 4: streamOf(bytes, '/Filter /FlateDecode') }), 'AB')).toEqual(
			AT,
		);
	});

	it('is read up to where its compressed contents are broken, at some cost but a bounded one', async () => {
		const lines = Array.from(
			{ length: 400 },
			(_, index) => `1 0 0 1 100 ${2 * index} Tm (${Math.sin(index)}) Tj`,
		);
		const compressed = deflateSync(`BT /F 2 Tf 1 0 0 1 100 900 Tm (AB) Tj ${lines.join(' ')} ET`);
		const bytes = compressed.fill(0xff, Math.floor(compressed.length / 2)).toString('latin1');
		const again = streamOf(
			bytes,
			'/Type /XObject /Subtype /Form /BBox [0 0 999 999] /Filter /FlateDecode',
		);
		expect(await boxesOf(pageOf('/X Do', { 20: again }), 'AB')).toEqual([[100, 900, 102, 902]]);
		const { pages } = await textOf(pageOf('/X Do '.repeat(1_000), { 20: again }), 'AB');
		expect(pages).toEqual(['partial']);
	});

	it('is that of the last revision', async () => {
		const pdf = updated(pageOf(TEXT), { 4: streamOf('BT /F 20 Tf 100 200 Td (CD) Tj ET') });
		expect(await boxesOf(pdf, 'AB')).toEqual([]);
		expect(await boxesOf(pdf, 'CD')).toEqual(AT);
	});

	it('is read where a stream gives its length by reference, or wrongly by a little', async () => {
		const byReference = pageOf('', { 4: streamOf(TEXT, '', '30 0 R'), 30: String(TEXT.length) });
		expect(await boxesOf(byReference, 'AB')).toEqual(AT);
		const tooShort = pageOf('', { 4: streamOf(TEXT, '', String(TEXT.length - 3)) });
		expect(await boxesOf(tooShort, 'AB')).toEqual(AT);
	});

	it.each([
		['in whole bytes', '/Columns 4', 4],
		['in samples of half a byte', '/Columns 2 /Colors 2 /BitsPerComponent 4', 2],
	])('is read where it is predicted %s', async (_, parameters, columns) => {
		const bytes = deflateSync(predicted(TEXT, columns)).toString('latin1');
		const entries = `/Filter /FlateDecode /DecodeParms << /Predictor 12 ${parameters} >>`;
		expect(await boxesOf(pageOf('', { 4: streamOf(bytes, entries) }), 'AB')).toEqual(AT);
	});

	it('does not depend on the size of its images, which are skipped', async () => {
		const image = streamOf('x'.repeat(PDF_BOUNDS.contentsLength), '/Subtype /Image /Width 1');
		expect(await boxesOf(pageOf(TEXT, { 20: image }), 'AB')).toEqual(AT);
	});

	it('is reported as partly read if there is more than is kept in memory', async () => {
		const large = '% '.repeat(PDF_BOUNDS.contentsLength / 2);
		const pdf = pdfOf({
			1: '<< /Type /Catalog /Pages 2 0 R >>',
			2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Resources << /Font << /F 10 0 R >> >> /MediaBox [0 0 1000 1000] >>',
			3: '<< /Type /Page /Contents 4 0 R >>',
			4: streamOf(TEXT),
			5: '<< /Type /Page /Contents 6 0 R >>',
			6: streamOf(large),
			...HALF_WIDE,
		});
		async function* pieces() {
			for (let at = 0; at < pdf.length; at += 1e6) {
				yield await Promise.resolve(pdf.subarray(at, at + 1e6));
			}
		}
		const read = await readPdfFacts(pieces(), ['AB']);
		for (const text of [
			await textOf(pdf, 'AB'),
			read.kind === 'readable' ? read.text : undefined,
		]) {
			expect(text?.hits.get('AB')).toHaveLength(1);
			expect(text?.pages).toEqual(['text', 'partial']);
		}
	});
});
