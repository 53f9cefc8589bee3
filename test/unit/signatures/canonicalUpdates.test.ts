import { deflateSync } from 'node:zlib';
import type { Objects } from '../../support/pdfText';
import type { Identity } from '../../support/signatures/identities';
import { makeIdentity } from '../../support/signatures/identities';
import type { UpdateOptions } from '../../support/signatures/laterUpdate';
import { objectStreamOf, updated, withSection } from '../../support/signatures/laterUpdate';
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
import { verdictAfter, verify } from '../../support/signatures/verify';

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
const ENCRYPTION = '<< /Filter /Standard /V 1 /R 2 >>';
const WIDGET = '/Type /Annot /Subtype /Widget /Rect [0 0 0 0]';

/** Why updates are refused. */
const ELSEWHERE = 'its cross-references lead to something else than it writes';
const MISSING = 'an object is missing';
const SIZE = 'its size does not fit its objects';
const NAME = 'readers may read a name differently';
const MALFORMED = 'an object stream is malformed';
const CATALOG_CHANGED = 'object 1 was changed after it was signed';
const DISORDER = 'the signed bytes hold something between their objects';

/** Why the file, which is intact as it is, is not with the update. */
async function refusalOf(file: Buffer, update: Objects, options: UpdateOptions = {}) {
	expect(await verify(file)).toMatchObject({ intact: true });
	return await verdictAfter(updated(file, update, options));
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
		...['\r\n', '\r', '\n'].map((end): [string, () => Buffer, string] => [
			`with a string that is broken at ${JSON.stringify(end)}, as Acrobat writes it`,
			() => updated(signed, { ...STORE, 53: `<< /CharSet (/A\\${end}/B) >>` }),
			'dssUpdate',
		]),
		[
			'with an empty name at a dictionary’s end, as iText writes it',
			() => updated(signed, { ...STORE, 53: '<< /App<</Name/>> >>' }),
			'dssUpdate',
		],
		['with a field that isn’t an annotation', () => updated(signed, field('')), 'harmless'],
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
		expect(await verdictAfter(document())).toBe(`intact: ${kind}`);
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
	expect(await verdictAfter(updated(file, update, options))).toBe('intact: harmless');
	expect(await verdictAfter(updated(signed, update, options))).toBe(
		'its trailer has the key /AdditionalStreams',
	);
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
			expect(await verdictAfter(Buffer.from(update, 'latin1'))).toBe('intact: dssUpdate');
		},
	);

	it('LibreOffice’s page sizes', async () => {
		const size = '595.303937007874 841.889763779528';
		const update = { ...field(WIDGET), 3: pageOf(size, '/Annots [60 0 R]') };
		expect(await verdictAfter(updated(signedOf({ 3: pageOf(size) }), update))).toBe(
			'intact: harmless',
		);
	});

	it.each([
		['of any text before', '<< /Title (\r\\-) >>', '<< /Title (x) >>'],
		['with words that PDF uses', '<< >>', '<< /Title (A live stream of a semi-trailer) >>'],
	])('document information %s', async (_, was, is) => {
		const { trailer, text } = info(is);
		const file = signedOf({ 20: was }, { trailer: '/Info 20 0 R' });
		expect(await verdictAfter(updated(file, { 20: text }, { trailer }))).toBe('intact: harmless');
	});

	it.each(['', '\n', 'q\nQ', '% DSBlank\n'])('a field with the look %j', async (content) => {
		const look = stream(content, '/Subtype /Form /BBox [0 0 0 0] ');
		const update = { ...field(`${WIDGET} /H /P /AP << /N 61 0 R >>`), 61: look };
		expect(await verdictAfter(updated(signed, update))).toBe('intact: harmless');
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
	const section = (change: (entries: string) => string, data?: (data: Buffer) => Buffer) => () =>
		withSection(updated(streamed, STORE, { stream: 71 }), change, data);
	/** The rows of a section with a byte more for the kind and one less for the generation. */
	const withWideKinds = (data: Buffer) =>
		Buffer.from(
			[...data].flatMap((byte, at) => (at % 7 === 0 ? [0, byte] : at % 7 === 5 ? [] : [byte])),
		);
	const packedStream = (options: UpdateOptions) => () =>
		updated(streamed, PACKED, { ...PACKED_OPTIONS, ...options });

	it.each<[string, () => Buffer, string]>([
		['a size that is too small', trailer('/Size 100', '/Size 51'), SIZE],
		['a size that is far too large', trailer('/Size 100', '/Size 99999999'), SIZE],
		['a size that is missing', trailer('/Size 100', ''), SIZE],
		['a size with a point', trailer('/Size 100', '/Size 100.0'), '/Size is not a plain number'],
		['a size by reference', trailer('/Size 100', '/Size 51 0 R'), '/Size is not a plain number'],
		[
			'a previous section with a point',
			trailer(/(\/Prev \d+)/, '$1.0'),
			'/Prev is not a plain number',
		],
		[
			'a previous section by reference',
			trailer(/\/Prev \d+/, '/Prev 51 0 R'),
			'/Prev is not a plain number',
		],
		[
			'a previous section that is another one',
			trailer(/\/Prev \d+/, '/Prev 15'),
			'its cross-references do not go on from the signed ones',
		],
		[
			'a second section by reference',
			trailer('/Root', '/XRefStm 51 0 R /Root'),
			'/XRefStm is not a plain number',
		],
		[
			'a root of another generation',
			trailer('/Root 1 0 R', '/Root 1 1 R'),
			'its trailer leads to another document',
		],
		[
			'a key twice in its trailer',
			trailer('/Root', '/Size 100 /Root'),
			'the key /Size occurs twice',
		],
		[
			'an unknown key in its trailer',
			trailer('/Root', '/DocChecksum /A /Root'),
			'its trailer has the key /DocChecksum',
		],
		['an object of generation 1', store({ heads: { 50: '50 1 obj' } }), MISSING],
		['an object with leading zeros', store({ heads: { 50: '050 0 obj' } }), MISSING],
		['an object with a comment in its head', store({ heads: { 50: '50 %\n0 obj' } }), MISSING],
		['an entry of generation 1', lines((line) => line.replace(' 00000 n', ' 00001 n')), ELSEWHERE],
		[
			'an entry that misses its object',
			lines((line) => line.replace(/\d(?= 00000 n)/, (digit) => String((Number(digit) + 1) % 10))),
			ELSEWHERE,
		],
		['an entry that is a byte shorter', lines((line) => line.replace(' \n', '\n')), MISSING],
		['an entry that is a byte longer', lines((line) => line.replace(' \n', '  \n')), MISSING],
		[
			'an entry twice',
			lines((line) => line + line),
			'a cross-reference section names an object twice',
		],
		[
			'an entry once in use and once free',
			lines((line) => `${line}50 1\n0000000000 00000 f \n`),
			'a cross-reference section names an object twice',
		],
		[
			'an entry that frees another object',
			lines((line) => `${line}4 1\n0000000000 00001 f \n`),
			ELSEWHERE,
		],
		['an object without an entry', lines(() => ''), ELSEWHERE],
		[
			'an entry without an object',
			lines((line) => `${line}52 1\n0000000015 00000 n \n`),
			ELSEWHERE,
		],
		[
			'a startxref that leads elsewhere',
			store({ startXref: (place) => place - 2 }),
			'its startxref leads elsewhere',
		],
		['no end of the file', store({ end: '\n' }), 'a table is not followed by startxref'],
		[
			'white space that hides the end of the file',
			store({ end: `%%EOF\n${' '.repeat(600)}` }),
			MISSING,
		],
		['bytes behind its end', store({ end: '%%EOF\nrubbish' }), MISSING],
		['an object in a comment', store({ between: '%4 0 obj << >> endobj\n' }), MISSING],
		['another header', store({ between: '%PDF-1.7\n' }), MISSING],
		['rubbish between its objects', store({ between: 'rubbish\n' }), MISSING],
		['a key twice', object('<< /Certs [51 0 R] /Certs [51 0 R] >>'), 'the key /Certs occurs twice'],
		[
			'a key twice, deep within',
			object('<< /Certs [51 0 R] /VRI << /A [<< /B 1 /B 2 >>] >> >>'),
			'the key /B occurs twice',
		],
		['an empty name before another', object('<< /Name//Certs [51 0 R] >>'), NAME],
		['an empty name before white space', object('<< /Name / >>'), NAME],
		['an empty name in an array', object('<< /Certs [51 0 R /] >>'), NAME],
		['an empty key', object('<< /Certs [51 0 R] />>'), 'a value is missing'],
		['a name that is escaped without need', object('<< /#43erts [51 0 R] >>'), NAME],
		[
			'a name that some readers cut off',
			object(`<< /Certs [51 0 R] /${'x'.repeat(128)} 1 >>`),
			NAME,
		],
		[
			'a comment within an object',
			object('<< /Certs [51 0 R] %\n >>'),
			'a comment is inside an object',
		],
		[
			'white space that some readers do not know',
			object('<< /Certs [51 0 R]\0>>'),
			'it has white space that some readers do not know',
		],
		[
			'a number with a plus sign',
			object('<< /Certs [51 0 R] /TU +1 >>'),
			'readers may take +1 for different numbers',
		],
		[
			'a number beyond 32 bits',
			object('<< /Certs [51 0 R] /TU 4294967297 >>'),
			'readers may take 4294967297 for different numbers',
		],
		[
			'a reference of generation 1',
			object('<< /Certs [51 1 R] >>'),
			'object 50 was added after it was signed',
		],
		['an object that is a mere reference', object('51 0 R'), 'an object is a mere reference'],
		[
			'an object within a string',
			object('<< /Certs [51 0 R] /TU (4 0 obj) >>'),
			'part of a document is inside an object',
		],
		[
			'a stream that is longer than it says',
			() => updated(signed, { ...STORE, 51: '<< /Length 2 >>\nstream\nabc\nendstream' }),
			'a stream does not end where it says',
		],
		[
			'a stream whose length is a reference',
			() =>
				updated(signed, { ...STORE, 51: '<< /Length 52 0 R >>\nstream\nabc\nendstream', 52: '3' }),
			'/Length is not a plain number',
		],
		[
			'a stream that holds an object',
			() => updated(signed, { ...STORE, 51: stream('\n4 0 obj << >> x') }),
			'a stream holds what looks like an object',
		],
		[
			'an object stream whose first place is a reference',
			packed((entries) => entries.replace(/\/First \d+/, '/First 52 0 R')),
			'/First is not a plain number',
		],
		[
			'an object stream whose count has a point',
			packed((entries) => entries.replace('/N 2', '/N 2.0')),
			'/N is not a plain number',
		],
		[
			'an object stream with fewer objects than it holds',
			packed((entries) => entries.replace('/N 2', '/N 1')),
			MALFORMED,
		],
		[
			'an object stream with short forms',
			packed((entries) => `${entries} /DP << /Predictor 1 >>`),
			'an object stream has the key /DP',
		],
		[
			'an object stream whose bytes are elsewhere',
			packed((entries) => `${entries} /F (other.bin)`),
			'an object stream has the key /F',
		],
		[
			'an object stream that extends another',
			packed((entries) => `${entries} /Extends 51 0 R`),
			'an object stream has the key /Extends',
		],
		[
			'an object stream with a predictor by reference',
			packed((entries) => `${entries} /DecodeParms << /Predictor 51 0 R >>`),
			'an object stream is compressed in an unusual way',
		],
		[
			'an object stream with two filters',
			packed((entries) => entries.replace('/FlateDecode', '[/FlateDecode /FlateDecode]')),
			'a stream is compressed in an unusual way',
		],
		[
			'an object stream of another type',
			packed((entries) => entries.replace('/Type /ObjStm', '/Type /X /Y << /Type /ObjStm >>')),
			ELSEWHERE,
		],
		[
			'an object stream that holds a number twice',
			packed((entries) => entries, '50 0 50 74 '),
			MALFORMED,
		],
		[
			'an object stream whose objects are out of order',
			packed((entries) => entries, '1 74 50 0 '),
			MALFORMED,
		],
		[
			'an object stream whose objects overlap',
			packed((entries) => entries, '1 0 50 1 '),
			'a string does not end',
		],
		[
			'an object in an object stream that no entry names',
			packedStream({ rows: (rows) => rows.filter(([number]) => number !== 50) }),
			ELSEWHERE,
		],
		[
			'an object in an object stream named at another index',
			packedStream({ rows: (rows) => rows.map((row) => (row[0] === 50 ? [50, 2, 70, 0] : row)) }),
			ELSEWHERE,
		],
		[
			'an entry of an unknown kind',
			packedStream({ rows: (rows) => [...rows, [80, 3, 0, 0]] }),
			'a cross-reference stream is malformed',
		],
		[
			'an entry of generation 1 in a stream',
			packedStream({
				rows: (rows) => rows.map((row) => (row[0] === 51 ? [51, 1, row[2], 1] : row)),
			}),
			ELSEWHERE,
		],
		[
			'a number both by itself and in an object stream',
			packedStream({ rows: (rows) => [...rows, [51, 2, 70, 0]] }),
			'a cross-reference section names an object twice',
		],
		[
			'entries of an unusual width',
			section((entries) => entries.replace('/W [1 4 2]', '/W [2 4 1]'), withWideKinds),
			'a cross-reference stream is malformed',
		],
		[
			'a cross-reference stream of another type',
			section((entries) => entries.replace('/Type /XRef', '/Type /X')),
			'its startxref leads to another kind of stream',
		],
		[
			'an object stream written again later',
			() => updated(updated(streamed, PACKED, PACKED_OPTIONS), { 70: stream('x') }, { stream: 73 }),
			'it writes again what holds the structure of an update',
		],
	])('%s', async (_, document, reason) => {
		expect(await verdictAfter(document())).toBe(reason);
	});
});

