import type { Objects } from '../../support/pdfText';
import {
	bob,
	checkBox,
	choice,
	docMdp,
	FORM,
	formPdf,
	look,
	textField,
} from '../../support/signatures/formPdf';
import { updated } from '../../support/signatures/laterUpdate';
import { page, plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { verdictAfter, verify } from '../../support/signatures/verify';

const isChanged = (number: number) => `object ${number} was changed after it was signed`;

const WIDGET = '/Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [72 300 272 340]';

/** What becomes of a document certified at level 2 when objects of its form are written again. */
const verdict = async (base: Objects, update: Objects) =>
	await verdictAfter(updated(formPdf([docMdp(2)], { objects: base }), update));

/** What a field that holds was filled in with. */
async function filledIn(base: Objects, update: Objects) {
	const file = updated(formPdf([docMdp(2)], { objects: base }), update);
	const { intact, signatures } = await verify(file);
	return intact ? signatures[0]?.coverage.filledIn : signatures[0]?.coverage.reason;
}

const group = (value: string, states: readonly [string, string]): Objects => ({
	21: `<< /FT /Btn /Ff 49152 /T (Plan) /V /${value} /Kids [40 0 R 41 0 R] >>`,
	40: radio('A', states[0]),
	41: radio('B', states[1]),
});
const radio = (on: string, state: string) =>
	`<< ${WIDGET} /Parent 21 0 R /AS /${state} /AP << /N << /${on} 26 0 R /Off 27 0 R >> >> >>`;

describe('radio buttons', () => {
	const base = group('Off', ['Off', 'Off']);

	it('are chosen by one of several', async () => {
		const plan = { field: 'Plan', value: 'B', shows: 'same' };
		expect(await filledIn(base, group('B', ['Off', 'B']))).toEqual([plan]);
	});

	it.each<[string, Objects]>([
		['shows another choice than its value', group('B', ['A', 'Off'])],
		['shows two choices', group('B', ['A', 'B'])],
		['shows nothing', group('B', ['Off', 'Off'])],
		['has a value that isn’t a name', { 21: String(base[21]).replace('/V /Off', '/V (B)') }],
	])('are refused when a group %s', async (_, update) => {
		expect(await verdict(base, update)).toBe(isChanged(21));
	});
});

describe('a button', () => {
	it.each<[string, Objects, Objects]>([
		[
			'that is pushed only',
			{ 21: checkBox('/Ff 65536 /V /Off /AS /Off') },
			{ 21: checkBox('/Ff 65536 /V /Yes /AS /Yes') },
		],
		[
			'that gets other looks',
			{},
			{ 21: checkBox('/V /Yes /AS /Yes').replace('/Yes 26 0 R', '/Yes 31 0 R') },
		],
	])('is not filled in: one %s', async (_, base, update) => {
		expect(await verdict(base, update)).toBe(isChanged(21));
	});

	it('without a state of its own is off', async () => {
		const [was, is] = [checkBox('/V /Yes'), checkBox('/V /Off')];
		expect(await filledIn({ 21: was }, { 21: is })).toMatchObject([{ value: 'Off' }]);
	});
});

describe('a field', () => {
	const tree = (entries: string, kid = '/FT /Tx'): Objects => ({
		25: `<< /T (Buyer) ${entries} /Kids [28 0 R] >>`,
		28: `<< ${WIDGET} ${kid} /T (Name) /Parent 25 0 R /AP << /N 31 0 R >> >>`,
	});
	const name = (kid = '/FT /Tx'): Objects => ({
		28: `<< ${WIDGET} ${kid} /T (Name) /Parent 25 0 R /V (Bob) /AP << /N 60 0 R >> >>`,
		60: look('Bob'),
	});

	it.each<[string, Objects, Objects]>([
		['below another, by its full name', tree(''), name()],
		['that inherits what kind it is', tree('/FT /Tx', ''), name('')],
		[
			'whose list of kids is an object of its own',
			{ ...tree(''), 25: '<< /T (Buyer) /Kids 42 0 R >>', 42: '[28 0 R]' },
			name(),
		],
	])('is filled in: one %s', async (_, base, update) => {
		expect(await filledIn(base, update)).toMatchObject([{ field: 'Buyer.Name', value: 'Bob' }]);
	});

	it.each<[string, Objects, Objects]>([
		['of no kind', tree('', ''), name('')],
		['of an unknown kind', tree('', '/FT /Xx'), name('/FT /Xx')],
		['of a kind that isn’t a name', tree('', '/FT (Tx)'), name('/FT (Tx)')],
	])('is not filled in: one %s', async (_, base, update) => {
		expect(await verdict(base, update)).toBe(isChanged(28));
	});

	it('is not filled in where the form has it twice', async () => {
		const base = { ...tree(''), 42: '<< /T (Seller) /Kids [28 0 R] >>' };
		const fields = { 24: '<< /T (Parties) /Kids [25 0 R 42 0 R] >>' };
		expect(await verdict({ ...base, ...fields }, name())).toBe(isChanged(28));
	});

	it.each(['', '/Kids []'])('is not filled in where it shows nowhere: %s', async (kids) => {
		const hidden = (entries: string) =>
			`<< /FT /Tx /T (Hidden) /Parent 24 0 R ${kids} ${entries} >>`;
		const base = { 24: '<< /T (Parties) /Kids [40 0 R] >>', 40: hidden('') };
		expect(await verdict(base, { 40: hidden('/V (100)') })).toBe(isChanged(40));
	});

	it('is not filled in where the form does not have it', async () => {
		const page3 = page('/Annots [20 0 R 40 0 R]');
		const stray = (entries: string) => textField(entries).replace('(Sum)', '(Stray)');
		const update = { 40: stray('/V (1) /AP << /N 60 0 R >>'), 60: look('1') };
		expect(await verdict({ 3: page3, 40: stray('') }, update)).toBe(isChanged(40));
	});

	it('is not looked for in fields within each other without end', async () => {
		const deep = (depth: number) => {
			const objects: Record<number, string> = { 25: '<< /T (L) /Kids [80 0 R] >>' };
			for (let at = 0; at < depth; at++) {
				objects[80 + at] = `<< /T (L) /Kids [${at + 1 < depth ? 81 + at : 28} 0 R] >>`;
			}
			return { ...objects, 28: `<< ${WIDGET} /FT /Tx /T (Name) /AP << /N 31 0 R >> >>` };
		};
		const update = {
			28: `<< ${WIDGET} /FT /Tx /T (Name) /V (Bob) /AP << /N 60 0 R >> >>`,
			60: look('Bob'),
		};
		expect(await verdict(deep(5), update)).toBe('intact: permitted');
		expect(await verdict(deep(15), update)).toBe(isChanged(28));
	});

	it.each<[string, string]>([
		['that are none', '/Kids []'],
		['that aren’t a list', '/Kids (x)'],
		['that show it as well', '/Kids [41 0 R]'],
	])(
		'that a page shows is not filled in without a new look of its own, with kids %s',
		async (_, kids) => {
			const kid = (number: number) => `<< ${WIDGET} /Parent 20 0 R /AP << /N ${number} 0 R >> >>`;
			const own = `${kids} /V (1) /AP << /N 40 0 R >>`;
			const base = { 20: textField(own), 40: look('1'), 41: kid(40) };
			const is = (appearance: string) => ({
				20: textField(`${kids} /V (100) /AP << /N ${appearance} >>`),
				...(kids.includes('41') ? { 41: kid(61) } : {}),
				...{ 60: look('100'), 61: look('100') },
			});
			expect(await verdict(base, is('60 0 R'))).toBe('intact: permitted');
			expect(await verdict(base, is('40 0 R'))).toBe(isChanged(20));
		},
	);

	it.each<[string, string]>([
		['a kid that is a direct object in the list', '[28 0 R << /Rect [0 0 9 9] >>]'],
		['a kid that isn’t a dictionary', '[28 0 R 43 0 R]'],
	])('is not filled in where it has %s', async (_, kids) => {
		const field = (value: string) => `<< /FT /Tx /T (Party) /V (${value}) /Kids ${kids} >>`;
		const base = { 25: field('Alice'), 43: '(x)' };
		expect(await verdict(base, { 25: field('Bob'), 31: look('Bob') })).toBe(isChanged(25));
	});
});

describe('a text field', () => {
	const sum = (entries: string) => ({ 20: textField(entries), 60: look('100') });
	const LOOK = '/AP << /N 60 0 R >>';

	it.each<[string, string, string]>([
		['whose script formats it', '/AA << >>', '/V (100.00)'],
		['for a password', '/Ff 8192', '/V (secret)'],
	])('is not determined by its look: one %s', async (_, own, value) => {
		expect(await filledIn({ 20: textField(own) }, sum(`${own} ${value} ${LOOK}`))).toMatchObject([
			{ shows: 'unchecked' },
		]);
	});

	it.each<[string, string]>([
		['a value that is a number', `/V 100 ${LOOK}`],
		['a value in an array that isn’t text', `/V [100] ${LOOK}`],
		['a time that is none', `/V (100) /M 5 ${LOOK}`],
		['a state as well', `/V (100) /AS /Yes ${LOOK}`],
	])('is not filled in with %s', async (_, entries) => {
		expect(await verdict({}, sum(entries))).toBe(isChanged(20));
	});

	it('is not filled in where it has no size', async () => {
		const flat = (entries: string) => textField(entries).replace('272 540', '72 540');
		const update = { ...sum(''), 20: flat(`/V (100) ${LOOK}`) };
		expect(await verdict({ 20: flat('') }, update)).toBe(isChanged(20));
	});

	it('is emptied, which is reported', async () => {
		const base = { 20: textField('/V (100) /AP << /N 40 0 R >>'), 40: look('100') };
		const update = { 20: textField(LOOK), 60: look('') };
		expect(await filledIn(base, update)).toEqual([{ field: 'Sum', value: '', shows: 'same' }]);
	});

	it('is not filled in where the form has a second description, XFA', async () => {
		const read = async (entries: string) => {
			const form = `<< /Fields [20 0 R 11 0 R] ${entries} /SigFlags 3 >>`;
			const root = `<< /Type /Catalog /Pages 2 0 R /AcroForm ${form} >>`;
			const signed = signedPdf(plainPdf(FORM), bob, {
				...{ objects: { 1: root }, entries: `/Reference [${docMdp(2)}]` },
			});
			return await verdictAfter(updated(signed, sum(`/V (100) ${LOOK}`)));
		};
		expect(await read('')).toBe('intact: permitted');
		expect(await read('/XFA (x)')).toBe(isChanged(20));
	});
});

describe('a choice', () => {
	const chosen = (value: string) => ({
		22: choice(`/V ${value} /AP << /N 60 0 R >>`),
		60: look('Annual'),
	});

	it('of several is reported, and its look is unchecked', async () => {
		expect(await filledIn({}, chosen('[(a) (m)]'))).toEqual([
			{ field: 'Terms.Kind', value: 'a\nm', shows: 'unchecked' },
		]);
	});

	it('is refused when it shows the name of another', async () => {
		expect(await verdict({}, chosen('(m)'))).toBe(isChanged(22));
	});

	it.each(['[(a)]', '[(a) 5]', '[[(a)]]'])(
		'is not empty where its name is none: %s',
		async (option) => {
			const odd = (entries: string) =>
				choice(entries).replace(/\/Opt \[\[.*\]\]/, `/Opt [${option}]`);
			const update = { 22: odd('/V (a) /AP << /N 60 0 R >>'), 60: look('') };
			expect(await verdict({ 22: odd('') }, update)).toBe(isChanged(22));
		},
	);

	it('may have names and exported values that are one', async () => {
		const plain = (entries: string) =>
			choice(entries).replace(/\/Opt \[\[.*\]\]/, '/Opt [(Annual) (Monthly)]');
		const update = { 22: plain('/V (Annual) /AP << /N 60 0 R >>'), 60: look('Annual') };
		expect(await filledIn({ 22: plain('') }, update)).toMatchObject([{ shows: 'same' }]);
	});
});
