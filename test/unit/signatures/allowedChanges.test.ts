import type { Objects } from '../../support/pdfText';
import { makeIdentity } from '../../support/signatures/identities';
import { updated } from '../../support/signatures/laterUpdate';
import { catalog, page, plainPdf, signedPdf, stream } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verdictAfter } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
const FIELD = '<< /FT /Sig /T (S2) >>';
const changed = (number: number) => `object ${number} was changed after it was signed`;

/** What becomes of a signed file with an update, the objects written with the signature given. */
async function verdictOf(update: Objects, objects: Objects = {}, base: Objects = {}) {
	return await verdictAfter(updated(signedPdf(plainPdf(base), sign, { objects }), update));
}

describe('a new field without size', () => {
	const read = async (entries: string, objects: Objects = {}) => {
		const widget = '/Type /Annot /Subtype /Widget /FT /Sig /T (S2) /Rect [0 0 0 0]';
		const update = { 1: catalog('', '11 0 R 60 0 R'), 60: `<< ${widget} ${entries} >>` };
		return await verdictOf({ ...update, ...objects });
	};
	const look = (entries: string, content = '') => ({
		61: stream(content, `/Subtype /Form ${entries} `),
	});
	const NOTHING = '\x78\x9c\x03\0\0\0\0\x01';
	const LOOK = '/AP << /N 61 0 R >>';

	it.each<[string, string, Objects?]>([
		['no look', ''],
		['a dictionary of no looks', '/AP << >>'],
		['a look that is nothing, compressed', LOOK, look('/Filter [/FlateDecode]', NOTHING)],
	])('shows nothing with %s', async (_, entries, objects = {}) => {
		expect(await read(entries, objects)).toBe('intact: harmless');
	});

	it.each<[string, string, Objects?]>([
		['a look that is missing', '/AP 69 0 R'],
		['looks in an array', '/AP [61 0 R]', look('')],
		['a look that isn’t an indirect object', '/AP << /N << /Subtype /Form >> >>'],
		['a look without a stream', LOOK, { 61: '<< /Subtype /Form >>' }],
		['a look more, for when it is pressed', '/AP << /N 61 0 R /D 4 0 R >>', look('')],
		['a look that is a picture', LOOK, { 61: stream('', '/Subtype /Image ') }],
		['a look whose bytes are in another file', LOOK, look('/F (other.bin)')],
		['a look with parameters for its filter', LOOK, look('/DecodeParms << >>')],
		['a look compressed twice', LOOK, look('/Filter [/FlateDecode /FlateDecode]', NOTHING)],
		['a look compressed otherwise', LOOK, look('/Filter /LZWDecode', NOTHING)],
		['a look by no filter', LOOK, look('/Filter []', NOTHING)],
		['much of nothing', LOOK, look('', ' '.repeat(33))],
		['a page of another generation', '/P 3 1 R'],
	])('is refused with %s', async (_, entries, objects = {}) => {
		expect(await read(entries, objects)).toBe(changed(1));
	});
});

describe('the annotations of a page', () => {
	const link = (width: number) => `<< /Type /Annot /Subtype /Link /Rect [0 0 ${width} 9] >>`;
	const read = async (was: string, is: string, objects: Objects = {}) =>
		await verdictOf({ 3: page(is), 60: FIELD, ...objects }, {}, { 3: page(was) });

	it.each<[string, string, string, Objects?]>([
		['that it has not had', '', '/Annots [60 0 R]'],
		['in an object of their own', '', '/Annots 61 0 R', { 61: '[60 0 R]' }],
		['after one that is in the list', `/Annots [${link(9)}]`, `/Annots [${link(9)} 60 0 R]`],
	])('may get an invisible field: %s', async (_, was, is, objects = {}) => {
		expect(await read(was, is, objects)).toBe('intact: harmless');
	});

	it.each<[string, string, string, Objects?]>([
		['are taken away', '/Annots [null]', '/Annots null'],
		['are none, and get a field', '/Annots null', '/Annots [60 0 R]'],
		['are something else in between', '/Annots [null]', '/Annots [null 60 0 R]'],
		['get a field instead of one', `/Annots [${link(9)}]`, '/Annots [60 0 R]'],
		['get a field behind another', `/Annots [${link(9)}]`, `/Annots [${link(99)} 60 0 R]`],
		['get a field twice', '', '/Annots [60 0 R 60 0 R]'],
		['get a field that is in the list', '', `/Annots [${FIELD}]`],
		['get a field of another generation', '', '/Annots [60 1 R]'],
		['get what they name already', '/X 60 0 R', '/X 60 0 R /Annots [60 0 R]'],
		['get the field that was signed', '', '/Annots [11 0 R]'],
		['get what is missing', '', '/Annots [62 0 R]'],
		['are an object of another generation', '', '/Annots 61 1 R', { 61: '[60 0 R]' }],
		['are an object that is missing', '', '/Annots 62 0 R'],
	])('are refused when they %s', async (_, was, is, objects = {}) => {
		expect(await read(was, is, objects)).toBe(changed(3));
	});

	it('may change in a list that nothing leads to', async () => {
		const update = { 20: '[11 0 R 60 0 R]', 60: FIELD };
		expect(await verdictOf(update, {}, { 20: '[11 0 R]' })).toBe('intact: harmless');
	});
});

