import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { PDF_BOUNDS } from '../../../../nodes/WoSignDoc/pdf/bounds';
import { readCodeMap } from '../../../../nodes/WoSignDoc/pdf/text/codeMap';
import { ContentReader } from '../../../../nodes/WoSignDoc/pdf/text/contentReader';
import { pdfOf, streamOf } from '../../../support/pdfText';
import { boxesOf, pageOf, textOf } from './found';

const TEXT = 'BT /F 20 Tf 100 200 Td (AB) Tj ET';
const form = (content: string, entries = '') =>
	streamOf(content, `/Type /XObject /Subtype /Form /BBox [0 0 999 999] ${entries}`);

describe('a page that means harm', () => {
	it('may show a form that shows itself', async () => {
		const pdf = pageOf(`${TEXT} /X Do`, { 20: form('/X Do') });
		const { hits, pages } = await textOf(pdf, 'AB');
		expect(hits.get('AB')).toHaveLength(1);
		expect(pages).toEqual(['partial']);
	});

	it('may show forms that double with each level', async () => {
		const pdf = pageOf(`${TEXT} /X Do`, {
			20: form(`${'/Y Do '.repeat(100)}`),
			21: form(`${'/X Do '.repeat(100)}`),
		});
		expect((await textOf(pdf, 'AB')).pages).toEqual(['partial']);
	});

	it('may decompress to more than is held in memory', async () => {
		const bomb = deflateSync(Buffer.alloc(PDF_BOUNDS.contentLength + 1, ' '));
		const pdf = pageOf('', { 4: streamOf(bomb.toString('latin1'), '/Filter /FlateDecode') });
		expect((await textOf(pdf, 'AB')).pages).toEqual(['partial']);
	});

	it('may be one of thousands that all decompress to too much', async () => {
		const bomb = deflateSync(Buffer.alloc(PDF_BOUNDS.contentLength + 1, ' ')).toString('latin1');
		const pages = Array.from({ length: 3_000 }, (_, index) => 100 + index);
		const pdf = pdfOf({
			1: '<< /Type /Catalog /Pages 2 0 R >>',
			2: `<< /Type /Pages /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] >>`,
			4: streamOf(bomb, '/Filter /FlateDecode'),
			...Object.fromEntries(
				pages.map((page) => [page, `<< /Type /Page /Contents [${'4 0 R '.repeat(50)}] >>`]),
			),
		});
		expect(new Set((await textOf(pdf, 'AB')).pages)).toEqual(new Set(['partial']));
	});

	it('may have more characters than are looked through', async () => {
		const many = `BT /F 1 Tf (${'x'.repeat(PDF_BOUNDS.glyphs)}AB) Tj ET`;
		const { hits, pages } = await textOf(pageOf(many), 'AB', 'x');
		expect(hits.get('AB')).toEqual([]);
		expect(hits.get('x')?.length).toBeLessThanOrEqual(PDF_BOUNDS.keywordHits);
		expect(pages).toEqual(['partial']);
	});

	it('may name codes of fonts over and over', () => {
		const range =
			'1 beginbfrange <0000> <ffff> <0041> endbfrange 1 begincidrange <0000> <ffff> 1 endcidrange\n';
		const start = performance.now();
		const { texts } = readCodeMap(Buffer.from(range.repeat(2_000)));
		expect(texts.size).toBeLessThanOrEqual(PDF_BOUNDS.fontCharacters);
		expect(performance.now() - start).toBeLessThan(5_000);
	});

	it.each([
		['contents that are missing', '', { 4: 'null' }],
		['contents that are not a stream', '', { 4: '<< >>' }],
		['contents in an unknown compression', '', { 4: streamOf(TEXT, '/Filter /Unknown') }],
		[
			'contents with a predictor',
			'',
			{ 4: streamOf(TEXT, '/Filter /FlateDecode /DecodeParms << /Predictor 12 >>') },
		],
		['a font that is none', 'BT /G 20 Tf (AB) Tj ET', { 12: '[1 2]' }],
		['a font without descendants', 'BT /G 20 Tf (AB) Tj ET', { 12: '<< /Subtype /Type0 >>' }],
		[
			'widths without sense',
			'BT /G 20 Tf (AB) Tj ET',
			{ 12: '<< /Subtype /Type1 /FirstChar (x) /Widths [/a (b) -1e99] >>' },
		],
		[
			'numbers without sense',
			'1e999 -- .. 5 0 0 5 cm BT /F 99999999999999999999 Tf (AB) Tj ET',
			{},
		],
		['operands that are missing', 'BT Tf Td Tm TJ Tj " \' Tc Do cm Q Q q /F Tf (AB) Tj ET', {}],
	])('may have %s', async (_, content, more) => {
		expect(await boxesOf(pageOf(content, more), 'CD')).toEqual([]);
	});

	it('is read to its end whatever bytes it is of', () => {
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 300 }),
			fc
				.array(
					fc.constantFrom(
						'(',
						')',
						'<',
						'>',
						'<<',
						'>>',
						'[',
						']',
						'/',
						'%',
						'\n',
						'BI',
						'ID',
						'EI',
						'Tj',
						'1',
						'\\',
					),
					{
						maxLength: 100,
					},
				)
				.map((parts) => Buffer.from(parts.join(' '))),
		);
		fc.assert(
			fc.property(bytes, (content) => {
				const reader = new ContentReader(content);
				let operations = 0;
				while (reader.next()) operations++;
				expect(operations).toBeLessThanOrEqual(content.length);
			}),
			{ numRuns: 1_000 },
		);
	});

	it.each([
		['very many operations', 1, 'q Q '.repeat(250_000)],
		['many pages', 40, `BT /F 1 Tf 1 TL ${`(${'x'.repeat(500)}) ' `.repeat(10)} ET`],
	])('is read in turns, between which n8n can continue, with %s', async (_, count, content) => {
		const pdf = pageOf(content, {
			2: `<< /Type /Pages /Kids [${'3 0 R '.repeat(count)}] /Count ${count} >>`,
		});
		let turns = 0;
		const turn = () => {
			turns++;
			next = setImmediate(turn);
		};
		let next = setImmediate(turn);
		const start = performance.now();
		await textOf(pdf, 'AB');
		clearImmediate(next);
		expect(turns).toBeGreaterThan((performance.now() - start) / 100);
		expect(turns).toBeGreaterThan(5);
	});

	it('may have arrays within arrays without end', () => {
		const reader = new ContentReader(Buffer.from(`${'['.repeat(100_000)} TJ`));
		expect(reader.next()).toBeUndefined();
	});

	it('never makes the search fail, whatever byte of a PDF is changed', async () => {
		const pdf = pageOf(`${TEXT} /X Do BT /G 9 Tf (AB) Tj ET`, {
			12: '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H /DescendantFonts [13 0 R] /ToUnicode 15 0 R >>',
			13: '<< /Subtype /CIDFontType0 /W [1 [2 3] 4 5 6] >>',
			15: streamOf('1 beginbfchar <41> <7532> endbfchar'),
			20: form(TEXT, '/Matrix [1 0 0 1 0 0]'),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.nat(pdf.length - 1),
				fc.nat(255),
				fc.nat(pdf.length - 1),
				fc.nat(255),
				async (at, byte, otherAt, otherByte) => {
					const changed = Buffer.from(pdf);
					changed[at] = byte;
					changed[otherAt] = otherByte;
					await textOf(changed, 'AB').catch((error: Error) => {
						expect(error.message).toMatch(
							/^no text: \{"kind":"(damaged|unchecked|passwordProtected|readable)"/,
						);
						expect(error.message).not.toContain('in a way that cannot be checked here');
					});
				},
			),
			{ numRuns: 500 },
		);
	});
});
