import type { Objects } from '../../support/pdfText';
import { makeIdentity } from '../../support/signatures/identities';
import type { UpdateOptions } from '../../support/signatures/laterUpdate';
import { objectStreamOf, updated } from '../../support/signatures/laterUpdate';
import { catalog, plainPdf, signedPdf, stream } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verdictAfter } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
const STORE: Objects = {
	1: catalog('/DSS 50 0 R'),
	50: '<< /Certs [51 0 R] >>',
	51: stream('abc'),
};

describe('an update is refused', () => {
	const streamed = signedPdf(updated(plainPdf(), { 30: '<< >>' }, { stream: 31 }), sign, {
		stream: 32,
	});
	const packing = (change?: (entries: string) => string) => ({
		51: stream('abc'),
		70: objectStreamOf(
			[
				[1, STORE[1] ?? ''],
				[50, STORE[50] ?? ''],
			],
			change,
		),
	});
	const options: UpdateOptions = { stream: 71, within: { 1: [70, 0], 50: [70, 1] } };

	it.each<[string, (entries: string) => string, string]>([
		[
			'counts none',
			(own) => own.replace(/\/N 2 \/First \d+/, '/N 0 /First 0'),
			'an object stream is malformed',
		],
		['has no count', (own) => own.replace('/N 2', ''), 'an object stream is malformed'],
		[
			'counts more than can be',
			(own) => own.replace('/N 2', '/N 999999'),
			'an object stream is malformed',
		],
		['has no first place', (own) => own.replace(/\/First \d+/, ''), 'a number is missing'],
		[
			'begins behind its end',
			(own) => own.replace(/\/First \d+/, '/First 9999'),
			'an object stream is malformed',
		],
	])('whose object stream %s', async (_, change, reason) => {
		expect(await verdictAfter(updated(streamed, packing(), options))).toBe('intact: dssUpdate');
		expect(await verdictAfter(updated(streamed, packing(change), options))).toBe(reason);
	});

	it('whose startxref leads to a stream of another kind', async () => {
		const startXref = () => updated(streamed, STORE, { stream: 71 }).lastIndexOf('51 0 obj');
		expect(await verdictAfter(updated(streamed, STORE, { stream: 71, startXref }))).toBe(
			'its startxref leads to another kind of stream',
		);
	});

	it('that writes an earlier one’s object stream again', async () => {
		const file = updated(streamed, packing(), options);
		expect(await verdictAfter(updated(file, { 72: '<< >>' }, { stream: 73 }))).toBe(
			'intact: dssUpdate',
		);
		expect(await verdictAfter(updated(file, { 70: stream('x') }, { stream: 73 }))).toBe(
			'it writes again what holds the structure of an update',
		);
	});

	it('whose object stream is as encrypted as the document', async () => {
		const trailer = (own: string) => `${own} /Encrypt 8 0 R`;
		const encrypt = { 8: '<< /Filter /Standard /V 1 /R 2 >>' };
		const base = updated(plainPdf(encrypt), { 30: '<< >>' }, { stream: 31, trailer });
		const file = signedPdf(base, sign, { stream: 32, update: { trailer } });
		expect(await verdictAfter(updated(file, STORE, { stream: 71, trailer }))).toBe(
			'intact: dssUpdate',
		);
		expect(await verdictAfter(updated(file, packing(), { ...options, trailer }))).toBe(
			'the file is encrypted, so what was changed can’t be determined',
		);
	});

	it('whose identity begins otherwise, in an encrypted file, whose key it is a part of', async () => {
		const trailer = (id: string) => `/Encrypt 8 0 R /ID [<${id}> <01>]`;
		const base = plainPdf({ 8: '<< /Filter /Standard /V 1 /R 2 >>' });
		const file = signedPdf(base, sign, { trailer: trailer('00') });
		const read = async (id: string) =>
			await verdictAfter(updated(file, STORE, { trailer: (own) => `${own} ${trailer(id)}` }));
		expect(await read('00')).toBe('intact: dssUpdate');
		expect(await read('02')).toBe('the file is encrypted, so what was changed can’t be determined');
	});

	it('whose numbers go far beyond the signed ones', async () => {
		const file = signedPdf(plainPdf(), sign);
		const read = async (number: number) => {
			const trailer = (own: string) => own.replace('/Size 100', `/Size ${number + 1}`);
			return await verdictAfter(updated(file, { ...STORE, [number]: '(x)' }, { trailer }));
		};
		expect(await read(10_099)).toBe('intact: dssUpdate');
		expect(await read(10_100)).toBe('its size does not fit its objects');
	});

	it('that has a second cross-reference stream', async () => {
		const row = '\x01\0\0\0\x0f\0\0';
		const section = stream(row, '/Type /XRef /W [1 4 2] /Index [50 1] /Size 100 /Root 1 0 R ');
		const update = { ...STORE, 72: section };
		expect(await verdictAfter(updated(streamed, update, { stream: 71 }))).toBe(
			'it has a cross-reference stream that nothing leads to',
		);
	});

	it('that writes an object twice', async () => {
		const before = '50 0 obj\n<< >>\nendobj\n';
		expect(await verdictAfter(updated(signedPdf(plainPdf(), sign), STORE, { before }))).toBe(
			'it writes an object twice',
		);
	});

	it('that begins on the line on which the signed bytes end, whose comment hides it', async () => {
		const withoutItsLineEnd = (bytes: Buffer) => sign(bytes.subarray(0, -1));
		const file = signedPdf(plainPdf(), withoutItsLineEnd, {
			range: ([a, b, c, d]) => [a, b, c, d - 1],
		}).subarray(0, -1);
		expect(await verdictAfter(file)).toBe('intact: nothing');
		expect(await verdictAfter(updated(file, STORE, { before: '\n' }))).toBe('intact: dssUpdate');
		expect(await verdictAfter(updated(file, STORE))).toBe('it does not begin on a line of its own');
	});
});
