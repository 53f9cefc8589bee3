import { deflateSync } from 'node:zlib';
import { streamOf } from '../../../support/pdfText';
import { boxesOf, pageOf, textOf } from './found';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const hex = (...codes: number[]) => Buffer.from(codes).toString('hex');

/** A page that shows a string at 100, 200 in size 20 of the font `/G`, which is object 12. */
const shown = (string: string, font: string, more: Record<number, string> = {}) =>
	pageOf(`BT /G 20 Tf 100 200 Td ${string} Tj ET`, { 12: font, ...more });

const simple = (entries: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /X ${entries} >>`;
const composite = (encoding: string, entries = '') =>
	`<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding ${encoding} /DescendantFonts [13 0 R] ${entries} >>`;
const descendant = (entries = '') =>
	`<< /Type /Font /Subtype /CIDFontType0 /BaseFont /X /FontDescriptor 11 0 R ${entries} >>`;
const toUnicode = (body: string) =>
	`/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
	1 begincodespacerange <0000> <ffff> endcodespacerange ${body} endcmap`;

describe('the characters of a simple font', () => {
	it.each([
		['WinAnsiEncoding', '(a\\351\\200)', simple('/Encoding /WinAnsiEncoding'), 'aé€'],
		['MacRomanEncoding', '(a\\216)', simple('/Encoding /MacRomanEncoding'), 'aé'],
		['StandardEncoding, where nothing is said', "(a'\\256)", simple(''), 'a’fi'],
		[
			'names in place of codes',
			'(\\001\\002\\003\\004\\005)',
			simple('/Encoding << /Differences [1 /eacute /uni7532 /u65B9 /f_i /Scaron.alt] >>'),
			'é甲方fiŠ',
		],
		[
			'names on top of another encoding',
			'(a\\200b)',
			simple('/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [97 /A] >>'),
			'A€b',
		],
	])('are those of %s', async (_, string, font, text) => {
		expect(await boxesOf(shown(string, font), text)).toHaveLength(1);
	});

	it('are those of /ToUnicode before all else', async () => {
		const font = simple('/Encoding /WinAnsiEncoding /ToUnicode 15 0 R');
		const map = '1 beginbfchar <41> <7532> endbfchar 1 beginbfrange <42> <43> <65b9> endbfrange';
		const pdf = shown('(AB)', font, { 15: streamOf(map) });
		expect(await boxesOf(pdf, '甲方')).toHaveLength(1);
		expect(await boxesOf(pdf, 'AB')).toEqual([]);
	});

	it.each([
		['Helvetica', 'AV', [100, 127]],
		['Times-Bold', 'AV', [100, 129]],
		['Courier', 'AV', [100, 124]],
		['ABCDEF+Arial-BoldMT', 'AV', [100, 128]],
	])('have the width of the standard font %s', async (name, text, [left, right]) => {
		const font = `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
		const [box] = await boxesOf(shown(`(${text})`, font), text);
		expect([box?.[0], box?.[2]]).toEqual([left, right]);
	});

	it('have the scale of a font that draws its glyphs itself', async () => {
		const font = `<< /Type /Font /Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FontBBox [0 -20 100 80]
			/FirstChar 65 /Widths [50 70] /Encoding << /Differences [65 /A /B] >> /CharProcs << >> >>`;
		expect(await boxesOf(shown('(AB)', font), 'AB')).toEqual([[100, 196, 124, 216]]);
	});
});

