import type { Objects } from '../../support/pdfText';
import { makeIdentity } from '../../support/signatures/identities';
import type { UpdateOptions } from '../../support/signatures/laterUpdate';
import { lastStartXref, updated } from '../../support/signatures/laterUpdate';
import { catalog, page, plainPdf, signedPdf, stream } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verdictAfter } from '../../support/signatures/verify';

// Updates as common programs write them, and slight variations of them.

const sign = signerOf(makeIdentity());
const signed = signedPdf(plainPdf(), sign);
const STORE: Objects = {
	1: catalog('/DSS 50 0 R'),
	50: '<< /Certs [51 0 R] >>',
	51: stream('abc'),
};
const ELSEWHERE = 'its cross-references lead to something else than it writes';
const AMBIGUOUS = 'it has a cross-reference stream that nothing leads to';

const withLines = (...more: string[]): UpdateOptions => ({
	lines: (own) => [...own, ...more.map((line) => `${line} \n`)],
});
const early = (line: string) =>
	line.replace(
		/\d{10} 00000 n/,
		(entry) => `${Number(entry.slice(0, 10)) - 1}`.padStart(10, '0') + ' 00000 n',
	);

describe('a number that was never in use', () => {
	const verdictOf = async (line: string, file = signed) =>
		await verdictAfter(updated(file, STORE, withLines(line)));

	it.each(['60 1\n0000000000 00001 f', '99 1\n0000000060 65535 f'])(
		'may be called free, as iText 8 does: %j',
		async (line) => {
			expect(await verdictOf(line)).toBe('intact: dssUpdate');
		},
	);

	it('may not be marked free while its object is in the file', async () => {
		const freed = updated(
			plainPdf({ 60: '<< >>' }),
			{ 61: '<< >>' },
			withLines('60 1\n0000000000 00001 f'),
		);
		const refusal = 'the signed bytes have an older object 60 behind the one that counts';
		const verdict = await verdictOf('60 1\n0000000000 00001 f', signedPdf(freed, sign));
		expect([ELSEWHERE, refusal]).toContain(verdict);
	});

	it('must be below the size', async () => {
		expect(await verdictOf('100 1\n0000000000 00001 f')).toBe('its size does not fit its objects');
	});

	it('may not be used once it was called free', async () => {
		const free = updated(signed, STORE, withLines('60 1\n0000000000 00001 f'));
		expect(await verdictAfter(updated(free, { 60: '<< >>' }))).toBe(
			'it writes an object that it called free',
		);
	});

	it('may not be called free once it was used', async () => {
		const used = updated(signed, { ...STORE, 60: '<< >>' });
		expect(await verdictAfter(updated(used, STORE, withLines('60 1\n0000000000 00001 f')))).toBe(
			ELSEWHERE,
		);
	});
});

describe('a cross-reference stream', () => {
	const streamed = signedPdf(updated(plainPdf(), { 30: '<< >>' }, { stream: 31 }), sign, {
		stream: 32,
	});
	const withKind = (number: number): UpdateOptions => ({
		stream: 71,
		rows: (own) => own.map((row) => (row[0] === number ? [number, 0, 0, 65_535] : row)),
	});

	it('may call itself free, as iText 5 does, and nothing else', async () => {
		expect(await verdictAfter(updated(streamed, STORE, withKind(71)))).toBe('intact: dssUpdate');
		expect(await verdictAfter(updated(streamed, STORE, withKind(50)))).toBe(ELSEWHERE);
	});
});

describe('places one line feed early', () => {
	const all = {
		before: '\n',
		lines: (own: readonly string[]) => own.map(early),
		startXref: (at: number) => at - 1,
	};

	it('are those of what follows, in an update and in the signed bytes', async () => {
		const file = updated(signed, STORE, all);
		expect(await verdictAfter(file)).toBe('intact: dssUpdate');
		expect(await verdictAfter(updated(file, { 60: '<< >>' }, all))).toBe('intact: dssUpdate');
		const base = updated(plainPdf(), { 30: '<< >>' }, all);
		expect(await verdictAfter(updated(signedPdf(base, sign), STORE))).toBe('intact: dssUpdate');
	});

	it.each(['\r', ' ', '\t'])('are refused with %j in place of the line feed', async (before) => {
		const between = `\n${before}`;
		const entries = { lines: all.lines, between: before, before };
		expect(await verdictAfter(updated(signed, STORE, entries))).toBe(ELSEWHERE);
		expect(await verdictAfter(updated(signed, STORE, { between, startXref: all.startXref }))).toBe(
			'its startxref leads elsewhere',
		);
	});
});

it('an empty line may follow the lines of a table, but only one', async () => {
	const verdictOf = async (line: string) =>
		await verdictAfter(updated(signed, STORE, { lines: (own) => [...own, line] }));
	expect(await verdictOf('\n')).toBe('intact: dssUpdate');
	expect(await verdictOf('\n\n')).toBe('an object is missing');
});

