import type { Objects } from '../../support/pdfText';
import type { Identity } from '../../support/signatures/identities';
import { makeIdentity } from '../../support/signatures/identities';
import type { UpdateOptions } from '../../support/signatures/laterUpdate';
import { objectStreamOf, updated } from '../../support/signatures/laterUpdate';
import type { SigningOptions } from '../../support/signatures/signedPdf';
import {
	catalog,
	page,
	plainPdf,
	signedPdf,
	stream,
	written,
} from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

let alice: Identity;
let signed: Buffer;
/** The same, with a former revision whose cross-references are a stream. */
let streamed: Buffer;
beforeAll(() => {
	alice = makeIdentity();
	signed = signedOf();
	streamed = signedPdf(updated(plainPdf(), { 30: '<< >>' }, { stream: 31 }), sign, { stream: 32 });
});

const sign = (bytes: Buffer) => signerOf(alice)(bytes);

function signedOf(objects: Objects = {}, options: SigningOptions = {}): Buffer {
	return signedPdf(plainPdf(objects), sign, options);
}

const STORE: Readonly<Record<number, string>> = {
	1: catalog('/DSS 50 0 R'),
	50: '<< /Certs [51 0 R] >>',
	51: stream('abc'),
};
/** The same with what is no stream in an object stream. */
const PACKED = {
	51: stream('abc'),
	70: objectStreamOf([
		[1, STORE[1] ?? ''],
		[50, STORE[50] ?? ''],
	]),
};
const PACKED_OPTIONS = { stream: 71, within: { 1: [70, 0], 50: [70, 1] } } as const;
const field = (entries: string) => ({
	1: catalog('', '11 0 R 60 0 R'),
	60: `<< /FT /Sig /T (S2) ${entries} >>`,
});
const WIDGET = '/Type /Annot /Subtype /Widget /Rect [0 0 0 0]';

async function after(document: Buffer): Promise<string> {
	const { intact, signatures } = await verify(document);
	const [first] = signatures;
	expect(first?.integrity).toBe('ok');
	return intact ? `intact: ${first?.coverage.after}` : 'refused';
}

/** The file is intact as it is, but not with the update. */
async function expectRefusedAfter(file: Buffer, update: Objects, options: UpdateOptions = {}) {
	expect(await verify(file)).toMatchObject({ intact: true });
	expect(await after(updated(file, update, options))).toBe('refused');
}

describe('an update as programs write it leaves the document intact', () => {
	it.each<[string, () => Buffer, string]>([
		['with a table', () => updated(signed, STORE), 'dssUpdate'],
		['with a cross-reference stream', () => updated(streamed, STORE, { stream: 71 }), 'dssUpdate'],
		['with an object stream', () => updated(streamed, PACKED, PACKED_OPTIONS), 'dssUpdate'],
		[
			'with a comment between objects',
			() => updated(signed, STORE, { between: '%iText-Core-8.0.2\n' }),
			'dssUpdate',
		],
		[
			'with lines that end in a carriage return',
			() =>
				updated(signed, STORE, {
					lines: (lines) => lines.map((line) => line.replace(' \n', '\r\n')),
				}),
			'dssUpdate',
		],
		[
			'with a new second half of its identity',
			() => updated(signed, STORE, { trailer: (entries) => `${entries} /ID [<00> <01>]` }),
			'dssUpdate',
		],
		['with a field that is no annotation', () => updated(signed, field('')), 'harmless'],
		[
			'with a field that has an empty look',
			() =>
				updated(signed, {
					...field(`${WIDGET} /AP << /N 61 0 R >>`),
					61: stream('', '/Subtype /Form /BBox [0 0 9 9] '),
				}),
			'harmless',
		],
		[
			'with a field whose look is nothing, compressed',
			() =>
				updated(signed, {
					...field(`${WIDGET} /AP << /N 61 0 R >>`),
					61: stream('\x78\x9c\x03\0\0\0\0\x01', '/Subtype /Form /Filter /FlateDecode '),
				}),
			'harmless',
		],
		[
			'and another update',
			() =>
				updated(updated(signed, STORE), { 50: '<< /Certs [51 0 R 52 0 R] >>', 52: stream('x') }),
			'dssUpdate',
		],
	])('%s', async (_, document, kind) => {
		expect(await after(document())).toBe(`intact: ${kind}`);
	});
});

