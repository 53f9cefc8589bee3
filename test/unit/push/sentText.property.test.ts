import fc from 'fast-check';
import { encode, decode } from 'iconv-lite';
import { createHash } from 'node:crypto';
import type { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';
import { readPieces } from './readRequest';
import { seededCuts } from './seededCuts';

/** Cases a run; the seed of a failing one is printed by fast-check. */
const CASES = 10_000;

const DOCUMENT = Buffer.from('%PDF-1.7 a document');
const CONTENT = DOCUMENT.toString('base64');
const HASH = createHash('sha256').update(DOCUMENT).digest('hex');

/** Private characters have another meaning with each sender, and GB18030 of 2022 gave some of them one of their own. */
const isPrivate = (character: string) => /\p{Private_Use}/u.test(character);

/** Characters of every length in UTF-8, GBK and GB18030, and those of GBK whose second byte is ASCII's backslash. */
const character = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
	fc.constantFrom(
		'\ud800',
		'\udfff',
		...'誠功測袁縗甛\u0000\u0001\u001a\ufffd\ufeff"\\/ +%&=€é😀𠀀采购',
	),
	fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
	fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
);
const text = fc
	.array(
		character.filter((one) => !isPrivate(one)),
		{ minLength: 1, maxLength: 20 },
	)
	.map((characters) => characters.join(''))
	.filter((one) => one.trim() !== '');

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 30 });
const number = fc
	.tuple(
		fc.constantFrom('', '-'),
		digits.map((one) => one.replace(/^0+(?=\d)/, '')),
		fc.oneof(
			fc.constant(''),
			digits.map((one) => `.${one}`),
		),
		fc.constantFrom('', '', 'e5', 'E+21', 'e-400'),
	)
	.map((parts) => parts.join(''));

/** What is sent as order number: its JSON, and its own text. */
const orderNumber = fc.oneof(
	text.map((one) => ({ json: JSON.stringify(one), sent: one })),
	number.map((one) => ({ json: one, sent: one })),
);

/** The charsets as another implementation encodes them. */
const CHARSETS = {
	utf8: { contentType: 'application/json', encoding: 'utf8' },
	declared: { contentType: 'application/json; charset=UTF-8', encoding: 'utf8' },
	latin: { contentType: 'text/plain;charset=ISO-8859-1', encoding: 'utf8' },
	gbk: { contentType: 'application/json;charset=GBK', encoding: 'gbk' },
	gb2312: { contentType: 'application/json; charset="gb2312"', encoding: 'gbk' },
	gb18030: { contentType: 'text/json; Charset=gb18030', encoding: 'gb18030' },
	utf16: { contentType: 'application/json; charset=utf-16le', encoding: 'utf16le' },
	gbkForm: { contentType: 'application/x-www-form-urlencoded; charset=gbk', encoding: 'gbk' },
	form: { contentType: 'application/x-www-form-urlencoded', encoding: 'utf8' },
} as const;

function formOf(bytes: Buffer): Buffer {
	const encoded = [...bytes].map((byte) => {
		if (byte === 0x20) return '+';
		const isKept = /[A-Za-z0-9*._-]/.test(String.fromCharCode(byte));
		return isKept
			? String.fromCharCode(byte)
			: `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
	});
	return Buffer.from(`data=${encoded.join('')}`);
}

function bodyOf(
	json: string,
	{ contentType, encoding }: (typeof CHARSETS)[keyof typeof CHARSETS],
): Buffer {
	const body = `{"actiontype":"PushSignedDoc","status":1,"extendData":{"ordernumber":${json},"content":"${CONTENT}","hash":"${HASH}","again":[${json}]}}`;
	const bytes = encode(body, encoding);
	return contentType.includes('form') ? formOf(bytes) : bytes;
}

it('an order number of any characters or digits comes out as it was sent, or is refused', async () => {
	let refused = 0;
	await fc.assert(
		fc.asyncProperty(
			orderNumber,
			fc.constantFrom(...Object.values(CHARSETS)),
			fc.integer(),
			async ({ json, sent }, charset, seed) => {
				// What a charset does not have, its encoder has replaced already.
				fc.pre(decode(encode(json, charset.encoding), charset.encoding) === json);
				const pieces = seededCuts(bodyOf(json, charset), seed);
				const outcome = await readPieces(pieces, charset).catch((error: PushRefusal) => error.code);
				if (typeof outcome === 'string') {
					refused++;
					// Nothing else is wrong with it than half a character.
					expect([outcome, /\p{Surrogate}/u.test(sent)]).toEqual(['notAPush', true]);
					return;
				}
				const { push } = outcome.result;
				expect(push.orderNumber).toBe(sent);
				expect((push.extendData['again'] as unknown[]).map(String)).toEqual([sent]);
				expect(outcome.document.equals(DOCUMENT)).toBe(true);
			},
		),
		{ numRuns: CASES },
	);
	expect([refused > 0, refused < CASES / 4]).toEqual([true, true]);
});

it('any bytes as order number are read as another implementation reads them, or are refused', async () => {
	const { utf8, declared, latin, gbk, gb18030 } = CHARSETS;
	let [accepted, refused] = [0, 0];
	// About half of them in the form of a UTF-8 or GBK character.
	const byte = (min: number, max: number) => fc.integer({ min, max });
	const group = fc.oneof(
		fc.tuple(byte(0x20, 0x7e)),
		fc.tuple(byte(0x81, 0xfe), byte(0x40, 0xfe)),
		fc.tuple(byte(0xc2, 0xdf), byte(0x80, 0xbf)),
		fc.tuple(byte(0xe0, 0xef), byte(0x80, 0xbf), byte(0x80, 0xbf)),
		fc.tuple(byte(0x80, 0xff)),
	);
	const anyBytes = fc
		.array(group, { minLength: 1, maxLength: 3 })
		.map((groups) => Buffer.from(groups.flat()));
	await fc.assert(
		fc.asyncProperty(
			anyBytes,
			fc.constantFrom(utf8, declared, latin, gbk, gb18030),
			fc.integer(),
			async (bytes, charset, seed) => {
				const around = bodyOf('"#"', charset);
				const place = around.indexOf('#');
				const body = Buffer.concat([around.subarray(0, place), bytes, around.subarray(place + 1)]);
				const pieces = seededCuts(body, seed);
				const outcome = await readPieces(pieces, charset).catch((error: PushRefusal) => error.code);
				if (typeof outcome === 'string') {
					refused++;
					return;
				}
				accepted++;
				const { orderNumber } = outcome.result.push;
				const text = decode(bytes, charset.encoding);
				// GB18030-2022 gave real characters to some that older tables, as iconv-lite's, have as private ones.
				if ([...orderNumber, ...text].some(isPrivate)) return;
				expect(orderNumber).toBe(JSON.parse(`"${text}"`));
				expect(
					orderNumber.includes('\ufffd') && !encode(text, charset.encoding).equals(bytes),
				).toBe(false);
			},
		),
		{ numRuns: 3_000 },
	);
	expect([accepted > 500, refused > 500]).toEqual([true, true]);
});
