import type { Objects } from '../../support/pdfText';
import {
	annotated,
	ANNOTATIONS,
	bob,
	bobsSeal,
	checkBox,
	choice,
	docMdp,
	filled,
	FORM,
	formPdf,
	look,
	note,
	signedByBob,
	signedInPlace,
	textField,
} from '../../support/signatures/formPdf';
import { updated } from '../../support/signatures/laterUpdate';
import { page, plainPdf, signedPdf, stream } from '../../support/signatures/signedPdf';
import { verdictAfter, verify, verifyAllowing } from '../../support/signatures/verify';

const after = async (level: number, objects: Objects) =>
	await verdictAfter(updated(formPdf([docMdp(level)]), objects));
const isChanged = (number: number) => `object ${number} was changed after it was signed`;

describe('a form that was certified at level 2 may be filled in:', () => {
	it.each<[string, Objects, unknown]>([
		['a text field', filled('100'), { field: 'Sum', value: '100', shows: 'same' }],
		[
			'a text field of several lines',
			{
				20: textField('/V (one\\ntwo) /AP << /N 60 0 R >>'),
				60: look('', 'q BT /Helv 20 Tf 0 g 2 22 Td (one) Tj 0 -20 Td (two) Tj ET Q'),
			},
			{ field: 'Sum', value: 'one\ntwo', shows: 'same' },
		],
		[
			'Chinese text, whose glyphs cannot be read',
			{
				20: textField('/V <FEFF7532> /AP << /N 60 0 R >>'),
				60: stream(
					'BT /F 20 Tf <0102> Tj ET',
					'/Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources << /Font << /F << /Type /Font /Subtype /Type0 >> >> >> ',
				),
			},
			{ field: 'Sum', value: '甲', shows: 'unchecked' },
		],
		[
			'a text field that must not be filled in anymore',
			{ ...filled('100'), 20: textField('/Ff 1 /V (100) /AP << /N 60 0 R >>') },
			{ field: 'Sum', value: '100', shows: 'same' },
		],
		[
			'a check box',
			{ 21: checkBox('/V /Yes /AS /Yes') },
			{ field: 'Agreed', value: 'Yes', shows: 'same' },
		],
		[
			'a choice, shown by its name',
			{ 22: choice('/V (a) /I [0] /AP << /N 60 0 R >>'), 60: look('Annual') },
			{ field: 'Terms.Kind', value: 'a', shows: 'same' },
		],
		[
			'a field whose look is written again under its number',
			{
				25: '<< /FT /Tx /T (Party) /V (Bob) /Kids [28 0 R] >>',
				31: look('Bob'),
			},
			{ field: 'Party', value: 'Bob', shows: 'same' },
		],
	])('%s', async (_, objects, filledIn) => {
		const document = updated(formPdf([docMdp(2)]), objects);
		expect(await verify(document)).toMatchObject({
			intact: true,
			signatures: [{ seen: 'changed', coverage: { after: 'permitted', filledIn: [filledIn] } }],
		});
		expect(await after(1, objects)).toMatch(/which level 1 does not allow$/);
		expect(await after(3, objects)).toBe('intact: permitted');
	});

	it.each<[string, string]>([
		['beyond its box', '/Helv 20 Tf 2 10 Td (10) Tj 900 0 Td (0) Tj'],
		['beyond its box by a matrix', '/Helv 20 Tf 2 10 Td (10) Tj 1 0 0 1 2 900 Tm (0) Tj'],
		['in white', '/Helv 20 Tf 2 10 Td (10) Tj 1 g (0) Tj'],
		['too small to be seen', '/Helv 20 Tf 2 10 Td (10) Tj /Helv 0 Tf (0) Tj'],
		['next to the drawing', '/Helv 20 Tf 2 10 Td (100) Tj ET 0 0 50 40 re f BT'],
		['cut off', 'ET 0 0 20 40 re W n BT /Helv 20 Tf 2 10 Td (100) Tj'],
	])('and is not said to show just its value where a part of that is %s', async (_, content) => {
		const objects = { ...filled('100'), 60: look('', `BT ${content} ET`) };
		const { signatures } = await verify(updated(formPdf([docMdp(2)]), objects));
		expect(signatures[0]?.coverage.filledIn).toMatchObject([{ shows: 'unchecked' }]);
	});

	it.each<[string, number, Objects]>([
		['shows another text than its value', 20, filled('100', '900')],
		['has a value without a look', 20, { 20: textField('/V (100)') }],
		['keeps its old look', 25, { 25: '<< /FT /Tx /T (Party) /V (Bob) /Kids [28 0 R] >>' }],
		[
			'has another place',
			20,
			{ ...filled('1'), 20: textField('/V (1) /AP << /N 60 0 R >>').replace('272 540', '500 800') },
		],
		[
			'has a script now',
			20,
			{ ...filled('1'), 20: textField('/V (1) /AP << /N 60 0 R >> /AA << >>') },
		],
		[
			'has other options',
			22,
			{ 22: choice('/V (a) /AP << /N 60 0 R >> /TU (x)'), 60: look('Annual') },
		],
		[
			'has a look whose box is empty',
			20,
			{ ...filled('1'), 60: look('1').replace('[0 0 200 40]', '[0 0 0 0]') },
		],
		[
			'has a look that is distorted',
			20,
			{ ...filled('1'), 60: look('1').replace('/BBox', '/Matrix [1 1 1 1 0 0] /BBox') },
		],
		...[8192, 8193, '-1', '1.0'].map((flags): [string, number, Objects] => [
			`has other flags: ${flags}`,
			20,
			{ ...filled('1'), 20: textField(`/Ff ${flags} /V (1) /AP << /N 60 0 R >>`) },
		]),
		['has a look of the signed bytes', 20, { 20: textField('/V (Note) /AP << /N 32 0 R >>') }],
		[
			'has one look more',
			20,
			{ ...filled('1'), 20: textField('/V (1) /AP << /N 60 0 R /D 60 0 R >>') },
		],
		['is checked, but shows that it is not', 21, { 21: checkBox('/V /Yes /AS /Off') }],
		['is not checked, but shows that it is', 21, { 21: checkBox('/V /Off /AS /Yes') }],
		['has a state without a look', 21, { 21: checkBox('/V /No /AS /No') }],
		[
			'is named otherwise',
			25,
			{ 25: '<< /FT /Tx /T (Other) /V (Bob) /Kids [28 0 R] >>', 31: look('Bob') },
		],
		[
			'has a value that is defined elsewhere',
			20,
			{ ...filled('1'), 20: textField('/V 61 0 R /AP << /N 60 0 R >>'), 61: '(1)' },
		],
	])('not where a field %s', async (_, number, objects) => {
		expect(await after(2, objects)).toBe(isChanged(number));
	});

	it('not with another look of its state, though that is called N', async () => {
		const states = (entries: string) => checkBox(entries).replace('/Yes 26', '/N 26');
		const file = formPdf([docMdp(2)], { objects: { 21: states('/V /Off /AS /Off') } });
		const checked = { 21: states('/V /N /AS /N') };
		expect(await verdictAfter(updated(file, checked))).toBe('intact: permitted');
		const redrawn = stream('0 0 9 9 re f', '/Type /XObject /Subtype /Form /BBox [0 0 20 20] ');
		expect(await verdictAfter(updated(file, { ...checked, 26: redrawn }))).toBe(isChanged(26));
	});

	it('not with a drawing of a page that is made a field, though that is called N', async () => {
		const file = formPdf([docMdp(2)], {
			objects: {
				20: textField('/V (1) /AP << /N 40 0 R >> /X << /XObject << /N 41 0 R >> >>'),
				40: look('1'),
				41: look('I owe you 100'),
			},
		});
		expect(await verdictAfter(updated(file, { 40: look('1') }))).toBe('intact: permitted');
		expect(await verdictAfter(updated(file, { 41: look('I owe you 900') }))).toBe(isChanged(41));
	});

	it('not where telling its pages would take too long', async () => {
		const numbers = Array.from({ length: 27 }, (_, index) => 73 + index);
		const pages = numbers.map((number) => [number, page('/Annots 40 0 R')] as const);
		const kids = ['3', ...numbers].map((number) => `${number} 0 R`).join(' ');
		const file = (length: number) =>
			formPdf([docMdp(2)], {
				objects: {
					...Object.fromEntries(pages),
					2: `<< /Type /Pages /Kids [${kids}] /Count 28 >>`,
					40: `[${'30 0 R '.repeat(length)}]`,
				},
			});
		const verdict = async (length: number) =>
			await verdictAfter(updated(file(length), filled('100')));
		expect(await verdict(10)).toBe('intact: permitted');
		expect(await verdict(10_000)).toBe('it has more values than are read');
	});

	it('not together with other page content', async () => {
		expect(await after(2, { ...filled('100'), 4: stream('BT (I owe you 900) Tj ET') })).toBe(
			isChanged(4),
		);
	});

	it('not if the field is also used for something else, or is also in XFA', async () => {
		const used = formPdf([docMdp(2)], { objects: { 40: '<< /X 20 0 R >>' } });
		expect(await verdictAfter(updated(used, filled('100')))).toBe(isChanged(20));
	});
});

