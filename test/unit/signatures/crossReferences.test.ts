import { deflateSync } from 'node:zlib';
import type { Objects } from '../../support/pdfText';
import { predicted } from '../../support/pdfText';
import { makeIdentity } from '../../support/signatures/identities';
import type { UpdateOptions } from '../../support/signatures/laterUpdate';
import { lastStartXref, updated, withSection } from '../../support/signatures/laterUpdate';
import { catalog, plainPdf, signedPdf, stream, written } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verdictAfter } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
/** A line end that a program has added: what was signed is looked at then. */
const withLineEnd = (file: Buffer) => Buffer.concat([file, Buffer.from('\n')]);
const STORE: Objects = {
	1: catalog('/DSS 50 0 R'),
	50: '<< /Certs [51 0 R] >>',
	51: stream('abc'),
};
const FREE = '0000000000 65535 f \n';

describe('a cross-reference stream of the signed bytes', () => {
	const base = updated(plainPdf(), { 30: '<< >>' }, { stream: 31 });
	const read = async (file: Buffer) =>
		await verdictAfter(withLineEnd(signedPdf(file, sign, { stream: 32 })));
	const adding = (entries: string) => (own: string) => `${own} ${entries}`;
	const inRows = (columns: number) => (data: Buffer) =>
		deflateSync(predicted(data.toString('latin1'), columns));
	/** The predictor that encodes a byte as its difference from the one above. */
	const UP = 2;
	const MALFORMED = 'a cross-reference stream is malformed';
	const COMPRESSED = 'a stream is compressed in an unusual way';
	const PREDICTED = 'a stream is predicted in an unusual way';

	it('of all objects needs no list of their numbers', async () => {
		const rows: UpdateOptions['rows'] = (own) => [
			[0, 0, 0, 0],
			...[1, 2, 3, 4].map(
				(number) => [number, 1, base.indexOf(`\n${number} 0 obj`) + 1, 0] as const,
			),
			...own,
		];
		const trailer = (entries: string) => entries.replace('/Size 100', '/Size 7');
		const whole = updated(plainPdf(), { 5: '<< >>' }, { stream: 6, rows, trailer });
		const unlisted = withSection(whole, (own) => own.replace(/\/Index \[.*?\]/, ''));
		expect(await read(unlisted)).toBe('intact: whiteSpace');
		expect(await read(withSection(unlisted, (own) => own.replace('/Size 7', '')))).toBe(MALFORMED);
	});

	it.each<[string, string, (data: Buffer) => Buffer]>([
		['as it is', '', (data) => data],
		['compressed', '/Filter /FlateDecode', deflateSync],
		['compressed, by a list of one filter', '/Filter [/FlateDecode]', deflateSync],
		[
			'predicted, in rows of an entry each',
			'/Filter [/FlateDecode] /DecodeParms [<< /Predictor 15 /Columns 7 >>]',
			inRows(7),
		],
		[
			'predicted, in rows of a byte each',
			'/Filter /FlateDecode /DecodeParms << /Predictor 15 >>',
			(data) =>
				deflateSync(Buffer.from([...data].flatMap((byte, at) => [UP, byte - (data[at - 1] ?? 0)]))),
		],
		[
			'with parameters that tell no predictor',
			'/Filter /FlateDecode /DecodeParms << /Columns 7 >>',
			deflateSync,
		],
	])('is read: %s', async (_, entries, data) => {
		expect(await read(withSection(base, adding(entries), data))).toBe('intact: whiteSpace');
	});

	it.each<[string, (entries: string) => string, string]>([
		['that leads to another one', adding('/XRefStm 15'), MALFORMED],
		['without widths', (own) => own.replace('/W [1 4 2]', ''), MALFORMED],
		['of two widths', (own) => own.replace('/W [1 4 2]', '/W [1 6]'), MALFORMED],
		['of four widths', (own) => own.replace('/W [1 4 2]', '/W [1 4 1 1]'), MALFORMED],
		['of kinds that take two bytes', (own) => own.replace('[1 4 2]', '[2 4 1]'), MALFORMED],
		['of places that take no byte', (own) => own.replace('[1 4 2]', '[1 0 6]'), MALFORMED],
		['of places that take seven bytes', (own) => own.replace('[1 4 2]', '[1 7 2]'), MALFORMED],
		['of one width', (own) => own.replace('[1 4 2]', '7'), '/W is not a plain array'],
		[
			'of a width with a point',
			(own) => own.replace('[1 4 2]', '[1 4.0 2]'),
			'/W holds what is not a plain number',
		],
		[
			'of a width by reference',
			(own) => own.replace('[1 4 2]', '[1 4 30 0 R]'),
			'/W holds what is not a plain number',
		],
		['whose numbers are none', (own) => own.replace(/\/Index \[.*?\]/, '/Index []'), MALFORMED],
		['with a number and no count', (own) => own.replace('31 1]', '31 1 33]'), MALFORMED],
		['with a number and a count of none', (own) => own.replace('31 1]', '31 1 33 0]'), MALFORMED],
		['of fewer entries than it names', (own) => own.replace('31 1]', '31 1 33 1]'), MALFORMED],
		['compressed otherwise', adding('/Filter /LZWDecode'), COMPRESSED],
		['compressed twice', adding('/Filter [/FlateDecode /FlateDecode]'), COMPRESSED],
		['that is not compressed, but has parameters', adding('/DecodeParms << >>'), COMPRESSED],
		[
			'whose filter is in an array, and its parameters are not',
			adding('/Filter [/FlateDecode] /DecodeParms << >>'),
			COMPRESSED,
		],
		[
			'whose filter is not in an array, and its parameters are',
			adding('/Filter /FlateDecode /DecodeParms [<< >>]'),
			COMPRESSED,
		],
		[
			'whose one filter has parameters twice',
			adding('/Filter [/FlateDecode] /DecodeParms [<< >> << >>]'),
			COMPRESSED,
		],
		['whose parameters are none', adding('/Filter [/FlateDecode] /DecodeParms [null]'), COMPRESSED],
	])('is refused %s', async (_, entries, reason) => {
		expect(await read(withSection(base, entries))).toBe(reason);
	});

	it.each<[string, string, string, number?]>([
		['as images are', '/Predictor 2 /Columns 7', PREDICTED],
		['in rows that are not whole', '/Predictor 15 /Columns 6', PREDICTED],
		['in rows of no byte', '/Predictor 15 /Columns 0', PREDICTED],
		['in colors', '/Predictor 15 /Columns 7 /Colors 3', PREDICTED],
		['in parts of a byte', '/Predictor 15 /Columns 7 /BitsPerComponent 4', PREDICTED],
		['with an unknown parameter', '/Predictor 15 /Columns 7 /X 1', PREDICTED],
		[
			'as no reader knows',
			'/Predictor 15 /Columns 7',
			'a stream is predicted in an unknown way',
			9,
		],
	])('is refused when it is predicted %s', async (_, parameters, reason, kind = 0) => {
		const entries = adding(`/Filter /FlateDecode /DecodeParms << ${parameters} >>`);
		const predict = (data: Buffer) => {
			const rows = predicted(data.toString('latin1'), 7);
			rows.writeUInt8(kind);
			return deflateSync(rows);
		};
		expect(await read(withSection(base, entries, predict))).toBe(reason);
	});

	it('is refused when its indexes take more bytes than a number is read from', async () => {
		const wide = (bytes: number) =>
			withSection(
				base,
				(own) => own.replace('[1 4 2]', `[1 4 ${bytes}]`),
				(data) => {
					const rows = [data.subarray(0, 7), data.subarray(7)];
					const zeros = Buffer.alloc(bytes - 2);
					return Buffer.concat(rows.flatMap((row) => [row.subarray(0, 5), zeros, row.subarray(5)]));
				},
			);
		expect(await read(wide(6))).toBe('intact: whiteSpace');
		expect(await read(wide(7))).toBe(MALFORMED);
	});

	it('is refused when more comes out of it than its entries could need', async () => {
		const entries = adding('/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 7 >>');
		const large = () => deflateSync(Buffer.alloc(8 * 600_000));
		expect(await read(withSection(base, entries, large))).toBe(
			'a cross-reference stream is larger than is read',
		);
	});
});

