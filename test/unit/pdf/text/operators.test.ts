import fc from 'fast-check';
import { onePage, streamOf } from '../../../support/pdfText';
import { boxesOf, pageOf, textOf } from './found';

/** Each shows `AB` at 100, 200 in size 20: 10 points a letter. */
describe('a keyword on a page', () => {
	const at = [[100, 200, 120, 220]];
	it.each([
		['Td', 'BT /F 20 Tf 100 200 Td (AB) Tj ET'],
		['Td twice, the second from the first', 'BT /F 20 Tf 60 150 Td 40 50 Td (AB) Tj ET'],
		['Tm', 'BT /F 20 Tf 1 0 0 1 100 200 Tm (AB) Tj ET'],
		['Tm with the size in the matrix', 'BT /F 1 Tf 20 0 0 20 100 200 Tm (AB) Tj ET'],
		['cm', '2 0 0 2 100 200 cm BT /F 10 Tf (AB) Tj ET'],
		['q and Q', 'q 5 0 0 5 7 7 cm Q BT /F 20 Tf 100 200 Td (AB) Tj ET'],
		['T* by TL', 'BT /F 20 Tf 30 TL 100 230 Td T* (AB) Tj ET'],
		['T* by TD', 'BT /F 20 Tf 100 260 Td 0 -30 TD T* (AB) Tj ET'],
		["'", "BT /F 20 Tf 30 TL 100 230 Td (AB) ' ET"],
		['"', 'BT /F 20 Tf 30 TL 100 230 Td 0 0 (AB) " ET'],
		['TJ', 'BT /F 20 Tf 100 200 Td [(A) 0 (B)] TJ ET'],
		['hexadecimal text', 'BT /F 20 Tf 100 200 Td <4142> Tj ET'],
		['hexadecimal text with an odd digit', 'BT /F 20 Tf 100 200 Td <41 4 2> Tj ET'],
		['escapes', 'BT /F 20 Tf 100 200 Td (\\101\\\nB) Tj ET'],
		['comments in between', 'BT % (x) Tj\n/F 20 Tf 100 200 Td (AB) Tj ET'],
		['Ts', 'BT /F 20 Tf 100 190 Td 10 Ts (AB) Tj ET'],
		['Tz', 'BT /F 20 Tf 100 200 Td 50 Tz 10 Tc (AB) Tj ET'],
		['text that cannot be seen, as on a scan', 'BT 3 Tr /F 20 Tf 100 200 Td (AB) Tj ET'],
		[
			'an inline image before it',
			'BI /W 2 /H 1 /BPC 8 /CS /G ID (E EI\x01)Tj EI\nBT /F 20 Tf 100 200 Td (AB) Tj ET',
		],
		[
			'marked content with a dictionary',
			'/Span << /ActualText (>> (x) \\)) >> BDC BT /F 20 Tf 100 200 Td (AB) Tj ET EMC',
		],
		['operators that mean nothing', '1 2 3 nonsense >> ] BT /F 20 Tf 100 200 Td (AB) Tj ET'],
	])('is where %s puts it', async (name, content) => {
		const boxes = await boxesOf(pageOf(content), 'AB');
		// Half as wide, and 5 more after each letter.
		expect(boxes).toEqual(name === 'Tz' ? [[100, 200, 115, 220]] : at);
	});

	it.each([
		['Tc', '4 Tc (AB) Tj', [100, 200, 124, 220]],
		['Tw', '6 Tw (A B) Tj', [100, 200, 136, 220]],
		['a number of TJ', '[(A) -500 (B)] TJ', [100, 200, 130, 220]],
	])('is as wide as %s makes it', async (_, content, box) => {
		const pdf = pageOf(`BT /F 20 Tf 100 200 Td ${content} ET`);
		expect(await boxesOf(pdf, 'AB')).toEqual([box]);
	});

	it('is found in a form within a form, each with its matrix', async () => {
		const form = (content: string, entries: string) =>
			streamOf(content, `/Type /XObject /Subtype /Form /BBox [0 0 999 999] ${entries}`);
		const pdf = pageOf('q 2 0 0 2 0 0 cm /X Do Q', {
			20: form('/Y Do', '/Matrix [1 0 0 1 40 80]'),
			21: form('BT /F 10 Tf (AB) Tj ET', '/Matrix [1 0 0 1 10 20]'),
		});
		expect(await boxesOf(pdf, 'AB')).toEqual(at);
	});

	it('is found in a form that has its font from the page, though it has resources of its own', async () => {
		for (const resources of [
			'/Resources << /XObject << >> >>',
			'/Resources << /Font << /Z 11 0 R >> >>',
		]) {
			const form = streamOf(
				'BT /F 20 Tf 100 200 Td (AB) Tj ET',
				`/Type /XObject /Subtype /Form /BBox [0 0 999 999] ${resources}`,
			);
			expect(await boxesOf(pageOf('/X Do', { 20: form }), 'AB')).toEqual([[100, 200, 120, 220]]);
		}
	});

	it('is found in a font with a very long name', async () => {
		const name = `Lorem#20${'ipsum'.repeat(40)}`;
		const pdf = pageOf(`BT /${name} 20 Tf 100 200 Td (AB) Tj ET`, {
			...onePage(
				`/MediaBox [0 0 1000 1000] /Contents 4 0 R /Resources << /Font << /${name} 10 0 R >> >>`,
			),
		});
		expect(await boxesOf(pdf, 'AB')).toEqual([[100, 200, 120, 220]]);
	});

	it('is found in a form field, at its annotation', async () => {
		const pdf = pageOf(
			'',
			{
				7: '<< /Type /Annot /Subtype /Widget /Rect [100 200 300 240] /AP << /N 8 0 R >> >>',
				8: streamOf(
					'BT /F 10 Tf 0 0 Td (AB) Tj ET',
					'/Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F 10 0 R >> >>',
				),
				9: '<< /Subtype /Widget /F 2 /Rect [0 0 100 20] /AP << /N 8 0 R >> >>',
			},
			'/Annots [7 0 R 9 0 R]',
		);
		expect(await boxesOf(pdf, 'AB')).toEqual(at);
	});

	it('continues in the page’s next stream', async () => {
		const pdf = pageOf('', {
			3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1000 1000] /Contents [5 0 R 6 0 R] /Resources << /Font << /F 10 0 R >> >> >>',
			5: streamOf('BT /F 20 Tf 100 200 Td (A) Tj'),
			6: streamOf('(B) Tj ET'),
		});
		expect(await boxesOf(pdf, 'AB')).toEqual(at);
	});

	it.each([
		[0, [100, 200, 120, 220]],
		[90, [200, 880, 220, 900]],
		[180, [880, 780, 900, 800]],
		[270, [780, 100, 800, 120]],
	])('is where a reader sees it on a page that is turned by %i degrees', async (turn, box) => {
		const pdf = pageOf('BT /F 20 Tf 100 200 Td (AB) Tj ET', {}, `/Rotate ${turn}`);
		expect(await boxesOf(pdf, 'AB')).toEqual([box]);
	});

	it('is measured from the corner of what is seen of a page', async () => {
		const content = 'BT /F 20 Tf 100 200 Td (AB) Tj ET';
		expect(await boxesOf(pageOf(content, {}, '/CropBox [90 150 500 500]'), 'AB')).toEqual([
			[10, 50, 30, 70],
		]);
		expect(await boxesOf(pageOf(content, {}, '/CropBox [300 300 500 500]'), 'AB')).toEqual([]);
	});

	it('is found where the lines run upwards or aslant', async () => {
		const upwards = pageOf('BT /F 20 Tf 0 1 -1 0 300 200 Tm (AB) Tj ET');
		expect(await boxesOf(upwards, 'AB')).toEqual([[280, 200, 300, 220]]);
		const aslant = pageOf('BT /F 20 Tf 0.7071 0.7071 -0.7071 0.7071 300 200 Tm (AB) Tj ET');
		expect(await boxesOf(aslant, 'AB')).toHaveLength(1);
	});

	it('is found once where it is printed twice to be bold', async () => {
		const twice = pageOf(
			'BT /F 20 Tf 100 200 Td (AB) Tj ET BT /F 20 Tf 100.5 200 Td (AB) Tj ET BT /F 20 Tf 100 400 Td (A) Tj -9.5 0 Td (A) Tj ET',
		);
		expect(await boxesOf(twice, 'AB')).toHaveLength(1);
		const letters = ['A', 'A', 'B', 'B'].map(
			(letter, index) =>
				`1 0 0 1 ${100 + (index >> 1) * 10 + (index % 2) * 0.4} 200 Tm (${letter}) Tj`,
		);
		expect(await boxesOf(pageOf(`BT /F 20 Tf ${letters.join(' ')} ET`), 'AB')).toHaveLength(1);
	});

	it('is found in a line that another is printed upon', async () => {
		const pdf = pageOf('BT /F 20 Tf 100 200 Td (ABAB) Tj ET BT /F 20 Tf 103 201 Td (CDCD) Tj ET');
		expect(await boxesOf(pdf, 'ABAB')).toHaveLength(1);
		expect(await boxesOf(pdf, 'CDCD')).toHaveLength(1);
	});

	it('is found in upright letters below each other, as narrow cells of tables have them', async () => {
		const pdf = pageOf(
			'BT /F 20 Tf 22 TL 100 200 Td (A) Tj T* (B) Tj T* (C) Tj 0 -60 Td (D) Tj ET',
		);
		expect(await boxesOf(pdf, 'ABC')).toEqual([[100, 156, 110, 220]]);
		expect(await boxesOf(pdf, 'CD')).toEqual([]);
	});

	it('does not reach from one column to the next, nor from line to line', async () => {
		const columns = pageOf('BT /F 20 Tf 100 200 Td (A) Tj 200 0 Td (B) Tj ET');
		expect(await boxesOf(columns, 'AB')).toEqual([]);
		const lines = pageOf('BT /F 20 Tf 100 200 Td (xxA) Tj 0 -22 Td (Bxx) Tj ET');
		expect(await boxesOf(lines, 'AB')).toEqual([]);
	});

	it('is listed in the order of reading: from the top, and from left to right', async () => {
		const pdf = pageOf(
			'BT /F 20 Tf 1 0 0 1 300 200 Tm (AB) Tj 1 0 0 1 100 201 Tm (AB) Tj 1 0 0 1 500 700 Tm (AB) Tj ET',
		);
		expect((await boxesOf(pdf, 'AB')).map(([left]) => left)).toEqual([500, 100, 300]);
	});

	it('is found however operators and kerning cut it up', async () => {
		const piece = fc.record({
			length: fc.integer({ min: 1, max: 4 }),
			operator: fc.constantFrom('Tj', 'TJ', 'Td', 'Tm', 'font'),
			kerning: fc.integer({ min: -60, max: 60 }),
		});
		const text = 'SIGNHERE';
		await fc.assert(
			fc.asyncProperty(fc.array(piece, { minLength: 8, maxLength: 8 }), async (pieces) => {
				let rest = `xx ${text} yy`;
				let x = 100;
				const parts = pieces.map(({ length, operator, kerning }, index) => {
					const cut = index === 7 ? rest : rest.slice(0, length);
					rest = rest.slice(cut.length);
					const start = x;
					x += cut.length * 10;
					if (operator === 'TJ') {
						x -= kerning / 50;
						return `[(${cut}) ${kerning}] TJ`;
					}
					if (operator === 'font') return `/F 20 Tf (${cut}) Tj`;
					return operator === 'Tj' ? `(${cut}) Tj` : `1 0 0 1 ${start} 200 Tm (${cut}) Tj`;
				});
				const pdf = pageOf(`BT /F 20 Tf 1 0 0 1 100 200 Tm ${parts.join('\n')} ET`);
				const [box, ...others] = await boxesOf(pdf, text);
				expect(others).toEqual([]);
				expect(Math.abs((box?.[0] ?? 0) - 130)).toBeLessThanOrEqual(12);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('a page', () => {
	it.each([
		['text', 'BT /F 20 Tf (AB) Tj ET'],
		['none', '1 0 0 rg 0 0 10 10 re f'],
		['picture', 'q 500 0 0 500 0 0 cm /X Do Q'],
		['unknown', 'BT /G 20 Tf (AB) Tj ET'],
		['partial', '/Y Do'],
	])('reports what could be read of it: %s', async (state, content) => {
		const pdf = pageOf(content, {
			12: '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [13 0 R] >>',
			13: '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>',
			20: streamOf('\xff', '/Subtype /Image /Width 1 /Height 1'),
			21: streamOf('\xff', '/Subtype /Form /Filter /JBIG2Decode'),
		});
		expect((await textOf(pdf, 'AB')).pages).toEqual([state]);
	});
});