describe('a form without certification', () => {
	it('may be filled in by a further signer, but not after the last one', async () => {
		const document = updated(formPdf(), filled('100'));
		expect(await verify(document)).toMatchObject({ intact: false });
		expect(await verify(signedByBob(document))).toMatchObject({
			intact: true,
			remarks: [
				'Signature 1 (Alice 爱丽丝): permitted later changes: the signature field "Bob" was signed, the form field "Sum" was filled in',
			],
			signatures: [{ seen: 'changed', coverage: { after: 'permitted' } }, { seen: 'same' }],
		});
	});

	it('is not filled in after a further signer who certifies: that cannot speak for who signed before', async () => {
		const certified = signedByBob(formPdf(), {}, [docMdp(2)]);
		expect(await verify(certified)).toMatchObject({ intact: true });
		const document = updated(certified, filled('100'));
		expect(await verify(document)).toMatchObject({ intact: false });
		expect(await verifyAllowing(document)).toMatchObject({ intact: false });
	});

	it('keeps the values that were signed, unless changes between signatures are allowed', async () => {
		const changed = { 25: '<< /FT /Tx /T (Party) /V (Eve) /Kids [28 0 R] >>', 31: look('Eve') };
		const document = signedByBob(updated(formPdf(), changed));
		expect(await verify(document)).toMatchObject({
			intact: false,
			problems: [
				expect.stringMatching(/"Party" was filled in, which had another value when it was signed$/),
			],
		});
		expect(await verifyAllowing(document)).toMatchObject({ intact: true });
	});
});

