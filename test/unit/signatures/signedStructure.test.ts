import type { Objects } from '../../support/pdfText';
import { makeIdentity } from '../../support/signatures/identities';
import type { UpdateOptions } from '../../support/signatures/laterUpdate';
import { lastStartXref, objectStreamOf, updated } from '../../support/signatures/laterUpdate';
import { plainPdf, signedPdf, stream } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verdictAfter } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
/** A line end that a program has added: what was signed is looked at then. */
const withLineEnd = (file: Buffer) => Buffer.concat([file, Buffer.from('\n')]);
const FREE = '0000000000 65535 f \n';
const place = (at: number) => String(at).padStart(10, '0');

describe('the signed bytes are refused', () => {
	const readTable = async (change: (text: string) => string, options = {}) => {
		const base = Buffer.from(change(plainPdf().toString('latin1')), 'latin1');
		return await verdictAfter(withLineEnd(signedPdf(base, sign, options)));
	};

	it.each<[string, (text: string) => string, string]>([
		[
			'whose table begins within a word',
			(text) => text.replace('xref\n0 1', 'xref0 1'),
			'a cross-reference table is missing',
		],
		[
			'whose table ends before its entries do',
			(text) => text.replace('4 1\n', '4 2\n').replace(/trailer\n.*\n/, ''),
			'it ends early',
		],
		[
			'whose trailer is no dictionary',
			(text) => text.replace(/trailer\n.*\n/, 'trailer\n[1 0 R]\n'),
			'a dictionary is missing',
		],
		[
			'whose trailer is followed by another value',
			(text) => text.replace('\nstartxref', ' << /Root 3 0 R >>\nstartxref'),
			'something follows a trailer',
		],
		[
			'whose trailer has a key twice',
			(text) => text.replace('/Root 1 0 R', '/Root 1 0 R /Root 3 0 R'),
			'the signed bytes have a trailer with a key twice',
		],
		[
			'whose sections lead in a circle',
			(text) => text.replace(/(?=>>\nstartxref)/, `/Prev ${lastStartXref(plainPdf())} `),
			'its cross-references lead in a circle',
		],
	])('%s', async (_, change, reason) => {
		expect(await readTable((text) => text)).toBe('intact: whiteSpace');
		expect(await readTable(change)).toBe(reason);
	});

	it.each<[string, UpdateOptions, string]>([
		[
			'that tell no size',
			{ trailer: (entries) => entries.replace('/Size 100', '') },
			'the signed bytes tell a size that does not fit their objects',
		],
		[
			'whose catalog is no object of its own',
			{ trailer: (entries) => entries.replace('1 0 R', '<< /Pages 2 0 R >>') },
			'it has no root',
		],
		[
			'with an entry that leads to an object of another number',
			{ lines: (lines) => [...lines, `90 1\n${place(plainPdf().indexOf('4 0 obj'))} 00000 n \n`] },
			'a cross-reference leads to the wrong place',
		],
		[
			'with an entry of another generation than its object',
			{ lines: (lines) => [...lines, `4 1\n${place(plainPdf().indexOf('4 0 obj'))} 00001 n \n`] },
			'a cross-reference leads to the wrong place',
		],
		[
			'that free an object in use, which is found by who searches for it',
			{ lines: (lines) => [...lines, `4 1\n${FREE}`] },
			'the signed bytes refer to an object 4 that is missing',
		],
	])('%s', async (_, update, reason) => {
		expect(await readTable((text) => text, { update })).toBe(reason);
	});

	it('with a startxref without an offset between two objects', async () => {
		const objects = { 30: '<< >>', 31: '<< >>' };
		const read = async (between: string) => {
			const base = updated(plainPdf(), objects, { between });
			return await verdictAfter(withLineEnd(signedPdf(base, sign)));
		};
		expect(await read('%startx\n')).toBe('intact: whiteSpace');
		expect(await read('startxref\nhere\n')).toBe(
			'the signed bytes hold something between their objects',
		);
	});

	it('with a comment in an object, if it contains part of a document', async () => {
		const read = async (comment: string) =>
			await verdictAfter(withLineEnd(signedPdf(plainPdf({ 30: `<< %${comment}\n >>` }), sign)));
		expect(await read('a semitrail')).toBe('intact: whiteSpace');
		expect(await read('trailer << /Root 30 0 R >>')).toBe('part of a document is in a comment');
	});

	it('that end with a place, but not as a file does', async () => {
		const file = signedPdf(plainPdf(), sign, { update: { end: '\n' } });
		expect(await verdictAfter(withLineEnd(file))).toBe('the signed bytes end within the document');
	});

	it('with a stream that only some readers take for a part of the structure', async () => {
		const read = async (type: string) => {
			const base = plainPdf({ 30: stream('x', `/Type ${type} `), 31: '/ObjStm' });
			return await verdictAfter(withLineEnd(signedPdf(base, sign)));
		};
		const unclear = 'the signed bytes hold a stream of an unclear type';
		expect(await read('/X')).toBe('intact: whiteSpace');
		expect(await read('/XRef')).toBe('a cross-reference stream is malformed');
		expect(await read('31 0 R')).toBe(unclear);
	});

	it('that go on after their end', async () => {
		const read = async (end: string) =>
			await verdictAfter(withLineEnd(signedPdf(plainPdf(), sign, { update: { end } })));
		expect(await read('%%EOF\r\n')).toBe('intact: whiteSpace');
		expect(await read('%%EOF\r\n\n')).toBe('the signed bytes end within the document');
	});
});

