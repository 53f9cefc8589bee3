import fc from 'fast-check';
import { orderSchema } from '../../../nodes/WoSignDoc/order/judge/orderSchema';
import { parseResponse } from '../../../nodes/WoSignDoc/order/send/parseResponse';
import { ProtocolError } from '../../../nodes/WoSignDoc/protocol/errors';
import { inlineBase64 } from '../../../nodes/WoSignDoc/shared/binarySource';
import { JSON_BODY } from '../../../nodes/WoSignDoc/shared/bodyEncoding';
import { toErrorJson } from '../../../nodes/WoSignDoc/shared/nodeErrors';
import { responseText } from '../../../nodes/WoSignDoc/shared/responseText';

const ORDER_NUMBER = '采购-001';
const TOKEN = 'TOKEN-7';
const order = orderSchema.parse({
	documentSource: 'file',
	orderNumber: ORDER_NUMBER,
	subject: '',
	password: '',
	document: { filebase: inlineBase64('AAAA'), fileformat: 'pdf' },
	signerlist: [
		{ signType: '1', orgName: '沃通', orgNo: '440301103308619', signlist: [{}] },
		{ signType: '2', userName: '张三', userNo: '11010519491231002X', signlist: [{}] },
	],
});

function parse(body: string, onExisting: 'error' | 'item' = 'error', charsetProblem?: string) {
	const response = { status: 200, body, contentType: '', location: undefined };
	const read = charsetProblem === undefined ? response : { ...response, charsetProblem };
	return parseResponse({ response: read, encoding: JSON_BODY, wasTriedOtherwise: false }, order, {
		tokenId: TOKEN,
		onExisting,
		isFirst: false,
	});
}

function errorOf(body: string, charsetProblem?: string): ProtocolError {
	try {
		parse(body, 'error', charsetProblem);
	} catch (error) {
		if (error instanceof ProtocolError) return error;
	}
	throw new Error('no error');
}

const created = (signid: string) => ({ status: 1, signid, orderNumber: ORDER_NUMBER });

describe('an order that WoSignDoc took', () => {
	it.each([
		['has a null for no error code', '{"status":1,"errorcode":null,"signid":"S"}', 'S'],
		['has a null for its number', '{"status":1,"signid":"S","orderNumber":null}', 'S'],
		['has an empty number', '{"status":1,"signid":"S","orderNumber":""}', 'S'],
		['has blanks for its number', '{"status":1,"signid":"S","orderNumber":"  "}', 'S'],
		['has an ID of 19 digits', '{"status":1,"signid":1961005746230337538}', '1961005746230337538'],
		['has an ID with an exponent', '{"status":1,"signid":1e21}', '1e21'],
		['has an ID with a zero at its end', '{"status":1,"signid":0.10}', '0.10'],
		[
			'came as JSON text in a JSON string',
			JSON.stringify('{"status":1,"signid":1961005746230337538}'),
			'1961005746230337538',
		],
		['has an ID with a space', '{"status":1,"signid":" S "}', ' S '],
		[
			'has the number with blanks around',
			'{"status":1,"signid":"S","ordernumber":" 采购-001 "}',
			'S',
		],
		['has an empty list of error codes', '{"status":1,"errorcode":[],"signid":"S"}', 'S'],
		['has an object for no error code', '{"status":1,"errorcode":{},"signid":"S"}', 'S'],
		['has three zeros for no error code', '{"status":1,"errorcode":"000","signid":"S"}', 'S'],
		['has its status as a number with a point', '{"status":1.0,"signid":"S"}', 'S'],
		[
			'has a byte order mark, keys in other letters and its status as text',
			'\uFEFF{"Status":"1","errorcode":"000","SignId":"S","orderNumber":"采购-001"}',
			'S',
		],
	])('comes out under the user’s own order number when the answer %s', (_, body, signid) => {
		expect(parse(body)).toEqual({ outcome: created(signid), warnings: [] });
	});

	it.each([
		['someone else’s', '"采购-002"', '采购-002'],
		['the same in broken characters', '"\ufffd\ufffd-001"', '\ufffd\ufffd-001'],
		['a number of 19 digits', '1961005746230337538', '1961005746230337538'],
	])(
		'keeps the user’s own order number, with a warning that names both, when the answer names %s',
		(_, echo, told) => {
			const { outcome, warnings } = parse(`{"status":1,"signid":"S","orderNumber":${echo}}`);
			expect(outcome).toEqual(created('S'));
			expect(warnings).toMatchObject([{ code: 'otherOrderNumber', where: 'Order Number' }]);
			expect(warnings[0]?.message).toContain(`was sent as "${ORDER_NUMBER}"`);
			expect(warnings[0]?.message).toContain(`with the order number "${told}"`);
		},
	);

	it('comes out with a warning when the answer has an error code as well', () => {
		const { outcome, warnings } = parse('{"status":1,"errorcode":-57,"signid":"S"}');
		expect(outcome).toEqual(created('S'));
		expect(warnings).toMatchObject([{ code: 'codeOnSuccess' }]);
		expect(warnings[0]?.message).toContain('[-57] Material is missing');
	});

	it('shows no secret that an answer echoes', () => {
		const { warnings } = parse(
			`{"status":1,"errorcode":"${TOKEN}","signid":"S","orderNumber":"x 11010519491231002X"}`,
		);
		expect(JSON.stringify(warnings)).not.toMatch(/TOKEN-7|11010519491231002X/);
		expect(warnings).toHaveLength(2);
	});

	it('shows no secret that a refusal has in place of its code, in the error or its item', () => {
		const error = errorOf(`{"status":0,"errorcode":"-57&no ${TOKEN}"}`);
		const shown = `${error.message} ${error.description} ${JSON.stringify(toErrorJson(error))}`;
		expect(shown).not.toContain(TOKEN);
		expect(shown).toContain('[-57] Material is missing');
	});

	it('comes out with every digit of any ID, and never under another order number', () => {
		const number = fc.bigInt({ min: 0n, max: 10n ** 40n });
		fc.assert(
			fc.property(number, fc.string({ unit: 'binary' }), (signid, echo) => {
				const body = `{"status":1,"signid":${signid},"orderNumber":${JSON.stringify(echo)}}`;
				const { outcome, warnings } = parse(body);
				expect(outcome).toEqual(created(String(signid)));
				const isOther = echo.trim() !== '' && echo.trim() !== ORDER_NUMBER;
				expect(warnings).toHaveLength(isOther ? 1 : 0);
			}),
		);
	});
});