describe('a cross-reference stream next to the table of its update, as PDFBox writes it', () => {
	type Write = { entries?: string; row?: readonly number[]; named?: boolean };

	function hybrid(file: Buffer, { entries, row = [0, 0, 0], named = false }: Write = {}): Buffer {
		const { length } = file;
		const rows = [1, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff, 0, 0];
		const data = Buffer.from(rows.map((byte, at) => byte + (row[at - 1] ?? 0))).toString('latin1');
		const own = entries ?? `/Root 1 0 R /Prev ${lastStartXref(file)}`;
		const section = stream(data, `/Type /XRef /W [1 3 2] /Index [60 1] /Size 100 ${own} `);
		const text = `60 0 obj\n<< >>\nendobj\n`;
		const trailer = (given: string) =>
			named ? `${given} /XRefStm ${length + text.length}` : given;
		return updated(file, { 60: '<< >>', 61: section }, { trailer });
	}

	it.each([true, false])(
		'may repeat what the table says (named in the trailer: %s)',
		async (named) => {
			expect(await verdictAfter(hybrid(signed, { named }))).toBe('intact: dssUpdate');
			const base = hybrid(plainPdf(), { named });
			expect(await verdictAfter(updated(signedPdf(base, sign), STORE))).toBe('intact: dssUpdate');
		},
	);

	it.each<[string, Write]>([
		['another place', { row: [0, 0, 1] }],
		['another root', { entries: `/Root 3 0 R /Prev ${lastStartXref(signed)}` }],
		['another section before', { entries: '/Root 1 0 R /Prev 9' }],
		['no section before', { entries: '/Root 1 0 R' }],
	])('may not tell %s', async (_, write) => {
		expect(await verdictAfter(hybrid(signed, write))).toBe(AMBIGUOUS);
	});

	it('may not tell another place in the signed bytes', async () => {
		const base = hybrid(plainPdf(), { row: [0, 0, 1] });
		expect(await verdictAfter(updated(signedPdf(base, sign), STORE))).toBe(
			'the signed bytes hold a stream of an unclear type',
		);
	});
});

describe('a catalog under a new number', () => {
	const rooted = (number: number): UpdateOptions => ({
		trailer: (own) => own.replace('/Root 1 0 R', `/Root ${number} 0 R`),
	});
	const verdictOf = async (value: string, objects: Objects = {}) =>
		await verdictAfter(updated(signed, { 60: value, ...objects }, rooted(60)));

	it('may be what a changed one may be, again and again', async () => {
		const store = { 50: STORE[50] ?? '', 51: STORE[51] ?? '' };
		const value = catalog('/DSS 50 0 R');
		expect(await verdictOf(catalog())).toBe('intact: dssUpdate');
		expect(await verdictOf(value, store)).toBe('intact: dssUpdate');
		const file = updated(signed, { 60: value, ...store }, rooted(60));
		expect(await verdictAfter(updated(file, { 61: value }, rooted(61)))).toBe('intact: dssUpdate');
	});

	it.each<[string, string]>([
		['other pages', catalog().replace('2 0 R', '61 0 R')],
		['another language', catalog('/Lang (de)')],
		['a form of other fields', catalog('', '3 0 R')],
	])('may not have %s', async (_, value) => {
		expect(await verdictOf(value, { 61: '<< /Kids [3 0 R] /Count 1 >>' })).toBe(
			'object 60 was added after it was signed',
		);
	});

	it.each<[string, string]>([
		['no type', catalog().replace('/Type /Catalog', '')],
		['another type', catalog().replace('/Type /Catalog', '/Type /X')],
		['a stream', stream('', '/Type /Catalog ')],
	])('is none with %s', async (_, value) => {
		expect(await verdictOf(value)).toBe('its trailer leads to another document');
	});

	it('may not be written again', async () => {
		const file = updated(signed, { 60: catalog() }, rooted(60));
		const again = { 60: catalog().replace('/Type /Catalog', '/Type /X') };
		expect(await verdictAfter(updated(file, again, rooted(60)))).toBe(
			'it writes again what holds the structure of an update',
		);
	});

	it('may not be an object that was signed', async () => {
		const base = signedPdf(plainPdf({ 30: catalog('', '') }), sign);
		expect(await verdictAfter(updated(base, { 30: catalog() }, rooted(30)))).toBe(
			'its trailer leads to another document',
		);
	});
});

describe('the resources of a page', () => {
	const FONTS = '<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>';
	const verdictOf = async (was: string, is: string, objects: Objects = {}, base: Objects = {}) => {
		const file = signedPdf(plainPdf({ 3: page(was), ...base }), sign);
		return await verdictAfter(updated(file, { 3: page(is), ...objects }));
	};
	const CHANGED = 'object 3 was changed after it was signed';

	it.each<[string, string, Objects]>([
		['that were direct objects in the page', `/Resources ${FONTS}`, {}],
		['that were an object already', '/Resources 30 0 R', { 30: FONTS }],
	])('may move to an object of their own: %s', async (_, was, base) => {
		expect(await verdictOf(was, '/Resources 60 0 R', { 60: FONTS }, base)).toBe('intact: harmless');
	});

	it.each<[string, string, string, Objects, Objects?]>([
		[
			'with another font',
			`/Resources ${FONTS}`,
			'/Resources 60 0 R',
			{ 60: FONTS.replace('Helvetica', 'Symbol') },
		],
		['with an entry less', `/Resources ${FONTS}`, '/Resources 60 0 R', { 60: '<< >>' }],
		['to an object that was signed', `/Resources ${FONTS}`, '/Resources 30 0 R', {}, { 30: FONTS }],
		['to what is missing', `/Resources ${FONTS}`, '/Resources 69 0 R', {}],
		['to another generation', `/Resources ${FONTS}`, '/Resources 60 1 R', { 60: FONTS }],
		['from nowhere', '', '/Resources 60 0 R', { 60: FONTS }],
		['from a dictionary to another', `/Resources ${FONTS}`, '/Resources << >>', {}],
	])('may not move %s', async (_, was, is, objects, base = {}) => {
		expect(await verdictOf(was, is, objects, base)).toBe(CHANGED);
	});

	it('may not move where readers may read the signed ones differently', async () => {
		const verdict = await verdictOf(
			'/Resources 30 0 R',
			'/Resources 60 0 R',
			{ 60: '<< /X 90 >>' },
			{ 30: '<< /X +90 >>' },
		);
		expect(verdict).toBe('readers may take +90 for different numbers');
	});
});
