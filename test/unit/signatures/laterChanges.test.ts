import type { Objects } from '../../support/pdfText';
import { objectStream } from '../../support/pdfText';
import { timestampToken } from '../../support/signatures/cms';
import type { Identity } from '../../support/signatures/identities';
import { makeIdentity, TIMESTAMPING } from '../../support/signatures/identities';
import { lastStartXref } from '../../support/signatures/laterUpdate';
import { rsa } from '../../support/signatures/manners';
import {
	catalog,
	page,
	plainPdf,
	signedPdf,
	stream,
	written,
} from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify, verifyAllowing } from '../../support/signatures/verify';

let alice: Identity;
let signed: Buffer;
beforeAll(() => {
	alice = makeIdentity();
	signed = signedPdf(plainPdf(), sign);
});

const sign = (bytes: Buffer) => signerOf(alice)(bytes);
const STORE: Objects = {
	1: catalog('/DSS 50 0 R'),
	50: '<< /Certs [51 0 R] >>',
	51: stream('abc'),
};
/** Another page content. */
const FORGED = { 4: stream('BT (I owe you 900) Tj ET') };

async function coverage(document: Buffer) {
	const { intact, signatures } = await verify(document);
	expect(signatures[0]?.integrity).toBe('ok');
	return { intact, after: signatures[0]?.coverage.after };
}

describe('what follows the signed range leaves the document intact', () => {
	it.each<[string, Objects, string]>([
		['a document security store', STORE, 'dssUpdate'],
		[
			'a security store with extensions and version given',
			{
				...STORE,
				1: catalog('/DSS 50 0 R /Version /2.0 /Extensions << /ESIC << /BaseVersion /1.7 >> >>'),
			},
			'dssUpdate',
		],
		[
			'metadata',
			{
				1: catalog('/Metadata 60 0 R'),
				60: stream('abc', '/Type /Metadata /Subtype /XML '),
			},
			'harmless',
		],
		[
			'the same page again',
			{
				3: '<< /Type /Page /MediaBox [0 0 595 842] /Parent 2 0 R /Contents 4 0 R >>',
			},
			'dssUpdate',
		],
		['an invisible field', invisible(), 'harmless'],
	])('%s', async (_, objects, after) => {
		expect(await coverage(written(signed, objects))).toEqual({ intact: true, after });
	});

	it.each<[string, () => Buffer, string]>([
		[
			'a little white space',
			() => Buffer.concat([signed, Buffer.from('\r\n \0\t'.repeat(80))]),
			'whiteSpace',
		],
		[
			'a second security store',
			() =>
				written(written(signed, STORE), {
					50: '<< /Certs [51 0 R 52 0 R] /VRI << >> >>',
					52: stream('x'),
				}),
			'dssUpdate',
		],
		[
			'document information',
			() => written(signed, { 61: '<< /Title (x) >>' }, '/Info 61 0 R'),
			'dssUpdate',
		],
	])('%s', async (_, document, after) => {
		expect(await coverage(document())).toEqual({ intact: true, after });
	});

	it('a document timestamp in an update of its own', async () => {
		const authority = makeIdentity({ name: 'TSA', extensions: TIMESTAMPING });
		const document = signedPdf(
			written(signed, STORE),
			(bytes) => timestampToken(bytes, authority, rsa('sha256'), new Date()),
			{
				subFilter: 'ETSI.RFC3161',
				numbers: [70, 71],
				objects: {
					1: catalog('/DSS 50 0 R', '11 0 R 71 0 R'),
				},
			},
		);
		expect(await coverage(document)).toEqual({ intact: true, after: 'harmless' });
	});

	it('a security store whose place the signed bytes have already, in an object stream too', async () => {
		const base = plainPdf({ 50: '<< >>' });
		const prepared = signedPdf(base, sign, {
			objects: { 1: catalog('/DSS 50 0 R') },
		});
		const document = written(prepared, { 50: '<< /Certs [51 0 R] >>', 51: stream('x') });
		expect(await coverage(document)).toEqual({ intact: true, after: 'dssUpdate' });
	});

	it('a second signer’s changes, who signed them, where that is allowed', async () => {
		const changed = written(signed, FORGED);
		const document = signedPdf(changed, sign, { numbers: [80, 81], fields: '11 0 R 81 0 R' });
		expect(await coverage(document)).toEqual({ intact: false, after: 'more' });
		const report = await verifyAllowing(document);
		expect(report.intact).toBe(true);
		expect(report.summary).toMatch(
			/: the document was signed by Alice 爱丽丝. It was changed after Alice 爱丽丝 signed, or that can’t be ruled out, but not after the last signature; see the remarks. /,
		);
		expect(report.remarks).toContain(
			'Signature 1 (Alice 爱丽丝): the document was changed after it, and signed again',
		);
	});
});