describe('an order that WoSignDoc refused', () => {
	it.each([
		['with nulls next to the code', '{"status":0,"errorcode":-50,"signid":null}', -50],
		['with the status as text', '{"status":" 0 ","errorcode":" -50 "}', -50],
		['with the code in a list', '{"status":0,"errorcode":["-50"]}', -50],
		['with a number that is in no table', '{"status":0,"errorcode":-999}', -999],
		['with text that is in no table', '{"status":0,"errorcode":"-999"}', '-999'],
	])('has the platform’s code: %s', (_, body, code) => {
		expect(toErrorJson(errorOf(body))).toMatchObject({ code });
		expect(toErrorJson(errorOf(body))).not.toHaveProperty('errors');
	});

	it.each(['"-57&-50"', '[-57,-50]', '" -57 & -50 & "'])(
		'with two codes reports both: %s',
		(errorcode) => {
			const error = errorOf(`{"status":0,"errorcode":${errorcode}}`);
			expect(error.message).toBe(
				'[-57] Material is missing; [-50] Organization name and license number do not match',
			);
			expect(error.description).toContain('Give each signer the license');
			expect(error.description).toContain('This is about signer 1. Compare both');
			expect(toErrorJson(error)).toMatchObject({
				code: -57,
				kind: 'request',
				errors: [
					{ code: -57, messageZh: '材料为空' },
					{ code: -50, messageZh: '公司名称和营业执照号匹配失败' },
				],
			});
		},
	);

	it('shows no more of a text in place of its code than its beginning', () => {
		const { message } = errorOf(`{"status":0,"errorcode":"${'reason '.repeat(10_000)}"}`);
		expect(message).toMatch(/^\[(reason ){8}reas\] Unknown code/);
	});

	it('because it exists is distinguished from one that also has another reason', () => {
		expect(parse('{"status":0,"errorcode":"-47"}', 'item').outcome).toEqual({
			alreadyExists: true,
			state: 'signing',
			orderNumber: ORDER_NUMBER,
		});
		expect(() => parse('{"status":0,"errorcode":"-47&-57"}', 'item')).toThrow('[-47]');
	});
});

