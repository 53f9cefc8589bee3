import type { Objects } from '../../support/pdfText';
import {
	bob,
	bobsSeal,
	docMdp,
	formPdf,
	sealLook,
	signaturePlace,
	signedByBob,
} from '../../support/signatures/formPdf';
import { signedPdf } from '../../support/signatures/signedPdf';
import { verdictAfter, verify } from '../../support/signatures/verify';

const FIELDS = '20 0 R 21 0 R 22 0 R 24 0 R 25 0 R 11 0 R';
const isChanged = (number: number) => `object ${number} was changed after it was signed`;
const LOOK = '/AP << /N 72 0 R >>';

describe('a further signer’s seal in a field of its own', () => {
	const verdict = async (change: (field: string) => string) => {
		const seal = bobsSeal();
		const field = change(String(seal[71]));
		return await verdictAfter(signedByBob(formPdf(), { ...seal, 71: field }));
	};

	it('may have no name', async () => {
		expect(await verdict((field) => field.replace('/T (Bob)', ''))).toBe('intact: permitted');
	});

	it.each<[string, string, string]>([
		['that acts', '/FT /Sig', '/FT /Sig /AA << >>'],
		['that is a link', '/Subtype /Widget', '/Subtype /Link'],
		['that is a page', '/Type /Annot', '/Type /Page'],
		['on an older page', '/P 3 0 R', '/P 3 1 R'],
		['whose signature is no reference', '/V 70 0 R', '/V (Bob)'],
		['whose signature is of another generation', '/V 70 0 R', '/V 70 1 R'],
		['whose signature was there', '/V 70 0 R', '/V 10 0 R'],
		['that is a text field', '/FT /Sig', '/FT /Tx'],
		['whose look is a direct object in it', LOOK, '/AP << /N << /Subtype /Form >> >>'],
		['whose look is of another generation', LOOK, '/AP << /N 72 1 R >>'],
		['whose looks are a list', LOOK, '/AP [72 0 R]'],
		['in a rectangle of three numbers', '200 500 260]', '500 260]'],
		['in a rectangle of five', '[300 200', '[0 300 200'],
		['in no rectangle', '/Rect [300 200 500 260]', '/Rect (x)'],
	])('is refused in one %s', async (_, was, is) => {
		const verdictOf = await verdict((field) => {
			expect(field).toContain(was);
			return field.replace(was, is);
		});
		expect(verdictOf).toMatch(/^object \d+ was (?:changed|added) after it was signed$/);
	});

	it.each<[string, string, boolean]>([
		['that turns it', '[0 1 -1 0 0 0]', true],
		['that flattens it', '[1 0 0 0 0 0]', false],
		['of five numbers', '[1 0 0 1 0]', false],
		['of something else', '[/a /b /c /d 0 0]', false],
		['that is a number', '1', false],
	])('shows by a matrix %s: %s, %s', async (_, matrix, isIntact) => {
		const turned = sealLook.replace('/BBox', `/Matrix ${matrix} /BBox`);
		const { intact } = await verify(signedByBob(formPdf(), { ...bobsSeal(), 72: turned }));
		expect(intact).toBe(isIntact);
	});
});

describe('a place for a signature', () => {
	/** What becomes of the certified form when the place, signed by Bob, is changed. */
	const verdict = async (
		was: (field: string) => string,
		is: (field: string) => string,
		objects: Objects = {},
	) => {
		const file = formPdf([docMdp(2)], { objects: { 24: was(signaturePlace()) } });
		const signed = signedPdf(file, bob, {
			...{ numbers: [70, 24], fields: FIELDS },
			objects: { 24: is(signaturePlace(`/V 70 0 R ${LOOK}`)), 72: sealLook, ...objects },
		});
		return await verdictAfter(signed);
	};
	const same = (field: string) => field;
	const flat = (field: string) => field.replace('[300 500 500 560]', '[0 0 0 0]');

	it.each<[string, (field: string) => string, (field: string) => string]>([
		['that stays as it is', same, same],
		['that is locked from now on', same, (field) => field.replace('/F 4', '/F 132')],
		['that gets the flag to be printed', (field) => field.replace('/F 4', ''), same],
		['that gets its page', (field) => field.replace('/P 3 0 R', ''), same],
		['that gets its type', (field) => field.replace('/Type /Annot', ''), same],
	])('is signed: one %s', async (_, was, is) => {
		expect(await verdict(was, is)).toBe('intact: permitted');
	});

	it.each<[string, (field: string) => string]>([
		['hides it', (field) => field.replace('/F 4', '/F 6')],
		['has flags that are none', (field) => field.replace('/F 4', '/F (4)')],
		['has flags that are not whole', (field) => field.replace('/F 4', '/F 4.5')],
		['makes it a page', (field) => field.replace('/Type /Annot', '/Type /Page')],
		['makes its contents its page', (field) => field.replace('/P 3 0 R', '/P 4 0 R')],
		['has no page', (field) => field.replace('/P 3 0 R', '/P null')],
		['has a time that is none', (field) => field.replace('/F 4', '/F 4 /M 2026')],
		['makes it larger', (field) => field.replace('[300 500', '[0 0')],
		['names it otherwise', (field) => field.replace('(Place)', '(Other)')],
		['adds a look for the mouse', (field) => field.replace('/AP <<', '/AP << /R 72 0 R')],
		['adds a background', (field) => field.replace('/F 4', '/F 4 /MK << /BG [1] >>')],
	])('is refused when the signer %s', async (_, is) => {
		expect(await verdict(same, is)).toBe(isChanged(24));
	});

	it('without size is signed without a look, and gets none', async () => {
		expect(await verdict(flat, (field) => flat(field).replace(LOOK, ''))).toBe('intact: harmless');
		expect(await verdict(flat, flat)).toBe(isChanged(24));
	});

	it('is not signed where a signature is already', async () => {
		const own = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Alice) /V 70 0 R /F 132 /Rect [0 0 0 0] >>`;
		expect(await verdictAfter(signedByBob(formPdf(), { 11: own }))).toBe(isChanged(11));
	});

	it('is not signed where it shows in two places', async () => {
		const widget = '<< /Type /Annot /Subtype /Widget /Parent 24 0 R /Rect [300 100 500 160] >>';
		const signed = async (kids: string) => {
			const file = formPdf([docMdp(2)], { objects: { 24: signaturePlace(kids), 40: widget } });
			const options = { numbers: [70, 24] as const, fields: FIELDS };
			const objects = { 24: signaturePlace(`${kids} /V 70 0 R ${LOOK}`), 72: sealLook };
			return await verdictAfter(signedPdf(file, bob, { ...options, objects }));
		};
		expect(await signed('/Kids []')).toBe('intact: permitted');
		expect(await signed('/Kids [40 0 R]')).toBe(isChanged(24));
	});
});