describe('an object stream of the signed bytes', () => {
	const EMPTY = '<< /Type /ObjStm /N 0 /First 0 /Length 0 >>';
	/** What becomes of a file in which object 40 is packed, and the others are given. */
	const read = async (
		objects: Objects,
		within: UpdateOptions['within'] = {},
		packed = objectStreamOf([[40, '<< >>']]),
	) => {
		const all = { 30: packed, ...objects };
		const base = updated(plainPdf(), all, { stream: 31, within: { 40: [30, 0], ...within } });
		return await verdictAfter(withLineEnd(signedPdf(base, sign, { stream: 32 })));
	};

	it('is read', async () => {
		expect(await read({})).toBe('intact: whiteSpace');
	});

	it('is refused when one of its objects was replaced, and a reference leads to nothing', async () => {
		const packed = { 30: objectStreamOf([[40, '<< >>']]), 34: '[98 0 R]' };
		const base = updated(plainPdf(), packed, { stream: 31, within: { 40: [30, 0] } });
		const after = async (file: Buffer) =>
			await verdictAfter(withLineEnd(signedPdf(file, sign, { stream: 32 })));
		expect(await after(base)).toBe('intact: whiteSpace');
		expect(await after(updated(base, { 40: '<< >>' }, { stream: 33 }))).toBe(
			'the signed bytes refer to an object 98 that is missing',
		);
	});

	it.each<[string, Objects, readonly [number, number], string]>([
		['at an object of another number', {}, [30, 0], 'a cross-reference leads to the wrong place'],
		['behind its last object', {}, [30, 7], 'a cross-reference leads to the wrong place'],
		['in a stream that is missing', {}, [39, 0], 'a cross-reference leads to the wrong place'],
		[
			'in a stream that is packed itself',
			{},
			[40, 0],
			'a cross-reference leads to the wrong place',
		],
		['in another stream', {}, [4, 0], 'an object stream is of another type'],
		[
			'in what has no stream',
			{ 33: EMPTY.replace('/N 0 /First 0', '/N 1 /First 5') },
			[33, 0],
			'an object stream is malformed',
		],
	])('is refused when an object is looked for %s', async (_, objects, entry, reason) => {
		expect(await read(objects, { 41: entry })).toBe(reason);
	});

	it.each<[string, string, string]>([
		[
			'empty',
			`${EMPTY}\nstream\nendstream`,
			'the signed bytes hold a stream, object 33, that is shorter than it says',
		],
		[
			'without a length',
			`${EMPTY.replace('/Length 0', '')}\nstream\n\nendstream`,
			'a stream has another length than it says',
		],
		[
			'of more objects than it has',
			`${EMPTY.replace('/N 0', '/N 999999')}\nstream\n\nendstream`,
			'an object stream is malformed',
		],
		[
			'that begins behind its end',
			`${EMPTY.replace('/First 0', '/First 9')}\nstream\n\nendstream`,
			'an object stream is malformed',
		],
	])('is refused when it is %s', async (_, text, reason) => {
		expect(await read({ 33: text })).toBe(reason);
	});
});