describe('a further signer’s seal', () => {
	it('shows in its own field if there is no certification, and is reported with page and position', async () => {
		const document = signedByBob(formPdf(), bobsSeal());
		const report = await verify(document);
		expect(report).toMatchObject({
			intact: true,
			signatures: [{ seen: 'changed' }, { seen: 'same' }],
		});
		expect(report.remarks).toContain(
			'Signature 1 (Alice 爱丽丝): permitted later changes: the signature field "Bob" was signed and shows on page 1 in [300 200 500 260]',
		);
	});

	it.each([2, 3])(
		'shows after a certification of level %i only in a place made for it',
		async (level) => {
			const certified = formPdf([docMdp(level)]);
			const sealed = signedByBob(certified, bobsSeal());
			expect(await verify(sealed)).toMatchObject({ intact: false });
			expect(await verifyAllowing(sealed)).toMatchObject({ intact: true });
			expect(await verify(signedInPlace(certified))).toMatchObject({
				intact: true,
				signatures: [
					{ coverage: { after: 'permitted' }, seen: 'changed' },
					{ coverage: { after: 'nothing' } },
				],
			});
		},
	);

	it('is not accepted after a certification of level 1, though it shows nowhere', async () => {
		expect(await verify(signedByBob(formPdf([docMdp(1)])))).toMatchObject({ intact: false });
		expect(await verify(signedByBob(formPdf([docMdp(2)])))).toMatchObject({ intact: true });
	});

	it('is not accepted for a signature that was there before, or that does not hold', async () => {
		const seal = bobsSeal();
		const again = { ...seal, 71: String(seal[71]).replace('/V 70 0 R', '/V 10 0 R') };
		expect(await verdictAfter(updated(formPdf(), again))).toBe(isChanged(3));
		const document = signedByBob(formPdf(), seal);
		const broken = Buffer.from(document);
		broken.write('q', broken.lastIndexOf('RG 2 2'), 'latin1');
		expect(await verify(broken)).toMatchObject({ intact: false });
	});

	it('is not accepted once its look is another', async () => {
		const document = updated(signedByBob(formPdf(), bobsSeal()), {
			72: stream('', '/Subtype /Form /BBox [0 0 9 9] '),
		});
		expect(await verify(document)).toMatchObject({ intact: false });
	});

	it.each<[string, string]>([
		['without a size', '[300 200 300 260]'],
		['without numbers', '[(a) 200 500 260]'],
	])('is not accepted in a rectangle %s', async (_, rectangle) => {
		const { intact } = await verify(signedByBob(formPdf(), bobsSeal(rectangle)));
		expect(intact).toBe(false);
	});
});