describe('the characters of a composite font', () => {
	const gbk = hex(0xbc, 0xd7, 0xb7, 0xbd);
	const unicode = Buffer.from('甲方', 'utf16le').swap16().toString('hex');
	it.each([
		['/UniGB-UCS2-H', unicode],
		['/UniGB-UTF16-H', unicode],
		['/UniCNS-UTF16-H', unicode],
		['/UniJIS-UTF16-H', unicode],
		['/UniKS-UCS2-H', unicode],
		['/UniGB-UTF8-H', Buffer.from('甲方').toString('hex')],
		['/GBK-EUC-H', gbk],
		['/GB-EUC-H', gbk],
		['/GBKp-EUC-H', gbk],
		['/GBpc-EUC-H', gbk],
		['/GBK2K-H', gbk],
		['/ETen-B5-H', hex(0xa5, 0xd2, 0xa4, 0xe8)],
		['/90ms-RKSJ-H', hex(0x8d, 0x62, 0x95, 0xfb)],
		['/EUC-H', hex(0xb9, 0xc3, 0xca, 0xfd)],
		['/H', hex(0x39, 0x43, 0x4a, 0x7d)],
		['/UniGB-UTF32-H', '00007532000065b9'],
		['/KSCms-UHC-H', hex(0xcb, 0xa3, 0xdb, 0xb0)],
	])('are those of %s, each as wide as it is high', async (encoding, codes) => {
		const pdf = shown(`<${codes}>`, composite(encoding), { 13: descendant() });
		expect(await boxesOf(pdf, '甲方')).toEqual([[100, 200, 140, 220]]);
	});

	it('may be letters of half width among Chinese ones', async () => {
		const codes = Buffer.from('甲A方', 'utf16le').swap16().toString('hex');
		const pdf = shown(`<${codes}>`, composite('/UniGB-UCS2-H'), {
			13: descendant('/DW 1000 /W [1 95 500]'),
		});
		expect(await boxesOf(pdf, '甲A方')).toEqual([[100, 200, 150, 220]]);
	});

	it.each([
		['pairs', '2 beginbfchar <0001> <7532> <0002> <65b9> endbfchar'],
		['a list', '1 beginbfrange <0001> <0002> [<7532> <65b9>] endbfrange'],
		['a radical used for a character', '2 beginbfchar <0001> <7532> <0002> <2f45> endbfchar'],
	])('are those of /ToUnicode, by %s', async (_, body) => {
		const pdf = shown('<00010002>', composite('/Identity-H', '/ToUnicode 15 0 R'), {
			13: descendant('/W [1 [500] 2 3 750]'),
			15: streamOf(toUnicode(body)),
		});
		expect(await boxesOf(pdf, '甲方')).toEqual([[100, 200, 125, 220]]);
	});

	it('may be several for one glyph', async () => {
		const pdf = shown('<00010002>', composite('/Identity-H', '/ToUnicode 15 0 R'), {
			13: descendant(),
			15: streamOf(toUnicode('2 beginbfchar <0001> <00660066> <0002> <0069> endbfchar')),
		});
		expect(await boxesOf(pdf, 'ffi')).toEqual([[100, 200, 140, 220]]);
		expect(await boxesOf(pdf, 'fi')).toEqual([[100, 200, 140, 220]]);
	});

	it('may have codes of one and two bytes, and widths by the numbers that a CMap gives', async () => {
		const map = `2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange
			1 begincidrange <8001> <8002> 5 endcidrange 1 begincidchar <41> 9 endcidchar`;
		const pdf = shown('<8001418002>', composite('14 0 R', '/ToUnicode 15 0 R'), {
			13: descendant('/W [5 [500 600] 9 [300]]'),
			14: streamOf(map, '/Type /CMap /CMapName /X'),
			15: streamOf('3 beginbfchar <8001> <7532> <41> <0041> <8002> <65b9> endbfchar'),
		});
		expect(await boxesOf(pdf, '甲A方')).toEqual([[100, 200, 128, 220]]);
	});

	it('are those that a /ToUnicode gives as numbers, in sections that belong to glyphs', async () => {
		const pdf = shown('<00010002>', composite('/Identity-H', '/ToUnicode 15 0 R'), {
			13: descendant(),
			15: streamOf(
				toUnicode(
					'1 begincidrange <0001> <0001> 30002 endcidrange 1 begincidchar <0002> 26041 endcidchar',
				),
			),
		});
		expect(await boxesOf(pdf, '甲方')).toEqual([[100, 200, 140, 220]]);
	});

	it('are its codes where /ToUnicode is Identity-H', async () => {
		const font = composite('/Identity-H', '/ToUnicode /Identity-H');
		expect(await boxesOf(shown('<753265b9>', font, { 13: descendant() }), '甲方')).toHaveLength(1);
	});

	it.each([
		['GB1', '<084a065a>'],
		['CNS1', '<036002d9>'],
		['Japan1', '<07d50e4d>'],
		['Korea1', '<0dcc1356>'],
		['KR', '<41cc3db9>'],
	])('are those of the collection %s where no map says more', async (ordering, codes) => {
		const pdf = shown(codes, composite('/Identity-H'), {
			13: descendant(
				`/CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >>`,
			),
		});
		expect(await boxesOf(pdf, '甲方')).toEqual([[100, 200, 140, 220]]);
	});

	it('are not guessed where its numbers belong to no collection', async () => {
		const pdf = shown('<084a065a>', composite('/Identity-H'), {
			13: descendant('/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>'),
		});
		expect((await textOf(pdf, '甲方')).pages).toEqual(['unknown']);
	});

	it('have the widths of their glyphs, also where a predefined CMap names them', async () => {
		const info = '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >>';
		const pdf = shown(`<${gbk}>`, composite('/GBK-EUC-H'), {
			13: descendant(`${info} /DW 1000 /W [2122 [500] 1626 [250]]`),
		});
		expect(await boxesOf(pdf, '甲方')).toEqual([[100, 200, 115, 220]]);
	});

	it('are below each other in vertical writing', async () => {
		const pdf = shown(`<${unicode}>`, composite('/UniGB-UTF16-V'), { 13: descendant() });
		expect(await boxesOf(pdf, '甲方')).toEqual([[90, 160, 110, 200]]);
	});
});