it('an update as PDFBox writes it to a document of LibreOffice leaves it intact', async () => {
	const trailer = (number: number) => `/AdditionalStreams [/application#2Fvnd.oasis ${number} 0 R]`;
	const update = {
		...field(`${WIDGET} /AP 61 0 R`),
		61: '<< /N 62 0 R >>',
		62: stream('', '/Subtype /Form /BBox [0.0 0.0 0.0 0.0] '),
	};
	const options = { trailer: (entries: string) => `${entries} ${trailer(80)}` };
	const file = signedOf({}, { trailer: trailer(60) });
	expect(await after(updated(file, update, options))).toBe('intact: harmless');
	expect(await after(updated(signed, update, options))).toBe('refused');
});

describe('what real programs write leaves the document intact', () => {
	const info = (text: string) => ({
		trailer: (entries: string) => `${entries} /Info 20 0 R`,
		text,
	});
	const pageOf = (size: string, entries = '') => page(entries).replace('595 842', size);

	it.each(['%iText-5.5.13.3', '%\xe2\xe3\xcf\xd3'])(
		'a comment behind a trailer: %j',
		async (comment) => {
			const text = updated(signed, STORE).toString('latin1');
			const at = text.lastIndexOf('startxref');
			const update = `${text.slice(0, at)}${comment}\n${text.slice(at)}`;
			expect(await after(Buffer.from(update, 'latin1'))).toBe('intact: dssUpdate');
		},
	);

	it('LibreOffice’s page sizes', async () => {
		const size = '595.303937007874 841.889763779528';
		const update = { ...field(WIDGET), 3: pageOf(size, '/Annots [60 0 R]') };
		expect(await after(updated(signedOf({ 3: pageOf(size) }), update))).toBe('intact: harmless');
	});

	it.each([
		['of any text before', '<< /Title (\r\\-) >>', '<< /Title (x) >>'],
		['with words that PDF uses', '<< >>', '<< /Title (A live stream of a semi-trailer) >>'],
	])('document information %s', async (_, was, is) => {
		const { trailer, text } = info(is);
		const file = signedOf({ 20: was }, { trailer: '/Info 20 0 R' });
		expect(await after(updated(file, { 20: text }, { trailer }))).toBe('intact: harmless');
	});

	it.each(['', '\n', 'q\nQ', '% DSBlank\n'])('a field with the look %j', async (content) => {
		const look = stream(content, '/Subtype /Form /BBox [0 0 0 0] ');
		const update = { ...field(`${WIDGET} /H /P /AP << /N 61 0 R >>`), 61: look };
		expect(await after(updated(signed, update))).toBe('intact: harmless');
	});
});

