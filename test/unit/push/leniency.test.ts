import { encode } from 'iconv-lite';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PushReader } from '../../../nodes/WoSignDoc/push/wire/pushReader';
import { FORM_TEXT } from '../../../nodes/WoSignDoc/push/wire/unencodedPlus';
import type { RequestBody } from './readRequest';
import { DOCUMENT, pushText, readPieces, readRequest, refusalOf, SHA256 } from './readRequest';

const FORM = 'application/x-www-form-urlencoded';
const CONTENT = DOCUMENT.toString('base64');

it('the document’s base64 has digits that a form encodes', () => expect(CONTENT).toMatch(/\+.*\//));

/** As .NET's and Java's form encoders write it: a space as `+`, and a `+` encoded. */
const formEncoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');

async function expectSigned(request: RequestBody, expected: object = {}): Promise<void> {
	const { result, document } = await readRequest(request);
	expect(result).toMatchObject({
		kind: 'signed',
		push: { signid: 'S-1', orderNumber: 'ORDER-1', ...expected },
		digest: { sha256: SHA256 },
	});
	expect(document.equals(DOCUMENT)).toBe(true);
}

describe('what has one meaning is accepted:', () => {
	const push = pushText();
	const { extendData } = JSON.parse(push) as { extendData: Record<string, unknown> };
	const spelled = SHA256.replace(/..(?!$)/g, '$&-');

	it.each<[string, RequestBody]>([
		['JSON as it is under the form type', { body: push, contentType: FORM }],
		['the same behind white space', { body: `\r\n ${push}`, contentType: FORM }],
		['the same behind a byte order mark', { body: `\ufeff${push}`, contentType: FORM }],
		['a form without a field name', { body: encodeURIComponent(push), contentType: FORM }],
		['the same with spaces as +', { body: formEncoded(push), contentType: FORM }],
		[
			'the same behind a byte order mark, encoded too',
			{ body: encodeURIComponent(`\ufeff${push}`), contentType: FORM },
		],
		[
			'the same as the name of a field without a value',
			{ body: `${encodeURIComponent(push)}=`, contentType: FORM },
		],
		['a body that is JSON text inside a JSON string', { body: JSON.stringify(push) }],
		[
			'the same with extendData as a string',
			{
				body: JSON.stringify(pushText({}, { extendData: JSON.stringify(extendData) })),
			},
		],
		['the same under the form type', { body: JSON.stringify(push), contentType: FORM }],
		[
			'the same as the field data',
			{ body: `data=${encodeURIComponent(JSON.stringify(push))}`, contentType: FORM },
		],
		['Content-Encoding: UTF-8', { body: push, contentEncoding: 'UTF-8' }],
		['Content-Encoding: identity', { body: push, contentEncoding: 'identity' }],
		[
			'Content-Encoding: gzip, identity',
			{ body: gzipSync(push), contentEncoding: 'gzip, identity' },
		],
		['Content-Encoding: x-gzip', { body: gzipSync(push), contentEncoding: 'x-gzip' }],
		['a charset in single quotes', { body: push, contentType: "text/json; charset='utf-8'" }],
		['a charset that is named without a name', { body: push, contentType: 'text/json; charset=' }],
		['an unknown media type', { body: push, contentType: 'application/octet-stream' }],
		['one behind a byte order mark', { body: `\ufeff${push}`, contentType: 'x/y' }],
		['one with a JSON string', { body: JSON.stringify(push), contentType: 'application/xml' }],
		['a trailing NUL', { body: `${push}\0` }],
		['trailing NULs and line breaks', { body: `${push}\r\n\0\0\n` }],
		['a body in a JSON string behind a byte order mark', { body: JSON.stringify(`\ufeff${push}`) }],
		[
			'extendData as text behind a byte order mark',
			{ body: pushText({}, { extendData: `\ufeff${JSON.stringify(extendData)}` }) },
		],
		[
			'a media type that came twice in one header',
			{ body: push, contentType: 'application/json; charset=utf-8, application/json' },
		],
		['extendData as an array of one object', { body: pushText({}, { extendData: [extendData] }) }],
		[
			'extendData as an array of one text',
			{ body: pushText({}, { extendData: [JSON.stringify(extendData)] }) },
		],
		[
			'extendData as the text of an array of one',
			{ body: pushText({}, { extendData: JSON.stringify([extendData]) }) },
		],
		['hash next to extendData', { body: pushText({ hash: undefined }, { hash: SHA256 }) }],
		[
			'content as a data URL',
			{ body: pushText({ content: `data:application/pdf;base64,${CONTENT}` }) },
		],
		[
			'content as a data URL, its slash escaped',
			{
				body: pushText({ content: 'DATA:application/pdf; base64,#' })
					.replace('n/p', 'n\\/p')
					.replace('#', CONTENT),
			},
		],
		['hash with dashes', { body: pushText({ hash: spelled }) }],
		['hash with colons', { body: pushText({ hash: spelled.replaceAll('-', ':') }) }],
		['hash with spaces', { body: pushText({ hash: spelled.replaceAll('-', ' ') }) }],
		['hash with 0x', { body: pushText({ hash: `0x${SHA256}` }) }],
		['hash with sha256:', { body: pushText({ hash: `sha256:${SHA256}` }) }],
		['hash with SHA-256=', { body: pushText({ hash: `SHA-256=${SHA256.toUpperCase()}` }) }],
		[
			'hash in base64 behind sha256-',
			{ body: pushText({ hash: `sha256-${Buffer.from(SHA256, 'hex').toString('base64')}` }) },
		],
		[
			'hash in base64 on two lines',
			{
				body: pushText({
					hash: createHash('sha512').update(DOCUMENT).digest('base64').replace(/.{76}/, '$&\r\n'),
				}),
			},
		],
		['status as decimal text', { body: pushText({}, { status: ' 1 ' }) }],
		['status as a number with a point', { body: push.replace('"status":1', '"status":1.0') }],
		['errorcode null', { body: pushText({}, { errorcode: null }) }],
		['no errorcode', { body: pushText({}, { errorcode: undefined }) }],
	])('%s', async (_, request) => await expectSigned(request));

	it.each([[[]], [{}], [true], [false], [''], [null], [[null]]])(
		'errorcode %j, which isn’t a code',
		async (errorcode) => {
			await expectSigned({ body: pushText({}, { errorcode }) }, { errorCodes: [] });
			const failed = await readRequest({ body: pushText({}, { status: 0, errorcode }) });
			expect(failed.result).toMatchObject({ kind: 'failed', push: { errorCodes: [] } });
		},
	);

	it('separators that the form did not encode', async () => {
		const orderNumber = 'a=b&c=';
		const body = encodeURI(pushText({ ordernumber: orderNumber })).replaceAll('+', '%2B');
		await expectSigned({ body, contentType: FORM }, { orderNumber });
		await expectSigned({ body: `${body}=`, contentType: FORM }, { orderNumber });
	});

	it('errorcode as an array of codes', async () => {
		const body = pushText({}, { status: 0, errorcode: ['-50', -57] });
		expect((await readRequest({ body })).result.push.errorCodes).toEqual(['-50', '-57']);
	});

	it.each([
		['GBK', 'gbk'],
		['gb2312', 'gbk'],
		['GB18030', 'gb18030'],
		['big5', 'big5'],
		['utf-16be', 'utf-16be'],
	])(
		'text in the charset that is declared, %s, also as Content-Encoding',
		async (label, charset) => {
			// The second byte of the last character is a backslash in GBK and Big5.
			const orderNumber = charset === 'big5' ? '採購-功' : '采购-誠';
			const body = encode(pushText({ ordernumber: orderNumber }), charset);
			await expectSigned(
				{ body, contentType: `application/json; charset=${label}` },
				{ orderNumber },
			);
			await expectSigned({ body, contentEncoding: label }, { orderNumber });
		},
	);

	it.each([
		['UTF-8', 'utf-8'],
		['UTF-16, the low byte first', 'utf-16le'],
		['UTF-16, the high byte first', 'utf-16be'],
	])('text in %s by its byte order mark, whatever is declared', async (_, charset) => {
		const orderNumber = '采购-誠';
		const body = encode(pushText({ ordernumber: orderNumber }), charset, { addBOM: true });
		for (const contentType of ['application/json', 'text/json; charset=GBK', 'x/y', FORM]) {
			await expectSigned({ body, contentType }, { orderNumber });
		}
	});

	it('a character that really is U+FFFD', async () => {
		await expectSigned({ body: pushText({ ordernumber: '\ufffd' }) }, { orderNumber: '\ufffd' });
	});
});

describe('a hash that lost its leading zeros', () => {
	/** A document whose digest begins with just so many zeros. */
	function beginningWith(zeros: number, algorithm: string) {
		for (let number = 0; ; number++) {
			const document = Buffer.from(`document ${number}`);
			const hash = createHash(algorithm).update(document).digest('hex');
			const shortened = hash.replace(/^0+/, '');
			if (hash.length - shortened.length === zeros) return { document, hash, shortened };
		}
	}

	it.each([
		[1, 'sha224'],
		[1, 'sha256'],
		[2, 'sha256'],
		[1, 'sha384'],
		[2, 'sha512'],
	])('is accepted when %i lack and the rest matches: %s', async (zeros, algorithm) => {
		const { document, hash, shortened } = beginningWith(zeros, algorithm);
		const content = document.toString('base64');
		for (const one of [shortened, `0x${shortened.toUpperCase()}`]) {
			const { result } = await readRequest({ body: pushText({ content, hash: one }) });
			expect(result).toMatchObject({ digest: { hash, hashAlgorithm: algorithm } });
		}
	});

	it('is refused when three lack, or the rest is another’s', async () => {
		const { document, shortened } = beginningWith(3, 'sha256');
		const content = document.toString('base64');
		const codes = [shortened, `${shortened}00`, SHA256.slice(1), SHA256.slice(2)].map(
			async (hash) => (await refusalOf({ body: pushText({ content, hash }) })).code,
		);
		expect(await Promise.all(codes)).toEqual(Array(4).fill('unknownHash'));
	});
});

describe('a form whose + was not encoded', () => {
	const remarks = [expect.stringContaining('did not encode “+”')];
	const form = (text: string) =>
		`data=${text.replaceAll('%', '%25').replaceAll('&', '%26').replaceAll(' ', '%20')}`;
	const contentType = FORM;

	it('is read with its + when that makes the hash right, which is said', async () => {
		const { result, document } = await readRequest({
			body: form(pushText({ ordernumber: 'A+B C', remark: '1+1' })),
			contentType,
		});
		expect(document.equals(DOCUMENT)).toBe(true);
		// The sender encodes no +, so every + is one.
		expect(result).toMatchObject({
			push: { orderNumber: 'A+B C', extendData: { remark: '1+1' } },
			remarks,
		});
	});

	it('is read so in Shift_JIS, which makes other control characters of some', async () => {
		const body = encode(form(pushText({ ordernumber: 'A+ソ\u007f' })), 'shift_jis');
		const refusal = await refusalOf({ body, contentType: `${FORM}; charset=shift_jis` });
		expect(refusal.code).toBe('malformedJson');
		const whole = encode(form(pushText({ ordernumber: 'A+ソ' })), 'shift_jis');
		const { result } = await readRequest({
			body: whole,
			contentType: `${FORM}; charset=Shift_JIS`,
		});
		expect(result).toMatchObject({ push: { orderNumber: 'A+ソ' }, remarks });
	});

	it('is read so without a field name, and in JSON inside strings', async () => {
		const { extendData } = JSON.parse(pushText()) as { extendData: object };
		const inString = JSON.stringify(extendData);
		for (const text of [pushText(), pushText({}, { extendData: inString })]) {
			for (const body of [form(text), form(JSON.stringify(text)), encodeURI(text)]) {
				const { result, document } = await readRequest({ body, contentType });
				expect(document.equals(DOCUMENT)).toBe(true);
				expect(result).toMatchObject({ remarks });
			}
		}
	});

	it('names its order by that + before all of it has come', () => {
		const reader = new PushReader();
		reader.feed(FORM_TEXT);
		const [before = ''] = pushText({ ordernumber: 'A+B' })
			.replaceAll('+', '\u0001')
			.split('","hash"');
		reader.feed(Buffer.from(before));
		expect(reader.knownOrder()).toEqual({ signid: 'S-1', orderNumber: 'A+B' });
	});

	it('is refused when that makes the hash no better', async () => {
		const body = form(pushText({ hash: createHash('sha256').digest('hex') }));
		expect((await refusalOf({ body, contentType })).code).toBe('hashMismatch');
	});

	it('is none when its + are encoded, or nothing shows that it is: a + is a space then', async () => {
		const body = `data=${formEncoded(pushText({ ordernumber: 'A+B C' }))}`;
		const { result } = await readRequest({ body, contentType });
		expect(result.push.orderNumber).toBe('A+B C');
		expect(result).not.toHaveProperty('remarks');
		const failed = `data=${formEncoded(pushText({ ordernumber: 'A B', content: undefined }, { status: 0 }))}`;
		expect((await readRequest({ body: failed, contentType })).result.push.orderNumber).toBe('A B');
		// Base64 with spaces in it, as another sender may break its lines.
		const [before = '', after = ''] = CONTENT.split('+', 2);
		const spaced = `${before}+ ${after} ${CONTENT.slice(before.length + after.length + 1)}`;
		const broken = `data=${formEncoded(pushText({ content: spaced }))}`;
		await expectSigned({ body: broken, contentType });
	});
});

describe('what has no meaning, or two, is refused in words:', () => {
	it('NULs by the megabyte, in no time', async () => {
		const pieces = [Buffer.from('['), Buffer.alloc(1_000_000), Buffer.from('x')];
		await expect(readPieces(pieces, {})).rejects.toMatchObject({ code: 'malformedJson' });
	});

	it('a body that is not text, whose order it does not name', async () => {
		const reader = new PushReader();
		reader.feed(encode(pushText({ signid: 'S', ordernumber: '采购' }), 'gbk'));
		expect(() => reader.end()).toThrow(expect.objectContaining({ code: 'malformedText' }));
		expect(reader.knownOrder()).toEqual({ signid: 'S' });
		const half = new PushReader();
		half.feed(Buffer.from(pushText({ signid: 'S', ordernumber: 'A\ud800' })));
		expect(() => half.end()).toThrow(expect.objectContaining({ code: 'notAPush' }));
		expect(half.knownOrder()).toEqual({ signid: 'S' });
	});

	const twice = JSON.stringify(JSON.stringify(pushText()));
	const { extendData } = JSON.parse(pushText()) as { extendData: object };

	it.each<[string, RequestBody, string, string]>([
		[
			'status ""',
			{ body: pushText({}, { status: '' }) },
			'notAPush',
			'status must be 0 or 1, not ""',
		],
		['status " "', { body: pushText({}, { status: ' ' }) }, 'notAPush', 'not " "'],
		['status "0x1"', { body: pushText({}, { status: '0x1' }) }, 'notAPush', 'not "0x1"'],
		['status "1e0"', { body: pushText({}, { status: '1e0' }) }, 'notAPush', 'not "1e0"'],
		['status true', { body: pushText({}, { status: true }) }, 'notAPush', 'not true'],
		['status null', { body: pushText({}, { status: null }) }, 'notAPush', 'not null'],
		[
			'a digest with more dashes than anybody writes',
			{ body: pushText({ hash: SHA256.replace(/^../, `$&${'-'.repeat(450)}`) }) },
			'unknownHash',
			'is not a SHA-2 digest',
		],
		[
			'nothing that could be decompressed',
			{ body: '', contentEncoding: 'deflate' },
			'malformedBody',
			'the body does not decompress',
		],
		['status [1]', { body: pushText({}, { status: [1] }) }, 'notAPush', 'not an array of 1'],
		['status 0.1', { body: pushText({}, { status: 0.1 }) }, 'notAPush', 'not 0.1'],
		[
			'actiontype null',
			{ body: pushText({}, { actiontype: null }) },
			'notAPush',
			'actiontype must be text, not null',
		],
		['actiontype 5', { body: pushText({}, { actiontype: 5 }) }, 'notAPush', 'not 5'],
		[
			'no actiontype',
			{ body: pushText({}, { actiontype: undefined }) },
			'notAPush',
			'not left out',
		],
		[
			'both names of the order null',
			{ body: pushText({ signid: null, ordernumber: null }) },
			'notAPush',
			'neither signid nor ordernumber',
		],
		[
			'half of a surrogate pair in the order number',
			{ body: pushText({ ordernumber: 'A\ud800' }) },
			'notAPush',
			'extendData.ordernumber holds half of a surrogate pair, not "A\\ud800"',
		],
		[
			'half of one around JSON in a string',
			{ body: JSON.stringify(pushText()).replace('ORDER-1', '\\ud83d') },
			'malformedText',
			'half of a surrogate pair',
		],
		[
			'the other half of one there',
			{ body: JSON.stringify(pushText()).replace('ORDER-1', '\\ude00') },
			'malformedText',
			'half of a surrogate pair',
		],
		[
			'half of one behind JSON in a string',
			{ body: JSON.stringify(pushText()).replace(/"$/, '\\ud83d"') },
			'malformedText',
			'half of a surrogate pair',
		],
		[
			'extendData of two objects',
			{ body: pushText({}, { extendData: [extendData, extendData] }) },
			'notAPush',
			'extendData must be an object, not an array of 2',
		],
		[
			'errorcode as an object',
			{ body: pushText({}, { errorcode: { a: 1 } }) },
			'notAPush',
			'an object',
		],
		[
			'content as a number',
			{ body: pushText({ content: 5 }) },
			'notAPush',
			'content must be text, not 5',
		],
		[
			'content as a number of 19 digits',
			{ body: pushText({ content: '#' }).replace('"#"', '1961005746230337538') },
			'notAPush',
			'1961005746230337538',
		],
		[
			'a data URL not in base64',
			{ body: pushText({ content: 'data:text/plain,x' }) },
			'notBase64',
			'data URL',
		],
		[
			'a data URL cut off',
			{ body: pushText({ content: 'data:text/plain' }) },
			'notBase64',
			'data URL',
		],
		[
			'a data URL with an endless beginning',
			{ body: pushText({ content: `data:${'x'.repeat(300)};base64,${CONTENT}` }) },
			'notBase64',
			'data URL',
		],
		[
			'a hash of another kind',
			{ body: pushText({ hash: 'md5:abcd' }) },
			'unknownHash',
			'"md5:abcd"',
		],
		[
			'JSON text in a string in a string',
			{ body: twice },
			'notAPush',
			'the body must be an object',
		],
		['something after a NUL', { body: `${pushText()}\0{}` }, 'malformedJson', 'not valid JSON'],
		[
			'a raw control character in plain JSON',
			{ body: pushText({ ordernumber: '#' }).replace('#', '\u0001') },
			'malformedJson',
			'not valid JSON',
		],
		[
			'one that a form encodes',
			{ body: `data=${encodeURIComponent('{"\u0001":1}')}`, contentType: FORM },
			'malformedJson',
			'control character',
		],
		[
			'one that a form has in a string in a string',
			{
				body: `data=${encodeURIComponent(pushText({}, { extendData: JSON.stringify(extendData).replace('ORDER', 'A\u0001B') }))}`,
				contentType: FORM,
			},
			'malformedJson',
			'control character',
		],
		[
			'error codes by the thousand',
			{ body: pushText({}, { status: 0, errorcode: Array(20).fill('1&'.repeat(60)) }) },
			'notAPush',
			'errorcode has more than 1000 codes',
		],
		[
			'bytes that are not UTF-8',
			{ body: encode(pushText({ ordernumber: '采购' }), 'gbk') },
			'malformedText',
			'not in UTF-8',
		],
		[
			'bytes that are not in the charset declared',
			{
				body: Buffer.from(pushText({ ordernumber: '采\uffff' })),
				contentType: 'x/y; charset=Big5',
			},
			'malformedText',
			'"Big5"',
		],
		[
			'characters of Big5 that Node.js makes private ones',
			{
				body: encode(pushText({ ordernumber: '①' }), 'big5'),
				contentType: 'application/json; charset=big5',
			},
			'malformedText',
			'characters that this n8n cannot read in the charset that it declares, "big5"',
		],
		[
			'what claims to be Latin-1 and is not UTF-8',
			{
				body: Buffer.from(pushText({ ordernumber: 'é' }), 'latin1'),
				contentType: 'text/plain; charset=ISO-8859-1',
			},
			'malformedText',
			'"ISO-8859-1"',
		],
		[
			'another media type',
			{ body: '<a/>', contentType: 'application/xml' },
			'unsupportedMediaType',
			'"application/xml"',
		],
		[
			'a form with other fields',
			{ body: 'json=1&x=2', contentType: FORM },
			'malformedBody',
			'no field "data", only "json", "x"',
		],
		[
			'a form with the field twice',
			{ body: 'data={}&data={}', contentType: FORM },
			'malformedBody',
			'more than one',
		],
		[
			'a form cut in an escape',
			{ body: 'data=%7', contentType: FORM },
			'malformedBody',
			'percent escape',
		],
		[
			'such a form without a field',
			{ body: '%7B%7', contentType: FORM },
			'malformedBody',
			'percent escape',
		],
		[
			'a field of a form behind JSON',
			{ body: `${encodeURIComponent(pushText())}&x=1`, contentType: FORM },
			'malformedJson',
			'not valid JSON',
		],
	])('%s', async (_, request, code, words) => {
		const refusal = await refusalOf(request);
		expect([refusal.code, refusal.reason]).toEqual([code, expect.stringContaining(words)]);
	});
});

describe('numbers and text of a push', () => {
	it('are what was sent, the order’s names and what else it says', async () => {
		const body = pushText({ signid: '#', ordernumber: '#', remark: ['#', 1, '1e+21'] })
			.replaceAll('"#"', '1961005746230337538')
			.replace('"1e+21"', '1e21,0.10,-0');
		expect((await readRequest({ body })).result.push).toMatchObject({
			signid: '1961005746230337538',
			orderNumber: '1961005746230337538',
			extendData: { remark: ['1961005746230337538', 1, '1e21', '0.10', '-0'] },
		});
	});

	it('keep their spaces', async () => {
		await expectSigned(
			{ body: pushText({ ordernumber: ' A\u00a0' }) },
			{ orderNumber: ' A\u00a0' },
		);
	});

	it('are there without what is null', async () => {
		await expectSigned({ body: pushText({ ordernumber: null }) }, { orderNumber: '' });
	});

	it('in extendData keep half of a surrogate pair as it is', async () => {
		const { result } = await readRequest({ body: pushText({ remark: '\ud83d' }) });
		expect(result.push.extendData).toEqual({ remark: '\ud83d' });
	});
});