describe('annotations after a certification of level 3', () => {
	const comment = note('/AP << /N 61 0 R >> /CA 1');
	const stamp = { 60: comment, 61: look('PAID') };

	it.each<[string, Objects]>([
		['are added', { ...annotated(`${ANNOTATIONS} 60 0 R`), ...stamp }],
		['are added before others', { ...annotated(`60 0 R ${ANNOTATIONS}`), ...stamp }],
		['are taken away', annotated(ANNOTATIONS.replace(' 30 0 R', ''))],
		['are changed', { 30: note('/AP << /N 61 0 R >> /Subj (x)'), 61: look('PAID') }],
	])('may be such as %s, and not after one of level 2 or none', async (_, objects) => {
		expect(await after(3, objects)).toBe('intact: permitted');
		expect(await after(2, objects)).toMatch(/which level 2 does not allow$/);
		const document = signedByBob(updated(formPdf(), objects));
		expect(await verify(document)).toMatchObject({ intact: false });
		expect(await verifyAllowing(document)).toMatchObject({ intact: true });
	});

	it.each<[string, Objects]>([
		['a widget is taken away', annotated(ANNOTATIONS.replace('20 0 R ', ''))],
		['they change places', annotated(ANNOTATIONS.replace('20 0 R 21 0 R', '21 0 R 20 0 R'))],
		['one of two is taken away, which are the same', annotated('30 0 R')],
		[
			'one is a link',
			{ ...annotated(`${ANNOTATIONS} 60 0 R`), ...stamp, 60: comment.replace('FreeText', 'Link') },
		],
		[
			'one acts',
			{ ...annotated(`${ANNOTATIONS} 60 0 R`), ...stamp, 60: comment.replace('/CA 1', '/A << >>') },
		],
		['one has no look', { ...annotated(`${ANNOTATIONS} 60 0 R`), 60: note('') }],
		[
			'one is a field',
			{ ...annotated(`${ANNOTATIONS} 60 0 R`), ...stamp, 60: comment.replace('/CA 1', '/FT /Tx') },
		],
		['one becomes a widget', { 30: comment.replace('FreeText', 'Widget'), 61: look('') }],
	])('are refused where %s', async (_, objects) => {
		expect(await after(3, objects)).toMatch(/was changed after it was signed$/);
	});

	it('are refused where a page is one as well, or takes something from it', async () => {
		const page = { ...stamp, 30: comment, 61: look('PAID') };
		const pages = (kids: string) => ({ 2: `<< /Type /Pages /Kids [${kids}] /Count 1 >>` });
		for (const objects of [pages('3 0 R 30 0 R'), { 41: '<< /Parent 30 0 R >>' }]) {
			const document = updated(formPdf([docMdp(3)], { objects }), page);
			expect(await verdictAfter(document)).toBe(isChanged(30));
		}
		const referring = { ...page, 30: comment.replace('(Note)', '62 0 R'), 62: stream('') };
		expect(await after(3, referring)).toBe(isChanged(30));
	});

	it.each<[string, Objects, Objects, string]>([
		[
			'that are on none',
			{ 40: note('/AP << /N 32 0 R >>') },
			{ 40: comment, 61: look('PAID') },
			'an annotation (FreeText) was changed on no page in [300 300 500 340]',
		],
		[
			'that have no place on it',
			{ ...annotated(`${ANNOTATIONS} 40 0 R`), 40: '<< /Type /Annot /Subtype /Text >>' },
			annotated(ANNOTATIONS),
			'an annotation (Text) was removed on page 1',
		],
		[
			'in an odd list of pages',
			{ 2: '<< /Type /Pages /Kids [29 0 R 43 0 R << >> 3 0 R 3 0 R] /Count 1 >>', 43: '(x)' },
			{ 30: comment, 61: look('PAID') },
			'an annotation (FreeText) was changed on page 1 in [300 300 500 340]',
		],
	])('are reported with their page: %s', async (_, base, objects, reason) => {
		const { signatures } = await verify(updated(formPdf([docMdp(3)], { objects: base }), objects));
		expect(signatures[0]?.coverage).toMatchObject({ after: 'permitted', reason });
	});

	it('may be the window of another, which refers to that, but does nothing', async () => {
		const popup = (entries: string) => ({
			...annotated(`${ANNOTATIONS} 60 0 R`),
			60: `<< /Type /Annot /Subtype /Popup /Rect [9 9 99 99] ${entries} >>`,
		});
		expect(await after(3, popup('/Parent 30 0 R'))).toBe('intact: permitted');
		expect(await after(3, popup('/Parent 30 1 R'))).toBe(isChanged(3));
		expect(await after(3, popup('/Parent 30 0 R /A << >>'))).toBe(isChanged(3));
		expect(await after(3, popup('/Contents 4 0 R'))).toBe(isChanged(3));
	});

	it('may change in a document without a form', async () => {
		const objects = { 1: '<< /Type /Catalog /Pages 2 0 R >>' };
		const entries = `/Reference [${docMdp(3)}]`;
		const signed = signedPdf(plainPdf(FORM), bob, { objects, entries });
		const changed = updated(signed, { 30: comment, 61: look('PAID') });
		expect(await verdictAfter(changed)).toBe('intact: permitted');
	});

	it('keep looks that serve two of them, and streams that nothing refers to', async () => {
		const objects = {
			...annotated(`${ANNOTATIONS} 40 0 R`),
			40: note('/AP << /N 32 0 R >>'),
			41: look('x'),
		};
		const file = formPdf([docMdp(3)], { objects });
		expect(await verdictAfter(updated(file, { 32: look('PAID') }))).toBe(isChanged(32));
		expect(await verdictAfter(updated(file, { 41: look('PAID') }))).toBe(isChanged(41));
	});

	it('are reported with their previous position', async () => {
		const moved = comment.replace('[300 300 500 340]', '[72 600 400 800]');
		const document = updated(formPdf([docMdp(3)]), { 30: moved, 61: look('PAID') });
		const { signatures } = await verify(document);
		expect(signatures[0]?.coverage.reason).toBe(
			'an annotation (FreeText) was changed on page 1 in [72 600 400 800] (before: in [300 300 500 340])',
		);
	});
});