describe('an update that two readers could read differently is refused', () => {
	const store = (options: UpdateOptions) => () => updated(signed, STORE, options);
	const trailer = (from: string | RegExp, to: string) =>
		store({ trailer: (entries) => entries.replace(from, to) });
	const lines = (change: (line: string) => string) =>
		store({ lines: (all) => all.map((line) => (line.startsWith('50 ') ? change(line) : line)) });
	const object = (text: string) => () => updated(signed, { ...STORE, 50: text });
	const packed = (change: (entries: string) => string, head?: string) => () =>
		updated(
			streamed,
			{
				...PACKED,
				70: objectStreamOf(
					[
						[1, STORE[1] ?? ''],
						[50, STORE[50] ?? ''],
					],
					change,
					head,
				),
			},
			PACKED_OPTIONS,
		);
	const packedStream = (options: UpdateOptions) => () =>
		updated(streamed, PACKED, { ...PACKED_OPTIONS, ...options });

	it.each<[string, () => Buffer]>([
		['a size that is too small', trailer('/Size 100', '/Size 51')],
		['a size that is far too large', trailer('/Size 100', '/Size 99999999')],
		['a size that is missing', trailer('/Size 100', '')],
		['a size with a point', trailer('/Size 100', '/Size 100.0')],
		['a size by reference', trailer('/Size 100', '/Size 51 0 R')],
		['a previous section with a point', trailer(/(\/Prev \d+)/, '$1.0')],
		['a previous section by reference', trailer(/\/Prev \d+/, '/Prev 51 0 R')],
		['a previous section that is another one', trailer(/\/Prev \d+/, '/Prev 15')],
		['a second section by reference', trailer('/Root', '/XRefStm 51 0 R /Root')],
		['a root of another generation', trailer('/Root 1 0 R', '/Root 1 1 R')],
		['a key twice in its trailer', trailer('/Root', '/Size 100 /Root')],
		['a key that nobody knows in its trailer', trailer('/Root', '/DocChecksum /A /Root')],
		['an object of generation 1', store({ heads: { 50: '50 1 obj' } })],
		['an object with leading zeros', store({ heads: { 50: '050 0 obj' } })],
		['an object with a comment in its head', store({ heads: { 50: '50 %\n0 obj' } })],
		['an entry of generation 1', lines((line) => line.replace(' 00000 n', ' 00001 n'))],
		[
			'an entry that leads beside its object',
			lines((line) => line.replace(/\d(?= 00000 n)/, (digit) => String((Number(digit) + 1) % 10))),
		],
		['an entry that is a byte shorter', lines((line) => line.replace(' \n', '\n'))],
		['an entry that is a byte longer', lines((line) => line.replace(' \n', '  \n'))],
		['an entry twice', lines((line) => line + line)],
		['an entry once in use and once free', lines((line) => `${line}50 1\n0000000000 00000 f \n`)],
		['an entry that frees another object', lines((line) => `${line}4 1\n0000000000 00001 f \n`)],
		['an object without an entry', lines(() => '')],
		['an entry without an object', lines((line) => `${line}52 1\n0000000015 00000 n \n`)],
		['a startxref that leads elsewhere', store({ startXref: (place) => place - 1 })],
		['no end of the file', store({ end: '\n' })],
		['white space that hides the end of the file', store({ end: `%%EOF\n${' '.repeat(600)}` })],
		['bytes behind its end', store({ end: '%%EOF\nrubbish' })],
		['an object in a comment', store({ between: '%4 0 obj << >> endobj\n' })],
		['another header', store({ between: '%PDF-1.7\n' })],
		['rubbish between its objects', store({ between: 'rubbish\n' })],
		['a key twice', object('<< /Certs [51 0 R] /Certs [51 0 R] >>')],
		['a key twice, deep within', object('<< /Certs [51 0 R] /VRI << /A [<< /B 1 /#42 2 >>] >> >>')],
		['a name that is escaped without need', object('<< /#43erts [51 0 R] >>')],
		['a name that some readers cut off', object(`<< /Certs [51 0 R] /${'x'.repeat(128)} 1 >>`)],
		['a comment within an object', object('<< /Certs [51 0 R] %\n >>')],
		['white space that some readers do not know', object('<< /Certs [51 0 R]\0>>')],
		['a number with a plus sign', object('<< /Certs [51 0 R] /TU +1 >>')],
		['a number beyond 32 bits', object('<< /Certs [51 0 R] /TU 4294967297 >>')],
		['a reference of generation 1', object('<< /Certs [51 1 R] >>')],
		['an object that is a mere reference', object('51 0 R')],
		['an object within a string', object('<< /Certs [51 0 R] /TU (4 0 obj) >>')],
		[
			'a stream that is longer than it says',
			() => updated(signed, { ...STORE, 51: '<< /Length 2 >>\nstream\nabc\nendstream' }),
		],
		[
			'a stream whose length is a reference',
			() =>
				updated(signed, { ...STORE, 51: '<< /Length 52 0 R >>\nstream\nabc\nendstream', 52: '3' }),
		],
		[
			'a stream that holds an object',
			() => updated(signed, { ...STORE, 51: stream('\n4 0 obj << >> x') }),
		],
		[
			'an object stream whose first place is a reference',
			packed((entries) => entries.replace(/\/First \d+/, '/First 52 0 R')),
		],
		[
			'an object stream whose count has a point',
			packed((entries) => entries.replace('/N 2', '/N 2.0')),
		],
		[
			'an object stream with fewer objects than it holds',
			packed((entries) => entries.replace('/N 2', '/N 1')),
		],
		['an object stream with short forms', packed((entries) => `${entries} /DP << /Predictor 1 >>`)],
		[
			'an object stream whose bytes lie elsewhere',
			packed((entries) => `${entries} /F (other.bin)`),
		],
		['an object stream that extends another', packed((entries) => `${entries} /Extends 51 0 R`)],
		[
			'an object stream with a predictor by reference',
			packed((entries) => `${entries} /DecodeParms << /Predictor 51 0 R >>`),
		],
		[
			'an object stream with two filters',
			packed((entries) => entries.replace('/FlateDecode', '[/FlateDecode /FlateDecode]')),
		],
		[
			'an object stream of another type',
			packed((entries) => entries.replace('/Type /ObjStm', '/Type /X /Y << /Type /ObjStm >>')),
		],
		['an object stream that holds a number twice', packed((entries) => entries, '50 0 50 74 ')],
		['an object stream whose objects are out of order', packed((entries) => entries, '1 74 50 0 ')],
		['an object stream whose objects overlap', packed((entries) => entries, '1 0 50 1 ')],
		[
			'an object in an object stream that no entry names',
			packedStream({ rows: (rows) => rows.filter(([number]) => number !== 50) }),
		],
		[
			'an object in an object stream named at another index',
			packedStream({ rows: (rows) => rows.map((row) => (row[0] === 50 ? [50, 2, 70, 0] : row)) }),
		],
		['an entry of an unknown kind', packedStream({ rows: (rows) => [...rows, [80, 3, 0, 0]] })],
		[
			'an entry of generation 1 in a stream',
			packedStream({
				rows: (rows) => rows.map((row) => (row[0] === 51 ? [51, 1, row[2], 1] : row)),
			}),
		],
		[
			'a number both by itself and in an object stream',
			packedStream({ rows: (rows) => [...rows, [51, 2, 70, 0]] }),
		],
		[
			'entries of an unusual width',
			packedStream({ trailer: (entries) => `${entries} /W [1 4 2]` }),
		],
		[
			'a cross-reference stream of another type',
			() =>
				updated(signed, PACKED, { ...PACKED_OPTIONS, trailer: (entries) => `${entries} /Type /X` }),
		],
		[
			'an object stream written again later',
			() => updated(updated(streamed, PACKED, PACKED_OPTIONS), { 70: stream('x') }),
		],
	])('%s', async (_, document) => {
		expect(await after(document())).toBe('refused');
	});
});