describe('a hybrid file, whose second section lists objects that its table hides', () => {
	const base = plainPdf();
	const hidden = '<< /X 1 >>';
	const sectionAt = base.length + `30 0 obj\n${hidden}\nendobj\n`.length;
	const row = Buffer.from([1, 0, 0, base.length >> 8, base.length & 0xff, 0, 0]);
	const hybrid = (entries = '') => {
		const head = `/Type /XRef /W [1 4 2] /Index [30 1] /Size 100 ${entries} `;
		const section = stream(row.toString('latin1'), head);
		const file = updated(
			base,
			{ 30: hidden, 31: section },
			{
				lines: (lines) => lines.map((line) => (line.startsWith('30 ') ? `30 1\n${FREE}` : line)),
				trailer: (own) => `${own} /XRefStm ${sectionAt}`,
			},
		);
		return signedPdf(file, sign);
	};

	it('is read, and may be followed by an update', async () => {
		expect(await verdictAfter(withLineEnd(hybrid()))).toBe('intact: whiteSpace');
		expect(await verdictAfter(written(hybrid(), STORE))).toBe('intact: dssUpdate');
	});

	it('is rejected once a hidden object is written again, because not all readers know it', async () => {
		const plain = signedPdf(plainPdf({ 30: hidden }), sign);
		expect(await verdictAfter(written(plain, { 30: hidden }))).toBe('intact: dssUpdate');
		expect(await verdictAfter(written(hybrid(), { 30: hidden }))).toBe(
			'object 30 was changed after it was signed',
		);
	});

	it('is refused when its second section leads on to another than the table does', async () => {
		const read = async (previous: number) =>
			await verdictAfter(withLineEnd(hybrid(`/Prev ${previous}`)));
		const previous = lastStartXref(base) ?? 0;
		expect(await read(previous)).toBe('intact: whiteSpace');
		expect(await read(previous - 9)).toBe('its cross-references branch');
	});
});