it('a list of annotations may get a field only where the page has it as that', async () => {
	const read = async (key: string) => {
		const base = { 3: page(`/${key} 20 0 R`), 20: '[11 0 R]' };
		return await verdictOf({ 20: '[11 0 R 60 0 R]', 60: FIELD }, {}, base);
	};
	expect(await read('Annots')).toBe('intact: harmless');
	expect(await read('B')).toBe(changed(20));
});

it('the document information may change, but refers to nothing and has no stream', async () => {
	const trailer = '/Info 20 0 R';
	const signed = signedPdf(plainPdf({ 20: '<< >>' }), sign, { trailer });
	const read = async (info: string) =>
		await verdictAfter(updated(signed, { 20: info }, { trailer: (own) => `${own} ${trailer}` }));
	expect(await read('<< /Title (x) >>')).toBe('intact: harmless');
	expect(await read('<< /Title 4 0 R >>')).toBe(changed(20));
	expect(await read(stream('x'))).toBe(changed(20));
});

describe('the form', () => {
	const form = (entries: string, fields = '11 0 R') =>
		`<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] ${entries} >> >>`;

	it.each(['/SigFlags 1', '/SigFlags 3'])('may tell that it has signatures: %s', async (flags) => {
		const update = { 1: form(flags, '11 0 R 60 0 R'), 60: FIELD };
		expect(await verdictOf(update, { 1: form('') })).toBe('intact: harmless');
	});

	it.each(['/SigFlags 0', '/SigFlags 7', '/SigFlags 3.0', '/SigFlags true', '/SigFlags 60 0 R'])(
		'is rejected if it says something else: %s',
		async (flags) => {
			expect(await verdictOf({ 1: form(flags) }, { 1: form('') })).toBe(changed(1));
		},
	);

	it.each(['', '/AcroForm 60 0 R', '/AcroForm [11 0 R]', '/AcroForm 11 0 R'])(
		'is refused when it is there no more: %j',
		async (entry) => {
			expect(await verdictOf({ 1: `<< /Type /Catalog /Pages 2 0 R ${entry} >>` })).toBe(changed(1));
		},
	);
});

describe('the document security store that was signed', () => {
	const store = { 1: catalog('/DSS 50 0 R') };
	const base = { 50: '<< /Certs 52 0 R >>', 52: '[53 0 R]', 53: stream('abc') };
	const update = async (objects: Objects) => await verdictOf(objects, store, base);

	it.each<[string, Objects]>([
		['a certificate', { 52: '[53 0 R 54 0 R]', 54: stream('def') }],
		['a revocation list', { 50: '<< /Certs 52 0 R /CRLs [54 0 R] >>', 54: stream('def') }],
	])('may get %s', async (_, objects) => {
		expect(await update(objects)).toBe('intact: dssUpdate');
	});

	it.each<[string, number, Objects]>([
		['a certificate that is missing', 52, { 52: '[53 0 R 54 0 R]' }],
		['an unknown key', 50, { 50: '<< /Certs 52 0 R /Kids [3 0 R] >>' }],
		['a dictionary for its list', 52, { 52: '<< /Certs [53 0 R] >>' }],
		['a list for its dictionary', 50, { 50: '[52 0 R]' }],
	])('is refused when it gets %s', async (_, number, objects) => {
		expect(await update(objects)).toBe(changed(number));
	});
});

it('the security store may not get a certificate in a list that a page leads to as well', async () => {
	const read = async (entries: string) => {
		const base = { 3: page(entries), 50: '<< /Certs 52 0 R >>', 52: '[]' };
		const update = { 52: '[54 0 R]', 54: stream('def') };
		return await verdictOf(update, { 1: catalog('/DSS 50 0 R') }, base);
	};
	expect(await read('')).toBe('intact: dssUpdate');
	expect(await read('/X 50 0 R')).toBe(changed(52));
});

it('an object may be written again as it was, but not where it is referred to by another generation', async () => {
	const read = async (generation: number) =>
		await verdictOf({ 20: '<< >>' }, {}, { 3: page(`/X 20 ${generation} R`), 20: '<< >>' });
	expect(await read(0)).toBe('intact: dssUpdate');
	expect(await read(1)).toBe(changed(20));
});

describe('the catalog', () => {
	const METADATA = '/Type /Metadata /Subtype /XML ';

	it.each<[string, string, Objects?]>([
		['that are direct objects in it', `/Metadata << ${METADATA} >>`],
		['without a stream', '/Metadata 60 0 R', { 60: `<< ${METADATA} >>` }],
		['of another kind', '/Metadata 60 0 R', { 60: stream('x', '/Type /Metadata ') }],
		['with a key that draws', '/Metadata 60 0 R', { 60: stream('x', `${METADATA} /BBox [] `) }],
	])('is refused when it gets metadata %s', async (_, entry, objects = {}) => {
		expect(await verdictOf({ 1: catalog(entry), ...objects })).toBe(changed(1));
	});

	it('may be named by a signature as what it covers, and by nothing else', async () => {
		const read = async (type: string) => {
			const reference = `<< /Type /${type} /TransformMethod /FieldMDP /Data 1 0 R >>`;
			const signed = signedPdf(plainPdf(), sign, { entries: `/Reference [${reference}]` });
			return await verdictAfter(updated(signed, { 60: '<< >>' }));
		};
		expect(await read('SigRef')).toBe('intact: dssUpdate');
		expect(await read('XObject')).toBe(
			'the signed bytes also use their catalog for something else',
		);
	});
});