describe('an update that shows something is refused', () => {
	it.each<[string, Objects]>([
		['a sticky note that claims to be a field', field('/Subtype /Text /Rect [9 9 9 9]')],
		['an attachment that claims to be a field', field('/Subtype /FileAttachment /Rect [9 9 9 9]')],
		[
			'a field with a look and no size',
			{
				...field('/Subtype /Widget /AP << /N 61 0 R >>'),
				61: stream('q Q', '/Subtype /Form /BBox [0 0 9 9] '),
			},
		],
		[
			'a field without size whose look draws something',
			{
				...field(`${WIDGET} /AP << /N 61 0 R >>`),
				61: stream('0 0 9 9 re f', '/Subtype /Form /BBox [0 0 9 9] '),
			},
		],
		[
			'a field with a second look',
			{
				...field(`${WIDGET} /AP << /D 61 0 R >>`),
				61: stream('', '/Subtype /Form '),
			},
		],
		[
			'a page whose size has got a point',
			{
				3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.0 842] /Contents 4 0 R >>',
			},
		],
		['metadata that are the page’s contents', { 1: catalog('/Metadata 4 0 R') }],
		['a version that is no version', { 1: catalog('/Version /9.99') }],
	])('%s', async (_, objects) => {
		expect(await after(updated(signed, objects))).toBe('refused');
	});

	it.each<[string, string, string]>([
		['an annotation’s own colors, because it has an entry like a form', '/Fields []', '/Fields []'],
		['an annotation’s list, because it has an entry like a page', '/Annots []', '/Annots [60 0 R]'],
	])('%s', async (_, was, is) => {
		const note = (color: number, entries: string) =>
			`<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (x) /DA (${color} g) ${entries} >>`;
		const file = signedOf({ 3: page('/Annots [20 0 R]'), 20: note(1, was) });
		expect(await after(updated(file, { 20: note(0, is), 60: '<< /FT /Sig >>' }))).toBe('refused');
	});

	it('resources of a form that a note is drawn with', async () => {
		const note =
			'<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (x) /DA (/F 9 Tf) >>';
		const file = signedOf({ 3: page('/Annots [20 0 R]'), 20: note });
		const form = '/AcroForm << /Fields [11 0 R] /SigFlags 3 /DR << /Font << /F 60 0 R >> >> >>';
		const update = { 1: `<< /Type /Catalog /Pages 2 0 R ${form} >>`, 60: '<< /Type /Font >>' };
		expect(await after(updated(file, update))).toBe('refused');
		expect(await after(updated(signed, update))).toBe('intact: harmless');
	});
});