describe('an update that shows something is refused', () => {
	it.each<[string, Objects, string]>([
		[
			'a sticky note that claims to be a field',
			field('/Subtype /Text /Rect [9 9 9 9]'),
			CATALOG_CHANGED,
		],
		[
			'an attachment that claims to be a field',
			field('/Subtype /FileAttachment /Rect [9 9 9 9]'),
			CATALOG_CHANGED,
		],
		[
			'a field with a look and no size',
			{
				...field('/Subtype /Widget /AP << /N 61 0 R >>'),
				61: stream('q Q', '/Subtype /Form /BBox [0 0 9 9] '),
			},
			CATALOG_CHANGED,
		],
		[
			'a field without size whose look draws something',
			{
				...field(`${WIDGET} /AP << /N 61 0 R >>`),
				61: stream('0 0 9 9 re f', '/Subtype /Form /BBox [0 0 9 9] '),
			},
			CATALOG_CHANGED,
		],
		[
			'a field with a second look',
			{
				...field(`${WIDGET} /AP << /D 61 0 R >>`),
				61: stream('', '/Subtype /Form '),
			},
			CATALOG_CHANGED,
		],
		[
			'a page whose size has got a point',
			{
				3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.0 842] /Contents 4 0 R >>',
			},
			'object 3 was changed after it was signed',
		],
		['metadata that are the page’s contents', { 1: catalog('/Metadata 4 0 R') }, CATALOG_CHANGED],
		['an invalid version', { 1: catalog('/Version /9.99') }, CATALOG_CHANGED],
	])('%s', async (_, objects, reason) => {
		expect(await verdictAfter(updated(signed, objects))).toBe(reason);
	});

	it.each<[string, string, string]>([
		[
			'an annotation’s own colors, because it has an entry like a form',
			'/DA (1 g) /Fields []',
			'/DA (0 g) /Fields []',
		],
		['an annotation’s list, because it has an entry like a page', '/Annots []', '/Annots [60 0 R]'],
	])('%s', async (_, was, is) => {
		const note = (entries: string) =>
			`<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (x) ${entries} >>`;
		const file = signedOf({ 3: page('/Annots [20 0 R]'), 20: note(was) });
		expect(await verdictAfter(updated(file, { 20: note(is), 60: '<< /FT /Sig >>' }))).toBe(
			'object 20 was changed after it was signed',
		);
	});

	it('resources of a form that a note is drawn with', async () => {
		const note =
			'<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (x) /DA (/F 9 Tf) >>';
		const file = signedOf({ 3: page('/Annots [20 0 R]'), 20: note });
		const form = '/AcroForm << /Fields [11 0 R] /SigFlags 3 /DR << /Font << /F 60 0 R >> >> >>';
		const update = { 1: `<< /Type /Catalog /Pages 2 0 R ${form} >>`, 60: '<< /Type /Font >>' };
		expect(await verdictAfter(updated(file, update))).toBe(CATALOG_CHANGED);
		expect(await verdictAfter(updated(signed, update))).toBe('intact: harmless');
	});
});