describe('an answer that leaves open whether there is an order', () => {
	it.each([
		['an empty status', '{"status":"","errorcode":-50}', 'The answer is not WoSignDoc’s'],
		['a blank status', '{"status":" ","errorcode":-50}', 'The answer is not WoSignDoc’s'],
		['a null status', '{"status":null,"errorcode":-50}', 'The answer is not WoSignDoc’s'],
		['a hexadecimal status', '{"status":"0x1","signid":"S"}', 'The answer is not WoSignDoc’s'],
		['a status in powers of ten', '{"status":"1e0","signid":"S"}', 'The answer is not WoSignDoc’s'],
		['no ID', '{"status":1,"errorcode":0}', 'WoSignDoc accepted the order, but'],
		['a null for its ID', '{"status":1,"signid":null}', 'WoSignDoc accepted the order, but'],
		['no code', '{"status":0}', 'WoSignDoc responded that it did not accept the order, but'],
		[
			'a code of zero',
			'{"status":0,"errorcode":0}',
			'WoSignDoc responded that it did not accept the order, but',
		],
		[
			'a code of null',
			'{"status":0,"errorcode":null}',
			'WoSignDoc responded that it did not accept the order',
		],
	])('says so: %s', (_, body, message) => {
		const error = errorOf(body);
		expect(error).toMatchObject({ code: 'unreadableResponse', httpStatus: 200 });
		expect(error.message).toContain(message);
		expect(error.description).toContain('The order may exist');
	});

	it.each(['', '<html>Bad gateway</html>', '{"status":1}', '[]', 'null', '{"status":7}'])(
		'is shown as it came, but as no HTML: %j',
		(body) => {
			const shown = body.replaceAll('<', '‹') || 'The answer is empty.';
			const error = errorOf(body);
			expect(error.code).toBe('unreadableResponse');
			expect(error.description).toContain(shown);
		},
	);

	it('because it is not in its charset says so, whatever it seems to say', () => {
		const error = errorOf('{"status":1,"signid":"S"}', 'is not in its charset, "utf-8"');
		expect(error.code).toBe('unreadableResponse');
		expect(error.message).toBe(
			'The answer cannot be read (HTTP 200): its text is not in its charset, "utf-8"',
		);
		expect(error.description).toContain('The order may exist');
	});
});

describe('the text of an answer', () => {
	const text = '{"status":0,"message":"公司名称誠為空"}';
	const json = 'application/json';
	/** GBK, as Python writes it: 誠 ends in 0x5C, the backslash. */
	const gbk = Buffer.from(
		'7b22737461747573223a302c226d657373616765223a22b9abcbbec3fbb3c6d55c9ee9bfd5227d',
		'hex',
	);

	it.each([
		['UTF-8', Buffer.from(text), json],
		['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), json],
		['UTF-8 that a server calls ISO-8859-1', Buffer.from(text), `${json};charset=ISO-8859-1`],
		['UTF-8 with a mark that it calls GBK', Buffer.from(`\ufeff${text}`), `${json}; charset=GBK`],
		['GBK', gbk, `${json}; charset=GBK`],
		['GB2312', gbk, `${json};charset="gb2312"`],
		['GB18030', gbk, `${json}; Charset = gb18030; q=1`],
		['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), json],
	])('is decoded by its charset: %s', (_, bytes, contentType) => {
		expect(responseText(bytes, contentType, false)).toEqual({ text });
	});

	it.each([
		['undeclared GBK', gbk, json, 'is not in its charset, "utf-8"'],
		['GBK declared as UTF-8', gbk, `${json};charset=UTF-8`, 'is not in its charset, "UTF-8"'],
		['half a character', Buffer.from(text).subarray(0, -7), json, 'is not in its charset'],
		[
			'kana of Big5, which Node.js misreads',
			Buffer.of(0xc6, 0xe7),
			`${json};charset=Big5`,
			'cannot read in its charset, "Big5"',
		],
		['an unknown charset', gbk, `${json};charset=x-klingon`, 'unknown here, "x-klingon"'],
	])('that cannot be decoded is reported, and never becomes wrong characters: %s', (...row) => {
		const [, bytes, contentType, problem] = row;
		const read = responseText(bytes, contentType, false);
		expect(read.charsetProblem).toContain(problem);
		expect(read.text).toMatch(/^[\x20-\x7e]+$/);
	});

	it('that is cut after a megabyte may end within a character', () => {
		const bytes = Buffer.from(text).subarray(0, -3);
		expect(responseText(bytes, json, true).charsetProblem).toBeUndefined();
	});

	it('is the text that was sent, or said to be none, never another', () => {
		const charset = fc.constantFrom('utf-8', 'gbk', 'gb18030', 'big5', 'shift_jis', 'iso-8859-1');
		fc.assert(
			fc.property(fc.uint8Array(), charset, (bytes, label) => {
				const sent = Buffer.from(bytes);
				const read = responseText(sent, `text/plain; charset=${label}`, false);
				if (read.charsetProblem === undefined && !sent.includes(Buffer.from('\ufffd'))) {
					expect(read.text).not.toContain('\ufffd');
				}
				if (label === 'utf-8' && read.charsetProblem === undefined) {
					const isMarked = sent.subarray(0, 3).equals(Buffer.from('\ufeff'));
					expect(Buffer.from(isMarked ? `\ufeff${read.text}` : read.text)).toEqual(sent);
				}
			}),
			{ numRuns: 2_000 },
		);
	});
});