describe('an update that leaves the form and shows something is refused', () => {
	const form = '/Subtype /Form /BBox [0 0 0 0] ';

	it.each<[string, Objects, Readonly<Record<number, string>>]>([
		[
			'a security store that the catalog, drawn as resources, makes a picture',
			{ 3: page('/Resources << /XObject 1 0 R >>') },
			{ 1: catalog('/DSS 50 0 R'), 50: stream('x', '/Subtype /Form ') },
		],
		[
			'a string whose line end readers read differently',
			{ 3: page('/X (\r\n)') },
			{ 3: page('/X <0a>') },
		],
		['a name whose escape is none', { 3: page('/X#4G 1') }, { 3: page('/X#234G 1') }],
		[
			'a list that the signed bytes hold behind a second reference',
			{ 3: page('/Annots 20 0 R'), 20: '21 0 R', 21: '[22 0 R]', 22: '<< >>' },
			{ 3: page('/Annots [60 0 R]'), 60: '<< /FT /Sig >>' },
		],
		[
			'a list that some readers inherit',
			{
				2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /Annots [22 0 R] >>',
				22: '<< /Subtype /Link /Rect [0 0 9 9] >>',
			},
			{ 3: page('/Annots [60 0 R]'), 60: '<< /FT /Sig >>' },
		],
		[
			'a look of a form for a note of a type by reference',
			{
				3: page('/Annots [20 0 R]'),
				20: '<< /Type /Annot /Subtype 21 0 R /Rect [9 9 99 99] /Contents (x) >>',
				21: '/FreeText',
			},
			{
				1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [11 0 R] /SigFlags 3 /DA (/H 0 Tf) >> >>',
			},
		],
		[
			'a field without size whose look paints',
			{},
			{ ...field(`${WIDGET} /AP << /N 61 0 R >>`), 61: stream('Q Q 0 0 9 9 re f', form) },
		],
		[
			'a list that some readers inherit from a parent that is no part of the tree',
			{
				3: page('').replace('/Parent 2 0 R', '/Parent 21 0 R'),
				21: '<< /Parent 2 0 R /Annots [22 0 R] >>',
				22: '<< /Subtype /Link /Rect [0 0 9 9] >>',
			},
			{
				3: page('/Annots [60 0 R]').replace('/Parent 2 0 R', '/Parent 21 0 R'),
				60: '<< /FT /Sig >>',
			},
		],
		[
			'a field that refers to what the signed bytes name, and lack',
			{ 3: page('/X 98 0 R') },
			field(`${WIDGET} /MK 98 0 R`),
		],
		['a field that refers to what is missing', {}, field(`${WIDGET} /MK 98 0 R`)],
		[
			'a field whose sides are told by references',
			{},
			{
				...field('/Type /Annot /Subtype /Widget /Rect [0 61 0 R 0 62 0 R]'),
				61: '0',
				62: '99',
			},
		],
		['a field with a side too few', {}, field('/Type /Annot /Subtype /Widget /Rect [0 0 0]')],
		['a field with a side too many', {}, field('/Type /Annot /Subtype /Widget /Rect [0 0 0 0 9]')],
		['a new page tree that nothing leads to', {}, { ...STORE, 60: '<< /Type /Catalog >>' }],
		['the signature itself, written again without its value', {}, { 10: '<< /Type /Sig >>' }],
	])('%s', async (_, objects, update) => {
		const file = signedOf(objects);
		await expectRefusedAfter(file, update);
	});

	it.each<[string, string]>([
		['by name, in an array', '/Filter /FlateDecode /DecodeParms [<< /Predictor 12 /Columns 1 >>]'],
		['in an array, by themselves', '/Filter [/FlateDecode] /DecodeParms << /Predictor 12 >>'],
		['of none', '/Filter [null]'],
	])('compression whose parameters are not written as its filter is: %s', async (_, entries) => {
		const rewritten = PACKED[70].replace('/Filter /FlateDecode', entries);
		expect(await after(updated(streamed, { ...PACKED, 70: rewritten }, PACKED_OPTIONS))).toBe(
			'refused',
		);
	});

	it('an object whose number leaves readers none for objects of their own', async () => {
		const trailer = (entries: string) => entries.replace('/Size 100', '/Size 8388608');
		expect(await after(updated(signed, { ...STORE, 8388607: '(x)' }, { trailer }))).toBe('refused');
	});

	it('a cross-reference stream that names nothing', async () => {
		const nothing = { stream: 71, rows: () => [] };
		expect(await after(updated(streamed, {}, nothing))).toBe('refused');
	});

	it('cross-references of another kind than the signed ones', async () => {
		expect(await after(updated(signed, STORE, { stream: 71 }))).toBe('refused');
		expect(await after(updated(streamed, STORE))).toBe('refused');
	});

	it('document information that is missing', async () => {
		const trailer = (entries: string) => `${entries} /Info 59 0 R`;
		expect(await after(updated(signed, STORE, { trailer }))).toBe('refused');
	});

	it('a part of a table that names nothing', async () => {
		const lines = (all: readonly string[]) => [...all, '9999999 0\n'];
		expect(await after(updated(signed, STORE, { lines }))).toBe('refused');
	});

	it('nothing that follows a certification, which names the catalog', async () => {
		const entries = '/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /Data 1 0 R >>]';
		const file = signedOf({}, { entries });
		expect(await after(updated(file, STORE))).toBe('intact: dssUpdate');
	});
});