function invisible(rect = '[0 0 0 0]', entries = ''): Objects {
	return {
		1: catalog('', '11 0 R 60 0 R'),
		3: page('/Annots [60 0 R]'),
		60: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S2) /Rect ${rect} ${entries} >>`,
	};
}

describe('what follows the signed range makes the document not intact', () => {
	const prefixed = (text: string) => Buffer.concat([signed, Buffer.from(text, 'latin1')]);
	it.each<[string, Objects]>([
		['another page content', FORGED],
		[
			'another page',
			{
				3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
			},
		],
		['other pages', { 2: '<< /Type /Pages /Kids [] /Count 0 >>' }],
		[
			'a visible annotation',
			{
				3: page('/Annots [60 0 R]'),
				60: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 100 100] /Contents (900) >>',
			},
		],
		['a visible field', invisible('[0 0 100 100]')],
		[
			'an invisible field with what is no signature',
			{ ...invisible('[0 0 0 0]', '/V 62 0 R'), 62: '<< /Type /Sig >>' },
		],
		['an invisible field that acts', invisible('[0 0 0 0]', '/AA << >>')],
		['an action at opening', { 1: catalog('/OpenAction << /S /JavaScript >>') }],
		[
			'other pages in the catalog',
			{ ...STORE, 1: '<< /Type /Catalog /Pages 52 0 R /DSS 50 0 R >>' },
		],
		[
			'a form that lost its field',
			{ 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] >> >>' },
		],
		[
			'forms that are redrawn',
			{
				1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [11 0 R] /SigFlags 3 /NeedAppearances true >> >>`,
			},
		],
		['a security store with a page content', { ...STORE, 4: stream('x') }],
		['an object that nothing refers to, but that exists', { 10: '<< >>' }],
		['an object stream that holds a page', { 60: objectStream({ 3: '<< /Type /Page >>' }) }],
	])('%s', async (_, objects) => {
		expect(await coverage(written(signed, objects))).toEqual({ intact: false, after: 'more' });
	});

	it.each<[string, () => Buffer]>([
		[
			'so much white space that readers do not find the end of the document',
			() => Buffer.concat([signed, Buffer.alloc(513, ' ')]),
		],
		['bytes that belong to no PDF', () => Buffer.concat([signed, Buffer.alloc(9_900, 'x')])],
		['objects without cross-references', () => prefixed('4 0 obj\n<< >>\nendobj\n')],
		[
			'objects without cross-references, then the old table',
			() => prefixed(`4 0 obj\n<< >>\nendobj\nstartxref\n${lastStartXref(signed)}\n%%EOF\n`),
		],
		['only another startxref', () => prefixed('startxref\n0\n%%EOF\n')],
		['a table that leads to signed objects', () => prefixed(tableOf('4 1\n0000000015 00000 n \n'))],
		['a table that frees an object', () => prefixed(tableOf('4 1\n0000000000 00001 f \n'))],
		[
			'a table that leads to another root',
			() => prefixed(tableOf('0 1\n0000000000 65535 f \n', '/Root 3 0 R')),
		],
		[
			'a table that skips a revision',
			() => prefixed(tableOf('0 1\n0000000000 65535 f \n', '/Root 1 0 R', 0)),
		],
		[
			'a hybrid table',
			() => prefixed(tableOf('0 1\n0000000000 65535 f \n', '/Root 1 0 R /XRefStm 9')),
		],
		[
			'an object in a comment',
			() => Buffer.concat([written(signed, STORE), Buffer.from('%4 0 obj << >> endobj\n')]),
		],
		['words of a PDF in rubbish', () => prefixed('rubbish 4 0 obj rubbish')],
	])('%s', async (_, document) => {
		expect(await coverage(document())).toEqual({ intact: false, after: 'more' });
	});

	it('a signed range that ends within the document', async () => {
		const document = signedPdf(plainPdf(), sign, { range: ([a, b, c, d]) => [a, b, c, d - 60] });
		// Signed as its range says, not as this test's signer does by itself.
		const { signatures, intact } = await verify(document);
		expect(intact).toBe(false);
		expect(signatures).toMatchObject([{ coverage: { after: 'more', bytesAfter: 60 } }]);
	});

	it.each<[string, string, Objects]>([
		['a number that the signed bytes mention', '/Contents [4 0 R 60 0 R]', { 60: stream('x') }],
		[
			'a security store that is a page’s resources as well',
			'/Contents 4 0 R /Resources 50 0 R',
			{ 50: '<< /Certs [] >>' },
		],
	])('%s, prepared before signing', async (_, entries, objects) => {
		const prepared = plainPdf({
			3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${entries} >>`,
			50: '<< >>',
		});
		const document = signedPdf(prepared, sign, { objects: { 1: catalog('/DSS 50 0 R') } });
		expect(await coverage(written(document, objects))).toEqual({ intact: false, after: 'more' });
	});

	it.each<[string, string]>([
		['in an unusual way of writing', '/Contents [4 0 R 60%x\n0 R]'],
		['in what is not well written', '/Contents [4 0 R +60 0 R]'],
		[
			'in an object that looks like a cross-reference stream',
			'/Contents [4 0 R 60 0 R] /X << /Type /XRef >>',
		],
	])('a number that the signed bytes mention %s', async (_, entries) => {
		const prepared = plainPdf({
			3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${entries} >>`,
		});
		const document = written(signedPdf(prepared, sign), { 60: stream('x') });
		expect(await coverage(document)).toEqual({ intact: false, after: 'more' });
	});

	it('anything if the signed bytes hide an object from readers that search for objects', async () => {
		const spaced = '     << /Type /Page /Parent 2 0 R /Contents [4 0 R 60 0 R] >>';
		const prepared = plainPdf({ 3: spaced });
		const hidden = '3 %xxx\n0 obj ';
		prepared.write(hidden, prepared.indexOf(`3 0 obj\n${spaced}`), 'latin1');
		const document = signedPdf(prepared, sign);
		expect(await verify(document)).toMatchObject({ intact: true });
		expect(await coverage(written(document, { 60: stream('x') }))).toEqual({
			intact: false,
			after: 'more',
		});
	});

	it('a field that is put among the pages', async () => {
		const prepared = plainPdf({ 2: '<< /Type /Pages /Kids 5 0 R /Count 1 >>', 5: '[3 0 R]' });
		const field = '<< /FT /Sig /T (S2) /Rect [0 0 0 0] >>';
		const document = written(signedPdf(prepared, sign), { 5: '[3 0 R 60 0 R]', 60: field });
		expect(await coverage(document)).toEqual({ intact: false, after: 'more' });
	});

	it('anything after a document timestamp’s authority saw the change, who vouches for nothing', async () => {
		const authority = makeIdentity({ name: 'TSA', extensions: TIMESTAMPING });
		const changed = written(signed, FORGED);
		const document = signedPdf(
			changed,
			(bytes) => timestampToken(bytes, authority, rsa('sha256'), new Date()),
			{ subFilter: 'ETSI.RFC3161', numbers: [70, 71], fields: '11 0 R 71 0 R' },
		);
		expect(await coverage(document)).toEqual({ intact: false, after: 'more' });
	});

	it.each([1, 2, 3])(
		'a second signer’s changes to a document that was certified at level %i',
		async (level) => {
			const entries = `/Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${level} >> >>]`;
			const certified = signedPdf(plainPdf(), sign, { entries });
			expect((await verify(certified)).signatures).toMatchObject([{ certified: level }]);
			const changed = written(certified, FORGED);
			const document = signedPdf(changed, sign, { numbers: [80, 81], fields: '11 0 R 81 0 R' });
			expect(await coverage(document)).toEqual({ intact: false, after: 'more' });
			expect(await verifyAllowing(document)).toMatchObject({ intact: false });
		},
	);
});

function tableOf(
	entries: string,
	trailer = '/Root 1 0 R',
	previous = lastStartXref(signed),
): string {
	return `xref\n${entries}trailer\n<< /Size 100 ${trailer} /Prev ${previous} >>\nstartxref\n${signed.length}\n%%EOF\n`;
}