describe('a keyword', () => {
	it.each([
		['甲方（盖章）：', '甲方(盖章)'],
		['甲方(盖章)', '甲 方 （盖章）'],
		['甲　方', '甲方'],
		['ＡＢＣ１２３', 'ABC123'],
		['ﾊﾝｺ', 'ハンコ'],
	])('is found in %s as %s, whatever its width and white space', async (written, sought) => {
		const codes = Buffer.from(written, 'utf16le').swap16().toString('hex');
		const pdf = shown(`<${codes}>`, composite('/UniGB-UTF16-H'), { 13: descendant() });
		expect(await boxesOf(pdf, sought)).toHaveLength(1);
	});

	it('is not found in another case, nor when it is only white space', async () => {
		const pdf = pageOf('BT /F 20 Tf 100 200 Td (Seal here) Tj ET');
		expect(await boxesOf(pdf, 'Seal')).toHaveLength(1);
		expect(await boxesOf(pdf, 'seal')).toEqual([]);
		expect(await boxesOf(pdf, ' ')).toEqual([]);
	});
});

describe('the contents of a page', () => {
	const content = 'BT /F 20 Tf 100 200 Td (AB) Tj ET';
	const ascii85 = () => {
		const bytes = Buffer.concat([Buffer.from(content), Buffer.alloc(3)]);
		const groups = Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => {
			let value = bytes.readUInt32BE(index * 4);
			const digits = [4, 3, 2, 1, 0].map(() => {
				const digit = String.fromCharCode((value % 85) + 33);
				value = Math.floor(value / 85);
				return digit;
			});
			return digits.reverse().join('');
		});
		return `${groups.join('')}~>`;
	};
	it.each([
		['FlateDecode', latin1(deflateSync(content)), '/Filter /FlateDecode'],
		['FlateDecode, given as a list', latin1(deflateSync(content)), '/Filter [/FlateDecode]'],
		[
			'FlateDecode with rubbish after it',
			`${latin1(deflateSync(content))}\n\n`,
			'/Filter /FlateDecode',
		],
		['ASCIIHexDecode', `${Buffer.from(content).toString('hex')}>`, '/Filter /ASCIIHexDecode'],
		['ASCII85Decode', ascii85(), '/Filter /ASCII85Decode'],
		[
			'RunLengthDecode',
			`${String.fromCharCode(content.length - 1)}${content}\x80`,
			'/Filter /RunLengthDecode',
		],
		[
			'two filters',
			`${deflateSync(content).toString('hex')}>`,
			'/Filter [/ASCIIHexDecode /FlateDecode]',
		],
	])('are read through %s', async (_, encoded, entries) => {
		const pdf = pageOf('', { 4: streamOf(encoded, entries) });
		expect(await boxesOf(pdf, 'AB')).toEqual([[100, 200, 120, 220]]);
	});

	it('may be in an object stream unless they are streams themselves', async () => {
		const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib');
		const document = await PDFDocument.create();
		const font = await document.embedFont(StandardFonts.Helvetica);
		document.addPage([500, 500]).drawText('Sign here', { x: 50, y: 60, size: 20, font });
		for (const useObjectStreams of [true, false]) {
			const pdf = Buffer.from(await document.save({ useObjectStreams }));
			expect((await textOf(pdf, 'here')).hits.get('here')).toHaveLength(1);
		}
	});
});