describe('an update that leaves the form and shows something is refused', () => {
	const form = '/Subtype /Form /BBox [0 0 0 0] ';

	it.each<[string, Objects, Objects, string]>([
		[
			'a security store that the catalog, drawn as resources, makes a picture',
			{ 3: page('/Resources << /XObject 1 0 R >>') },
			{ 1: catalog('/DSS 50 0 R'), 50: stream('x', '/Subtype /Form ') },
			'the signed bytes also use their catalog for something else',
		],
		[
			'a string whose line end readers read differently',
			{ 3: page('/X (\r\n)') },
			{ 3: page('/X <0a>') },
			'readers may read a string differently',
		],
		['a name whose escape is none', { 3: page('/X#4G 1') }, { 3: page('/X#234G 1') }, NAME],
		[
			'a list that the signed bytes hold behind a second reference',
			{ 3: page('/Annots 20 0 R'), 20: '21 0 R', 21: '[22 0 R]', 22: '<< >>' },
			{ 3: page('/Annots [60 0 R]'), 60: '<< /FT /Sig >>' },
			'the signed bytes hold an object that is a mere reference',
		],
		[
			'a list that some readers inherit',
			{
				2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /Annots [22 0 R] >>',
				22: '<< /Subtype /Link /Rect [0 0 9 9] >>',
			},
			{ 3: page('/Annots [60 0 R]'), 60: '<< /FT /Sig >>' },
			'object 3 was changed after it was signed',
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
			CATALOG_CHANGED,
		],
		[
			'a field without size whose look paints',
			{},
			{ ...field(`${WIDGET} /AP << /N 61 0 R >>`), 61: stream('Q Q 0 0 9 9 re f', form) },
			CATALOG_CHANGED,
		],
		[
			'a list that some readers inherit from a parent outside the tree',
			{
				3: page('').replace('/Parent 2 0 R', '/Parent 21 0 R'),
				21: '<< /Parent 2 0 R /Annots [22 0 R] >>',
				22: '<< /Subtype /Link /Rect [0 0 9 9] >>',
			},
			{
				3: page('/Annots [60 0 R]').replace('/Parent 2 0 R', '/Parent 21 0 R'),
				60: '<< /FT /Sig >>',
			},
			'object 3 was changed after it was signed',
		],
		[
			'a field that refers to what the signed bytes name, and lack',
			{ 3: page('/X 98 0 R') },
			field(`${WIDGET} /MK 98 0 R`),
			'object 60 was added after it was signed',
		],
		[
			'a field that refers to what is missing',
			{},
			field(`${WIDGET} /MK 98 0 R`),
			'object 60 was added after it was signed',
		],
		[
			'a field whose sides are references',
			{},
			{
				...field('/Type /Annot /Subtype /Widget /Rect [0 61 0 R 0 62 0 R]'),
				61: '0',
				62: '99',
			},
			CATALOG_CHANGED,
		],
		[
			'a field with a side too few',
			{},
			field('/Type /Annot /Subtype /Widget /Rect [0 0 0]'),
			CATALOG_CHANGED,
		],
		[
			'a field with a side too many',
			{},
			field('/Type /Annot /Subtype /Widget /Rect [0 0 0 0 9]'),
			CATALOG_CHANGED,
		],
		[
			'a new page tree that nothing leads to',
			{},
			{ ...STORE, 60: '<< /Type /Catalog >>' },
			'object 60 was added after it was signed',
		],
	])('%s', async (_, objects, update, reason) => {
		expect(await refusalOf(signedOf(objects), update)).toBe(reason);
	});

	it.each<[string, string, string]>([
		['by name, in an array', '/Filter /FlateDecode', '[<< /Columns 7 >>]'],
		['in an array, by themselves', '/Filter [/FlateDecode]', '<< /Columns 7 >>'],
	])(
		'compression whose parameters are not written as its filter is: %s',
		async (_, filter, own) => {
			const compressed = (entries: string) =>
				withSection(
					updated(streamed, STORE, { stream: 71 }),
					(all) => `${all} ${entries}`,
					deflateSync,
				);
			expect(await verdictAfter(compressed(filter))).toBe('intact: dssUpdate');
			expect(await verdictAfter(compressed(`${filter} /DecodeParms ${own}`))).toBe(
				'a stream is compressed in an unusual way',
			);
		},
	);

	it('the signature itself, written again without its value', async () => {
		const [, signature = ''] = /\n10 0 obj\n(.*)\nendobj/.exec(signed.toString('latin1')) ?? [];
		const emptied = signature.replace(/<[0-9a-f]{9,}>/, '<>');
		expect(emptied).toContain('/Contents <> ');
		expect(await refusalOf(signed, { 10: emptied })).toBe(
			'object 10 was changed after it was signed',
		);
	});

	it('an object whose number leaves readers none for objects of their own', async () => {
		const size = (number: number) => ({
			trailer: (entries: string) => entries.replace('/Size 100', `/Size ${number}`),
		});
		const file = signedOf({}, { update: size(7_999_999) });
		const last = (number: number) => updated(file, { ...STORE, [number]: '(x)' }, size(number + 1));
		expect(await verdictAfter(last(7_999_999))).toBe('intact: dssUpdate');
		expect(await verdictAfter(last(8_000_000))).toBe(SIZE);
	});

	it('a cross-reference stream that names nothing', async () => {
		const nothing = { stream: 71, rows: () => [] };
		expect(await verdictAfter(updated(streamed, {}, nothing))).toBe(
			'a cross-reference stream is malformed',
		);
	});

	it('cross-references of another kind than the signed ones', async () => {
		const reason = 'its cross-references are of another kind than the signed ones';
		expect(await verdictAfter(updated(signed, STORE, { stream: 71 }))).toBe(reason);
		expect(await verdictAfter(updated(streamed, STORE))).toBe(reason);
	});

	it('document information that is missing', async () => {
		const trailer = (entries: string) => `${entries} /Info 59 0 R`;
		expect(await verdictAfter(updated(signed, STORE, { trailer }))).toBe(
			'its document information is not an object that is there',
		);
	});

	it('a part of a table that names nothing', async () => {
		const lines = (all: readonly string[]) => [...all, '9999999 0\n'];
		expect(await verdictAfter(updated(signed, STORE, { lines }))).toBe(MISSING);
	});

	it('nothing that follows a certification, which names the catalog', async () => {
		const entries = '/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /Data 1 0 R >>]';
		const file = signedOf({}, { entries });
		expect(await verdictAfter(updated(file, STORE))).toBe('intact: dssUpdate');
	});
});