describe('anything after signed bytes that two readers could read differently is refused', () => {
	it.each<[string, Objects]>([
		['endobj in a string', { 3: page('/X (endobj) /Y [60 0 R]') }],
		['endobj in a name', { 3: page('/X /endobj /Y [60 0 R]') }],
		['endobj in a comment', { 3: page('%endobj\n/Y [60 0 R]') }],
		['a stream in a string', { 3: page('/X (>>\nstream\n) /Y [60 0 R]') }],
		['a key twice', { 3: page('/Y [60 0 R] /Y 1') }],
		['a key twice, deep within', { 3: page('/X [<< /Y [60 0 R] /#59 1 >>]') }],
		['a reference beyond 32 bits', { 3: page('/Y 4294967356 0 R') }],
		['what is not well written', { 3: page('/Y --60') }],
		['a trailer in a comment', { 3: page('%trailer << /Root 60 0 R >>\n/Y 1') }],
		['a stream of what is no dictionary', { 4: '<00>\nstream\n\nendstream' }],
	])('%s', async (_, objects) => {
		const file = signedOf(objects);
		await expectRefusedAfter(file, STORE);
	});

	it.each<[string, (file: Buffer) => Buffer]>([
		[
			'an object that nothing leads to',
			(file) => replaced(file, '4 0 obj\n<< /X', '9 0 obj\n<< /X'),
		],
		['an object that has no end', (file) => replaced(file, '>> %pad\nendobj', '>> %pad       ')],
		['rubbish between objects', (file) => replaced(file, '%pad', 'xpad')],
		['bytes before its header', (file) => replaced(file, '%PDF-1.7', ' PDF-1.7')],
	])('%s', async (_, change) => {
		const base = change(plainPdf({ 4: '<< /X 1 >> %pad' }));
		const file = signedPdf(base, sign);
		await expectRefusedAfter(file, STORE);
	});

	it('an older object that stands behind the one that counts', async () => {
		const base = plainPdf({ 4: stream('new') });
		const older = written(base, { 4: stream('old') });
		const [at, was] = [older.lastIndexOf('4 0 obj'), base.indexOf('4 0 obj')];
		const digits = (place: number) => String(place).padStart(10, '0');
		const swapped = older
			.toString('latin1')
			.replaceAll(digits(at), 'LATER')
			.replaceAll(digits(was), digits(at))
			.replaceAll('LATER', digits(was));
		const file = signedPdf(Buffer.from(swapped, 'latin1'), sign);
		await expectRefusedAfter(file, STORE);
	});

	it('a table that is not in the chain of sections', async () => {
		const base = Buffer.concat([
			plainPdf(),
			Buffer.from('xref\n0 0\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n'),
		]);
		const at = plainPdf().lastIndexOf('xref\n0 1');
		const chained = Buffer.concat([base, Buffer.from(`startxref\n${at}\n%%EOF\n`)]);
		const file = signedPdf(chained, sign);
		await expectRefusedAfter(file, STORE);
	});

	it.each(['5          0 obj', '5\v0\vobj', '00000000005 0 obj', '5 000000 obj'])(
		'a stream with the head %j, which only some readers see',
		async (head) => {
			const file = signedOf({ 4: stream(`(x) ${head} <<`) });
			await expectRefusedAfter(file, STORE);
		},
	);

	it('an object of generation 1 that is written again as generation 0', async () => {
		const text = plainPdf()
			.toString('latin1')
			.replace('3 0 obj', '3 1 obj')
			.replace('[3 0 R]', '[3 1 R]');
		const place = String(text.indexOf('3 1 obj')).padStart(10, '0');
		const base = text.replace(`${place} 00000 n`, `${place} 00001 n`);
		const file = signedPdf(Buffer.from(base, 'latin1'), sign);
		expect(await after(updated(file, STORE))).toBe('intact: dssUpdate');
		expect(await after(updated(file, { ...STORE, 3: page() }))).toBe('refused');
	});

	it('a white space after them, so that a place beyond their end is no longer beyond it', async () => {
		const base = plainPdf();
		const text = base.toString('latin1').replace(/\d{10}(?= 00000 n \n3 1)/, '0000099999');
		const file = signedPdf(Buffer.from(text, 'latin1'), sign);
		expect(await verify(file)).toMatchObject({ intact: true });
		expect(await after(Buffer.concat([file, Buffer.from(' ')]))).toBe('refused');
	});

	it('a cross-reference stream of a number that another object has', async () => {
		const options: UpdateOptions = {
			stream: 4,
			rows: (rows) => rows.filter(([number]) => number !== 4),
		};
		const file = signedPdf(updated(plainPdf(), { 30: '<< >>' }, options), sign, { stream: 32 });
		await expectRefusedAfter(file, STORE, { stream: 71 });
	});

	it('a second object of a number that another one has', async () => {
		const dead = '4 0 obj\n<< >>\nendobj\n';
		const base = plainPdf();
		const at = base.indexOf('xref');
		const text = base
			.toString('latin1')
			.replace(/startxref\n\d+/, `startxref\n${at + dead.length}`);
		const file = signedPdf(Buffer.from(text.slice(0, at) + dead + text.slice(at), 'latin1'), sign);
		await expectRefusedAfter(file, STORE);
	});

	it('an encryption that is the document information as well, or that is missing', async () => {
		const trailer = (base: Buffer, entries: string) =>
			Buffer.from(
				base.toString('latin1').replaceAll('/Root 1 0 R', `/Root 1 0 R ${entries}`),
				'latin1',
			);
		const encrypt = { 8: '<< /Filter /Standard /V 1 /R 2 >>' };
		for (const [base, entries] of [
			[plainPdf(encrypt), '/Encrypt 8 0 R /Info 8 0 R'],
			[plainPdf(), '/Encrypt 8 0 R'],
		] as const) {
			const text = written(base, { 9: '<< >>' }, entries);
			const file = signedPdf(trailer(text, ''), sign);
			const update = { trailer: (all: string) => `${all} ${entries}` };
			expect(await after(updated(file, { 8: '<< /Filter /Other >>' }, update))).toBe('refused');
		}
	});

	it('a file that says it is a linearized one of just that length', async () => {
		const first = (length: number) => `<< /Linearized 1 /L ${String(length).padStart(9)} >>`;
		const base = (length: number) =>
			plainPdf({ 1: first(length), 7: '<< /Type /Catalog /Pages 2 0 R >>' });
		const options = { objects: { 1: '<< >>', 7: catalog() } };
		const trailer = (file: Buffer) =>
			Buffer.from(file.toString('latin1').replaceAll('/Root 1 0 R', '/Root 7 0 R'), 'latin1');
		const fileOf = (length: number) => signedPdf(trailer(base(length)), sign, options);
		const { length } = fileOf(1);
		const withLineEnd = (file: Buffer) => Buffer.concat([file, Buffer.from('\n')]);
		expect(await after(withLineEnd(fileOf(1)))).toBe('intact: whiteSpace');
		expect(await after(withLineEnd(fileOf(length)))).toBe('refused');
		expect(await after(withLineEnd(fileOf(length + 1)))).toBe('refused');
		const withoutLength = replaced(trailer(base(1)), first(1), '<< /Linearized 1 >>');
		expect(await after(withLineEnd(signedPdf(withoutLength, sign, options)))).toBe('refused');
	});
});

function replaced(file: Buffer, from: string, to: string): Buffer {
	return Buffer.from(file.toString('latin1').replace(from, to.padEnd(from.length)), 'latin1');
}
