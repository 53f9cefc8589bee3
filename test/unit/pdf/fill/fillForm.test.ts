import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { fillForm } from '../../../../nodes/WoSignDoc/pdf/fill/fillForm';
import type { FormValue } from '../../../../nodes/WoSignDoc/pdf/fill/formFilling';
import { formDocument, formWith } from '../../../support/formDocument';
import { onePage, pdfOf } from '../../../support/pdfText';
import { poppler, run } from '../../../support/poppler';

const itWithPoppler = poppler ? it : it.skip;
type Values = Readonly<Record<string, FormValue>>;

async function filled(values: Values, { flatten = true, pdf = formDocument() } = {}) {
	const filling = await fillForm(await pdf, new Map(Object.entries(values)), { flatten });
	if (filling.kind === 'refused') throw new Error(JSON.stringify(filling.problems));
	return { ...filling, bytes: Buffer.concat(filling.pdf) };
}

async function problemsOf(values: Values, pdf: Promise<Buffer> | Buffer = formDocument()) {
	const filling = await fillForm(await pdf, new Map(Object.entries(values)), { flatten: true });
	return filling.kind === 'refused'
		? filling.problems.map(({ field, message }) => `${field}: ${message}`)
		: [];
}

/** What a reader sees on the pages, without spaces. */
const seen = (pdf: Buffer) => run('pdftotext', pdf, '-layout').toString().replace(/\s/g, '');

describe('what is filled into a form', () => {
	const values = {
		party: '深圳示例科技有限公司',
		terms:
			'第一条 甲方应当在本合同签订之日起十日内向乙方支付合同总价款的百分之三十。\n第二条 Effective office.',
		code: '518000',
		agreed: true,
		kind: 'annual',
		city: '深圳',
		turned: '骑缝',
	};

	itWithPoppler.each([true, false])(
		'is seen in all its characters, flattened: %j',
		async (flatten) => {
			const { bytes, remarks } = await filled(values, { flatten });
			const text = seen(bytes);
			for (const value of [values.party, values.terms, values.code, values.city, values.turned]) {
				expect(text).toContain(value.replace(/\s/g, ''));
			}
			expect(remarks.map(({ field }) => field)).toContain('terms');
		},
	);

	it('is the value of the fields, without the line breaks of its display', async () => {
		const { bytes } = await filled(values, { flatten: false });
		const form = (await PDFDocument.load(bytes)).getForm();
		expect(form.getTextField('terms').getText()).toBe(values.terms);
		expect(form.getCheckBox('agreed').isChecked()).toBe(true);
		expect(form.getRadioGroup('kind').getSelected()).toBe('annual');
		expect(form.getDropdown('city').getSelected()).toEqual(['深圳']);
		expect(form.getTextField('code').getMaxLength()).toBe(6);
	});

	it('is a part of the page once the form is flattened: no field is left to be changed', async () => {
		const { bytes } = await filled(values);
		const document = await PDFDocument.load(bytes);
		expect(document.catalog.has(PDFName.of('AcroForm'))).toBe(false);
		expect(document.getPage(0).node.Annots()?.size() ?? 0).toBe(0);
	});

	it('takes the place of what the file had before, which goes along nowhere', async () => {
		const pdf = await formDocument((form) => form.getTextField('party').setText('Former party'));
		expect(pdf.toString('latin1')).toContain('/ObjStm');
		const { bytes } = await filled(values, { pdf: Promise.resolve(pdf) });
		expect(bytes.toString('latin1')).not.toMatch(/\/(?:ObjStm|XRef)\b/);
	});

	it('keeps fields of signatures, which are signed later', async () => {
		const pdf = formDocument((form, _, { context }) => {
			const field = context.register(context.obj({ FT: 'Sig', T: PDFString.of('Seal') }));
			form.acroForm.addField(field);
		});
		const { bytes } = await filled(values, { pdf });
		const fields = (await PDFDocument.load(bytes)).getForm().getFields();
		expect(fields.map((field) => field.getName())).toEqual(['Seal']);
	});

	itWithPoppler('does not show what the form hides', async () => {
		const pdf = formDocument((form) => {
			for (const widget of form.getTextField('party').acroField.getWidgets()) {
				widget.dict.set(PDFName.of('F'), widget.dict.context.obj(2));
			}
		});
		expect(seen((await filled(values, { pdf })).bytes)).not.toContain(values.party);
	});

	itWithPoppler('is a letter with its accent, however that is written', async () => {
		expect(seen((await filled({ party: 'Rene\u0301' })).bytes)).toContain('René');
	});
});