describe('anything after signed bytes that two readers could read differently is refused', () => {
	it.each<[string, Objects, string]>([
		['endobj in a string', { 3: page('/X (endobj) /Y [60 0 R]') }, DISORDER],
		['endobj in a name', { 3: page('/X /endobj /Y [60 0 R]') }, DISORDER],
		['endobj in a comment', { 3: page('%endobj\n/Y [60 0 R]') }, DISORDER],
		['a stream in a string', { 3: page('/X (>>\nstream\n) /Y [60 0 R]') }, DISORDER],
		[
			'a key twice',
			{ 3: page('/Y [60 0 R] /Y 1') },
			'the signed bytes have the key /Y twice in one place',
		],
		[
			'a key twice, deep within',
			{ 3: page('/X [<< /Y [60 0 R] /#59 1 >>]') },
			'the signed bytes have the key /Y twice in one place',
		],
		[
			'a reference beyond 32 bits',
			{ 3: page('/Y 4294967356 0 R') },
			'the signed bytes refer to an object of too large a number',
		],
		['what is not well written', { 3: page('/Y --60') }, 'a value is missing'],
		[
			'a trailer in a comment',
			{ 3: page('%trailer << /Root 60 0 R >>\n/Y 1') },
			'part of a document is in a comment',
		],
		[
			'a stream of what is no dictionary',
			{ 4: '<00>\nstream\n\nendstream' },
			'a dictionary is missing',
		],
	])('%s', async (_, objects, reason) => {
		expect(await refusalOf(signedOf(objects), STORE)).toBe(reason);
	});

	it.each<[string, (file: Buffer) => Buffer, string]>([
		[
			'an object that nothing leads to',
			(file) => replaced(file, '4 0 obj\n<< /X', '9 0 obj\n<< /X'),
			'the signed bytes hold an object 9 that nothing leads to',
		],
		[
			'an object that has no end',
			(file) => replaced(file, '>> %pad\nendobj', '>> %pad       '),
			'a cross-reference leads nowhere',
		],
		['rubbish between objects', (file) => replaced(file, '%pad\nendobj', 'endobj xpad'), DISORDER],
		['bytes before its header', (file) => replaced(file, '%PDF-1.7', ' PDF-1.7'), DISORDER],
	])('%s', async (_, change, reason) => {
		const base = change(plainPdf({ 4: '<< /X 1 >> %pad' }));
		expect(await refusalOf(signedPdf(base, sign), STORE)).toBe(reason);
	});

	it('an older object after the one that counts', async () => {
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
		expect(await refusalOf(file, STORE)).toBe(
			'the signed bytes have an older object 4 behind the one that counts',
		);
	});

	it('a table that is not in the chain of sections', async () => {
		const base = Buffer.concat([
			plainPdf(),
			Buffer.from('xref\n0 0\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n'),
		]);
		const at = plainPdf().lastIndexOf('xref\n0 1');
		const chained = Buffer.concat([base, Buffer.from(`startxref\n${at}\n%%EOF\n`)]);
		const file = signedPdf(chained, sign);
		expect(await refusalOf(file, STORE)).toBe(
			'the signed bytes hold cross-references that nothing leads to',
		);
	});

	it.each(['5          0 obj', '5\v0\vobj', '00000000005 0 obj', '5 000000 obj'])(
		'a stream with the head %j, which only some readers see',
		async (head) => {
			const file = signedOf({ 4: stream(`(x) ${head} <<`) });
			expect(await refusalOf(file, STORE)).toBe(DISORDER);
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
		expect(await verdictAfter(updated(file, STORE))).toBe('intact: dssUpdate');
		expect(await verdictAfter(updated(file, { ...STORE, 3: page() }))).toBe(
			'object 3 was changed after it was signed',
		);
	});

	it('a white space after them, so that a place beyond their end is no longer beyond it', async () => {
		const base = plainPdf();
		const text = base.toString('latin1').replace(/\d{10}(?= 00000 n \n3 1)/, '0000099999');
		const file = signedPdf(Buffer.from(text, 'latin1'), sign);
		expect(await verify(file)).toMatchObject({ intact: true });
		expect(await verdictAfter(Buffer.concat([file, Buffer.from(' ')]))).toBe(
			'the signed bytes hold an object 2 that nothing leads to',
		);
	});

	it('a cross-reference stream of a number that another object has', async () => {
		const options: UpdateOptions = {
			stream: 4,
			rows: (rows) => rows.filter(([number]) => number !== 4),
		};
		const file = signedPdf(updated(plainPdf(), { 30: '<< >>' }, options), sign, { stream: 32 });
		expect(await refusalOf(file, STORE, { stream: 71 })).toBe(
			'the signed bytes have an older object 4 behind the one that counts',
		);
	});

	it('a second object of a number that another one has', async () => {
		const dead = '4 0 obj\n<< >>\nendobj\n';
		const base = plainPdf();
		const at = base.indexOf('xref');
		const text = base
			.toString('latin1')
			.replace(/startxref\n\d+/, `startxref\n${at + dead.length}`);
		const file = signedPdf(Buffer.from(text.slice(0, at) + dead + text.slice(at), 'latin1'), sign);
		expect(await refusalOf(file, STORE)).toBe(
			'the signed bytes hold an object 4 that nothing leads to',
		);
	});

	it.each<[string, Objects, string, string]>([
		['is the document information as well', { 8: ENCRYPTION }, '/Info 8 0 R', 'changed'],
		['is missing', {}, '', 'added'],
	])('an encryption that %s', async (_, objects, info, what) => {
		const entries = `/Encrypt 8 0 R ${info}`;
		const trailer = (own: string) => `${own} ${entries}`;
		const file = signedOf(objects, { trailer: entries });
		expect(await refusalOf(file, { 8: '<< /Filter /Other >>' }, { trailer })).toBe(
			`object 8 was ${what} after it was signed`,
		);
		expect(await verdictAfter(updated(file, STORE, { trailer }))).toBe('intact: dssUpdate');
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
		const reason =
			'the signed bytes begin differently while the file has the length that its first object states';
		const withLineEnd = (file: Buffer) => Buffer.concat([file, Buffer.from('\n')]);
		expect(await verdictAfter(withLineEnd(fileOf(1)))).toBe('intact: whiteSpace');
		expect(await verdictAfter(withLineEnd(fileOf(length)))).toBe(reason);
		expect(await verdictAfter(withLineEnd(fileOf(length + 1)))).toBe(reason);
		const withoutLength = replaced(trailer(base(1)), first(1), '<< /Linearized 1 >>');
		expect(await verdictAfter(withLineEnd(signedPdf(withoutLength, sign, options)))).toBe(reason);
	});
});

function replaced(file: Buffer, from: string, to: string): Buffer {
	return Buffer.from(file.toString('latin1').replace(from, to.padEnd(from.length)), 'latin1');
}
