import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { bodyDecoder } from '../../../nodes/WoSignDoc/push/wire/bodyDecoder';
import { cuttings } from './seededCuts';

const JSON_TEXT = JSON.stringify({ a: 'é+/=&%', b: '沃通' });
const BOM = '\uFEFF';

async function openPieces(pieces: Buffer[], contentType: string, contentEncoding: string) {
	const opened: Buffer[] = [];
	const source = (async function* () {
		yield* pieces;
	})();
	const open = bodyDecoder({ contentType, contentEncoding }, 1_000_000);
	for await (const chunk of open(source)) opened.push(chunk);
	return Buffer.concat(opened).toString();
}

async function open(body: string | Buffer, contentType: string, contentEncoding = '') {
	const opened = await Promise.all(
		cuttings(Buffer.from(body)).map(async (pieces) =>
			openPieces(pieces, contentType, contentEncoding),
		),
	);
	expect(new Set(opened).size).toBe(1);
	return opened[0];
}

describe('opening a request', () => {
	it.each(['application/json', 'application/json; charset=UTF-8', 'text/json', 'text/plain', ''])(
		'takes JSON sent as "%s"',
		async (contentType) => {
			expect(await open(JSON_TEXT, contentType)).toBe(JSON_TEXT);
		},
	);

	it('drops a BOM', async () => {
		expect(await open(BOM + JSON_TEXT, 'application/json')).toBe(JSON_TEXT);
	});

	it.each([
		['gzip', gzipSync(JSON_TEXT)],
		['deflate', deflateSync(JSON_TEXT)],
		['deflate', deflateRawSync(JSON_TEXT)],
	])('undoes %s', async (contentEncoding, body) => {
		expect(await open(body, 'application/json', contentEncoding)).toBe(JSON_TEXT);
	});

	it('takes the field data out of a form, whatever its place', async () => {
		const form = `x=1&data=${encodeURIComponent(BOM + JSON_TEXT).replace(/%20/g, '+')}&y=%41`;
		expect(await open(form, 'application/x-www-form-urlencoded')).toBe(JSON_TEXT);
	});

	it('drops a BOM in front of a form', async () => {
		const form = `${BOM}data=${encodeURIComponent(JSON_TEXT)}`;
		expect(await open(form, 'application/x-www-form-urlencoded')).toBe(JSON_TEXT);
	});

	it.each([
		['another content coding', 'application/json', 'br', 'unsupportedEncoding', '"br"'],
		[
			'two content codings',
			'application/json',
			'gzip, gzip',
			'unsupportedEncoding',
			'"gzip, gzip"',
		],
		[
			'a name that every object has',
			'application/json',
			'constructor',
			'unsupportedEncoding',
			'"constructor"',
		],
		['an unknown charset', 'text/json; charset="GBK-X"', '', 'unsupportedCharset', '"GBK-X"'],
		[
			'two charsets',
			'text/json; charset=GBK; charset=utf-8',
			'',
			'unsupportedCharset',
			'"GBK", "utf-8"',
		],
		[
			'another one as coding',
			'text/json; charset=GBK',
			'Big5',
			'unsupportedCharset',
			'"GBK", "big5"',
		],
	])('refuses %s unread, by its name', (_, contentType, contentEncoding, code, shown) => {
		expect(() => bodyDecoder({ contentType, contentEncoding }, 1_000_000)).toThrow(
			expect.objectContaining({ code, reason: expect.stringContaining(shown) }),
		);
	});

	it.each([
		['a form without the field', 'other=1', 'application/x-www-form-urlencoded', ''],
		['a wrong percent escape', 'data=%zz', 'application/x-www-form-urlencoded', ''],
		['a body that is not gzip', 'plain', 'application/json', 'gzip'],
		['a gzip body cut off', gzipSync(JSON_TEXT).subarray(0, 20), 'application/json', 'gzip'],
	])('refuses %s', async (_, body, contentType, contentEncoding) => {
		await expect(open(body, contentType, contentEncoding)).rejects.toMatchObject({
			code: 'malformedBody',
		});
	});
});

describe('the size of a body', () => {
	const headers = { contentType: 'application/json', contentEncoding: '' };
	const openBounded = async (body: Buffer, mostBytes: number, contentEncoding = '') => {
		let length = 0;
		const source = (async function* () {
			for (let at = 0; at < body.length; at += 1_000) yield body.subarray(at, at + 1_000);
		})();
		const open = bodyDecoder({ ...headers, contentEncoding }, mostBytes);
		for await (const chunk of open(source)) length += chunk.length;
		return length;
	};

	it('is taken at its bound and refused one byte beyond', async () => {
		expect(await openBounded(Buffer.alloc(5_000, 'x'), 5_000)).toBe(5_000);
		await expect(openBounded(Buffer.alloc(5_001, 'x'), 5_000)).rejects.toMatchObject({
			code: 'bodyTooLarge',
			httpStatus: 413,
		});
	});

	it.each([
		['gzip', gzipSync],
		['deflate', deflateSync],
	])('is bounded after decompression, too: a %s bomb ends at the bound', async (coding, pack) => {
		const bomb = pack(Buffer.alloc(50_000_000));
		expect(bomb.length).toBeLessThan(100_000);
		await expect(openBounded(bomb, 100_000, coding)).rejects.toMatchObject({
			code: 'bodyTooLarge',
		});
	});
});