describe('a form is not filled in, with all reasons:', () => {
	it('wrong values', async () => {
		expect(
			await problemsOf({
				party: 'a\u202eb',
				code: '5180001',
				agreed: 'perhaps',
				kind: 'weekly',
				city: 'Rome',
				unknown: '1',
				turned: '𠮷',
				terms: 'x'.repeat(9_000),
			}),
		).toEqual([
			'party: U+202E can’t be seen or combines with its neighbors; remove it',
			'code: takes at most 6 characters, not 7',
			'agreed: is a check box: give true, false or "Yes"',
			'kind: takes one of "annual", "monthly"',
			'city: takes one of "深圳", "Beijing"',
			'unknown: the form has no such field. It has "party", "terms", "code", "agreed", "kind", "city", "turned"',
			'turned: U+20BB7 isn’t in the font that forms are filled in with (Noto Sans SC); fill the form in elsewhere, or use another character',
			'terms: has no room for so long a text, even in the smallest letters',
		]);
	});

	it('a required field without a value', async () => {
		const pdf = formDocument((form) => form.getTextField('terms').enableRequired());
		expect(await problemsOf({ party: 'A' }, pdf)).toEqual([
			'terms: is required by the form, and empty',
		]);
		expect(await problemsOf({ party: 'A', terms: 'B' }, pdf)).toEqual([]);
	});

	it.each<[string, () => Promise<Buffer>, RegExp]>([
		[
			'no form',
			async () => Buffer.from(await (await emptyDocument()).save()),
			/has no form fields/,
		],
		['no PDF', async () => Buffer.from('no PDF'), /can’t be changed here/],
		['an encrypted PDF', async () => await encrypted(), /is encrypted/],
		['a signed PDF', async () => await signed(), /is signed already/],
		['a text of two lines in a field of one', async () => await formDocument(), /one line only/],
	])('%s', async (_, pdf, problem) => {
		expect((await problemsOf({ party: 'A\nB' }, pdf())).join('\n')).toMatch(problem);
	});
});

itWithPoppler('keeps the border of a field that gives nothing but its color', async () => {
	const pdf = pdfOf({
		...onePage('/MediaBox [0 0 100 100] /Annots [7 0 R]'),
		1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
		7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [10 10 90 90] /MK << /BC [0] >> >>',
	});
	const { bytes } = await filled({ name: '1' }, { pdf: Promise.resolve(pdf) });
	const pixels = run('pdftoppm', bytes, '-r', '72', '-gray').subarray(-100 * 100);
	expect(Math.min(...pixels.subarray(50 * 100 + 8, 50 * 100 + 13))).toBeLessThan(128);
});

it('says that scripts of the form do not run', async () => {
	const { remarks } = await filled({ party: 'A' }, { pdf: formWith({ CO: 'x' }) });
	expect(remarks).toEqual([{ field: '', message: expect.stringContaining('scripts') }]);
});

async function encrypted(): Promise<Buffer> {
	const document = await PDFDocument.load(await formDocument());
	document.encrypt({ userPassword: '', ownerPassword: 'owner' });
	return Buffer.from(await document.save({ useObjectStreams: false }));
}

async function emptyDocument(): Promise<PDFDocument> {
	const document = await PDFDocument.create();
	document.addPage();
	return document;
}

async function signed(): Promise<Buffer> {
	return await formDocument((form, _, { context }) => {
		const value = context.register(context.obj({ Type: 'Sig' }));
		const field = context.obj({ FT: 'Sig', T: PDFString.of('Seal'), V: value });
		form.acroForm.addField(context.register(field));
	});
}

it('gives the same bytes for the same values, so that sending again sends the same order', async () => {
	const values = { party: '甲方', terms: 'A', agreed: true };
	const pdf = formDocument();
	const [one, other] = [await filled(values, { pdf }), await filled(values, { pdf })];
	expect(one.bytes.equals(other.bytes)).toBe(true);
});
