import { PDFObjectParser } from '@cantoo/pdf-lib';
import { deflateSync } from 'node:zlib';
import { FILE_BOUNDS } from '../../../nodes/WoSignDoc/pdf/file/bounds';
import { HiddenText } from '../../../nodes/WoSignDoc/pdf/file/hiddenText';
import { KeywordScanner } from '../../../nodes/WoSignDoc/pdf/file/keywordScanner';
import { objectStream, onePage, pdfOf, predicted, streamOf } from '../../support/pdfText';
import { readable, readInPieces, readPieces } from './readInPieces';

const A4 = readable([595, 842]);
const UNCHECKED = { kind: 'unchecked' };
const inner = pdfOf({ ...onePage('/MediaBox [0 0 1 2]'), 4: streamOf('inner') }).toString('latin1');

describe('a stream is passed over', () => {
	it.each([
		['with its length', streamOf('content')],
		['with its length in another object', streamOf('content', '', '5 0 R')],
		['with a length that counts the line end', streamOf('content', '', '8')],
		['with a length that is too small', streamOf('content'.repeat(50), '', '3')],
		['without a length', '<< /Filter /DCTDecode >>\nstream\ncontent\nendstream'],
		['with line ends of either kind', '<< /Length 7 >>\r\nstream\r\ncontent\r\nendstream'],
		['with no line end at its end', '<< /Length 7 >> stream\ncontentendstream'],
		['with a comment before it', '<< /Length 7 >> % (\nstream\ncontent\nendstream'],
		['with another PDF inside', streamOf(inner)],
		['with keywords inside', streamOf('endobj 3 0 obj << >> endobj trailer << >> %%EOF')],
	])('%s', async (_, stream) => {
		const pdf = pdfOf({ 4: stream, 5: '7', ...onePage() });
		expect(await readInPieces(pdf)).toEqual(A4);
	});

	it('whatever its dictionary says in strings and names', async () => {
		const entries = '/A (>>\nstream\n \\) ( endobj ) ) /endobj /stream /B <</C [(]])]>>';
		const pdf = pdfOf({ 4: streamOf('content', entries), ...onePage() });
		expect(await readInPieces(pdf)).toEqual(A4);
	});

	it('and a keyword in a string or a comment of another object means nothing', async () => {
		const object =
			'<< /A (1 0 obj >>\nstream\n endobj \\( trailer) % >> stream ( endobj 1 0 obj\n >>';
		expect(await readInPieces(pdfOf({ ...onePage(), 4: object }))).toEqual(A4);
	});

	it('and a parenthesis that nothing closes hides no more than a string may be long', async () => {
		const pdf = pdfOf({ 4: '<< /A (no end >>', 5: streamOf('x'.repeat(100_000)), ...onePage() });
		expect(await readPieces([pdf])).toEqual(A4);
	});

	it('but makes the file unchecked when its length leads past its end into another', async () => {
		const pdf = pdfOf({
			4: streamOf('content', '', '200'),
			...onePage(),
			6: streamOf('x'.repeat(300)),
		});
		expect(await readInPieces(pdf)).toMatchObject(UNCHECKED);
	});
});

describe('an object stream', () => {
	const { 3: page = '', ...others } = onePage();

	it.each([
		[
			'whose objects are given in another order',
			'3 20 9 0 ',
			'<< /A 1 >>          << /Type /Page /MediaBox [0 0 5 6] >>',
		],
		['with a line end between its numbers', '3\n0\n', '<< /MediaBox [0 0 5 6] >>'],
	])('is read: %s', async (_, head, objects) => {
		const entries = `/Type /ObjStm /N ${head.trim().split(/\s+/).length / 2} /First ${head.length}`;
		const pdf = pdfOf({ ...others, 7: streamOf(head + objects, entries) });
		expect(await readInPieces(pdf)).toEqual(readable([5, 6]));
	});

	it('is read though its bytes are predicted', async () => {
		const bytes = deflateSync(predicted(`3 0 ${page}`, 5)).toString('latin1');
		const parameters = '/DecodeParms << /Predictor 15 /Columns 5 >>';
		const entries = `/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ${parameters}`;
		expect(await readInPieces(pdfOf({ ...others, 7: streamOf(bytes, entries) }))).toEqual(A4);
	});

	it('is read though its rows are said to be longer than it, or endless', async () => {
		// The library warns of a number that some readers cannot hold.
		const warn = jest.spyOn(console, 'warn').mockReturnValue();
		for (const columns of ['9'.repeat(10), '9'.repeat(308)]) {
			const bytes = deflateSync(`\x023 0 ${page}`).toString('latin1');
			const parameters = `/DecodeParms << /Predictor 15 /Columns ${columns} >>`;
			const entries = `/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ${parameters}`;
			expect(await readInPieces(pdfOf({ ...others, 7: streamOf(bytes, entries) }))).toEqual(A4);
		}
		warn.mockRestore();
	});

	it.each([
		[
			'with a predictor that it does not have',
			objectStream({ 3: page }, '/DecodeParms << /Predictor 12 >>'),
		],
		[
			'with rows of no byte',
			objectStream({ 3: page }, '/DecodeParms << /Predictor 12 /Columns 0 >>'),
		],
		['predicted as images are', objectStream({ 3: page }, '/DecodeParms << /Predictor 2 >>')],
		['with another filter', streamOf('3 0 <<>>', '/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode')],
	])('is not checked: %s', async (_, stream) => {
		expect(await readInPieces(pdfOf({ ...others, 7: stream }))).toMatchObject(UNCHECKED);
	});

	it('makes the file damaged when it does not decompress and holds a page', async () => {
		const broken = streamOf('not deflated', '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode');
		expect(await readInPieces(pdfOf({ ...others, 7: broken }))).toMatchObject({ kind: 'damaged' });
	});

	it('is read though bytes follow the compressed ones', async () => {
		const content = Buffer.concat([deflateSync(`3 0 ${page}`), Buffer.from('\r\n')]);
		const entries = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode';
		const pdf = pdfOf({ ...others, 7: streamOf(content.toString('latin1'), entries) });
		expect(await readInPieces(pdf)).toEqual(A4);
	});
});

