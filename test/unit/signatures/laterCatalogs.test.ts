import type { Objects } from '../../support/pdfText';
import { bob, docMdp, filled, formPdf, textField } from '../../support/signatures/formPdf';
import { updated } from '../../support/signatures/laterUpdate';
import { catalog, page, plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { verdictAfter } from '../../support/signatures/verify';

const FIELDS = '20 0 R 21 0 R 22 0 R 24 0 R 25 0 R 11 0 R';
const isChanged = (number: number) => `object ${number} was changed after it was signed`;

describe('a catalog written again', () => {
	const form = formPdf([docMdp(2)]);
	const same = catalog('', FIELDS);
	const byNewCatalog = (objects: Objects) =>
		updated(
			form,
			{ ...objects, 80: same },
			{ trailer: (own) => own.replace('/Root 1 0 R', '/Root 80 0 R') },
		);

	it('under its number may come with a form that is filled in', async () => {
		const file = updated(form, { ...filled('100'), 1: same });
		expect(await verdictAfter(file)).toBe('intact: permitted');
	});

	it('under a number of its own may come alone, but not with changes that show', async () => {
		expect(await verdictAfter(byNewCatalog({}))).toMatch(/^intact: /);
		expect(await verdictAfter(byNewCatalog(filled('100')))).toBe(
			'a new catalog came with changes that show',
		);
	});
});

describe('the form’s own default appearance and resources', () => {
	const DEFAULTS = '/DR << /Font << >> >> /DA (/Helv 0 Tf 0 g)';
	const others = '/DR << /Font << /Eve 61 0 R >> >> /DA (/Eve 99 Tf 1 g)';
	const EVE = { 61: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' };
	const form = (entries: string, fields: string) =>
		`<< /Fields [${fields}] /SigFlags 3 ${entries} >>`;
	const root = (acroForm: string) => `<< /Type /Catalog /Pages 2 0 R /AcroForm ${acroForm} >>`;

	/** The verdicts for a form directly in the catalog and for a form as an indirect object. */
	async function verdicts(base: Objects, later: string, fields = '11 0 R') {
		const [was, is] = [form(DEFAULTS, fields), form(later, fields)];
		const within = signedPdf(plainPdf(base), bob, { objects: { 1: root(was) } });
		const apart = signedPdf(plainPdf({ 50: was, ...base }), bob, {
			objects: { 1: root('50 0 R') },
		});
		return [
			await verdictAfter(updated(within, { 1: root(is), ...EVE })),
			await verdictAfter(updated(apart, { 50: is, ...EVE })),
		];
	}
	const refused = [isChanged(1), isChanged(50)];

	it('may become others where nothing uses them', async () => {
		expect(await verdicts({}, others)).toEqual(['intact: harmless', 'intact: harmless']);
		expect(await verdicts({}, '')).toEqual(['intact: harmless', 'intact: harmless']);
	});

	it.each<[string, Objects, string]>([
		['a text field', { 20: textField(''), 3: page('/Annots [20 0 R]') }, '11 0 R 20 0 R'],
		['a field without a widget', { 20: '<< /FT /Tx /T (x) >>' }, '11 0 R 20 0 R'],
		[
			'a note without a look',
			{ 3: page('/Annots [<< /Subtype /FreeText /Rect [0 0 99 99] /DA (/Helv 9 Tf) >>]') },
			'11 0 R',
		],
		[
			'a signature’s place without a look',
			{ 20: '<< /Subtype /Widget /FT /Sig /T (P) /Rect [9 9 99 99] >>' },
			'11 0 R 20 0 R',
		],
		['a field with a default of its own', { 20: '<< /FT /Sig /T (P) /DA (x) >>' }, '11 0 R 20 0 R'],
		['another form', { 20: '<< /X << /DR << >> >> >>' }, '11 0 R'],
	])('must stay where they may draw %s', async (_, base, fields) => {
		expect(await verdicts(base, others, fields)).toEqual(refused);
	});

	it('must not lead to what is missing or another generation', async () => {
		for (const font of ['69 0 R', '61 1 R']) {
			const later = `/DR << /Font << /Eve ${font} >> >>`;
			expect(await verdicts({}, later)).toEqual(refused);
		}
	});

	it('must not change in a form that serves something else as well', async () => {
		const signed = signedPdf(
			plainPdf({ 50: form(DEFAULTS, '11 0 R'), 3: page('/X 50 0 R') }),
			bob,
			{
				objects: { 1: root('50 0 R') },
			},
		);
		const update = { 50: form(others, '11 0 R'), ...EVE };
		expect(await verdictAfter(updated(signed, update))).toBe(isChanged(50));
	});
});

describe('a reference of a signature, an object of its own,', () => {
	const ELSE = 'the signed bytes also use their catalog for something else';
	const verdict = async (reference: string, base: Objects = {}) => {
		const file = plainPdf({ 40: reference, ...base });
		const signed = signedPdf(file, bob, { entries: '/Reference [40 0 R]' });
		return await verdictAfter(updated(signed, { 60: '<< >>' }));
	};
	const reference = (entries: string, type = 'SigRef') =>
		`<< /Type /${type} /TransformMethod /FieldMDP /TransformParams << /Action /All >> ${entries} >>`;

	it('may name the catalog as what it covers', async () => {
		expect(await verdict(reference('/Data 1 0 R'))).toBe('intact: dssUpdate');
	});

	it.each<[string, string, Objects?]>([
		['under another key', reference('/Kids 1 0 R')],
		['twice', reference('/Data 1 0 R /X 1 0 R')],
		['in a list', reference('/Data [1 0 R]')],
		['without being one', reference('/Data 1 0 R', 'XObject')],
		['next to a page that does, too', reference('/Data 1 0 R'), { 3: page('/X 1 0 R') }],
	])('must not name it %s', async (_, object, base = {}) => {
		expect(await verdict(object, base)).toBe(ELSE);
	});
});