/** Files made to cost more than they weigh. */
const kids = (reference: string, count: number) => `<< /Kids [${`${reference} `.repeat(count)}] >>`;
const hostile: Readonly<Record<string, Buffer>> = {
	'more objects than are kept': pdfOf(
		Object.fromEntries(Array.from({ length: 100_100 }, (_, index) => [index + 1, '1'])),
	),
	'an object larger than is kept': pdfOf({ ...onePage(), 4: `<${'0'.repeat(9_000_000)}>` }),
	'an object stream that decompresses to more than is kept': pdfOf({
		...onePage(),
		4: streamOf(
			deflateSync(Buffer.alloc(20_000_000)).toString('latin1'),
			'/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
		),
	}),
	'an object stream that claims more objects than are kept': pdfOf({
		...onePage(),
		4: streamOf('3 0 <<>>', '/Type /ObjStm /N 999999999 /First 4'),
	}),
	'more pages than are counted': pdfOf({ ...onePage(), 2: kids('3 0 R', 10_001) }),
	'a page tree whose branches meet again and again': pdfOf({
		1: '<< /Pages 10 0 R >>',
		...Object.fromEntries(
			Array.from({ length: 40 }, (_, index) => [index + 10, kids(`${index + 11} 0 R`, 2)]),
		),
		50: '<< >>',
	}),
	'a page tree whose branches are broad and meet': pdfOf({
		1: '<< /Pages 2 0 R >>',
		2: kids('3 0 R', 9_000),
		3: kids('4 0 R', 9_000),
		4: kids('5 0 R', 9_000),
	}),
};

describe('a file beyond a bound is not checked, at once', () => {
	it.each(Object.entries(hostile))('%s', async (_, file) => {
		expect(await readPieces([file])).toEqual({
			...UNCHECKED,
			reason: expect.stringMatching(/^has more|^has too many|to more/),
		});
	});
});

/** Bytes looked at before and after a keyword, for each of its own and of the space around it. */
const AROUND_KEYWORDS = 10;

describe('the work', () => {
	const overlapping = `${Array.from({ length: 2_000 }, (_, index) => `${index + 3} ${(index % 2) * 2}`).join(' ')} `;
	const files: Readonly<Record<string, Buffer>> = {
		'references to one page': pdfOf({ ...onePage(), 2: kids('3 0 R', 9_999) }),
		'a large box of many pages': pdfOf({
			...onePage(`/MediaBox [${'0 '.repeat(50_000)}]`),
			2: kids('3 0 R', 9_999),
		}),
		'openings of strings': pdfOf({ ...onePage(), 4: `<< /A ${'('.repeat(500_000)}` }),
		'openings of arrays': pdfOf({ ...onePage('/MediaBox 4 0 R'), 4: '['.repeat(500_000) }),
		'streams that do not end': pdfOf({ ...onePage(), 4: '<< >> stream '.repeat(50_000) }),
		'ends of streams within a stream': pdfOf({
			...onePage(),
			4: streamOf('endstream '.repeat(50_000)),
		}),
		'lengths of streams': pdfOf({
			...onePage(),
			4: streamOf('', `/Length ${' '.repeat(500)}`.repeat(1_000)),
		}),
		'overlapping objects': pdfOf({
			1: '<< /Pages 2 0 R >>',
			2: `<< /Kids [${Array.from({ length: 2_000 }, (_, index) => `${index + 3} 0 R`).join(' ')}] >>`,
			9_999: streamOf(
				`${overlapping}${' '.repeat(500_000)}<< >>`,
				`/Type /ObjStm /N 2000 /First ${overlapping.length}`,
			),
		}),
	};

	it.each(Object.entries(files))(
		'is linear in the file’s size, whatever it holds: %s',
		async (_, file) => {
			const hidden = jest.spyOn(HiddenText.prototype, 'pass');
			const scanner = jest.spyOn(KeywordScanner.prototype, 'text');
			const parser = jest.spyOn(PDFObjectParser, 'forBytes');
			await readPieces([file]);
			const followed = hidden.mock.calls.map(([text]) => text.length);
			const lookedAt = scanner.mock.results.map(({ value }) => String(value).length);
			const parsed = parser.mock.calls.map(([text]) => text.length);
			jest.restoreAllMocks();
			expect(sum(followed)).toBeGreaterThan(0);
			expect(sum(followed)).toBeLessThanOrEqual(file.length);
			expect(sum(lookedAt)).toBeLessThanOrEqual(AROUND_KEYWORDS * file.length);
			expect(sum(parsed)).toBeLessThanOrEqual(file.length + FILE_BOUNDS.decodedLength);
		},
	);
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
