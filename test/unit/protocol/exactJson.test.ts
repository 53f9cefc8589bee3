import fc from 'fast-check';
import { parseExactJson } from '../../../nodes/WoSignDoc/protocol/exactJson';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 40 });

/** Any number as JSON writes it. */
const jsonNumber = fc
	.tuple(
		fc.constantFrom('', '-'),
		digits.map((text) => text.replace(/^0+(?=\d)/, '')),
		fc.oneof(
			fc.constant(''),
			digits.map((text) => `.${text}`),
		),
		fc.oneof(
			fc.constant(''),
			fc
				.tuple(fc.constantFrom('e', 'E', 'e+', 'E-'), fc.nat(400))
				.map(([sign, power]) => `${sign}${power}`),
		),
	)
	.map((parts) => parts.join(''));

describe('reading JSON without losing digits', () => {
	it.each([
		'1961005746230337538',
		'-1961005746230337538',
		'1e21',
		'1E+5',
		'0.10',
		'1.0',
		'-0',
		'1e400',
		'0.1234567890123456789',
	])('gives the number %s as it was written', (text) => {
		expect(parseExactJson(`{"a":[${text}],"b":${text}}`)).toEqual({ a: [text], b: text });
		expect(parseExactJson(` ${text} `)).toBe(text);
	});

	it.each(['0', '-57', '42', '0.1', '1e+21', '9007199254740991'])(
		'leaves the number %s a number',
		(text) => {
			expect(parseExactJson(text)).toBe(Number(text));
		},
	);

	it('keeps every digit of any number', () => {
		fc.assert(
			fc.property(fc.array(jsonNumber), (numbers) => {
				const parsed = parseExactJson(`[${numbers.join()}]`) as unknown[];
				expect(parsed.map(String)).toEqual(numbers);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('gives what JSON.parse gives for all else, strings that look like numbers among it', () => {
		const text = fc.oneof(jsonNumber, fc.constantFrom('"', '\\', '\\"', '{"a":1e21}'), fc.string());
		const value = fc.letrec((tie) => ({
			any: fc.oneof(
				text,
				fc.integer(),
				fc.boolean(),
				fc.constant(null),
				fc.array(tie('any'), { maxLength: 4 }),
				fc.dictionary(
					text.filter((key) => key !== '__proto__'),
					tie('any'),
					{ maxKeys: 4 },
				),
			),
		})).any;
		fc.assert(
			fc.property(value, (one) => {
				const written = JSON.stringify(one);
				expect(parseExactJson(written)).toEqual(JSON.parse(written));
			}),
			{ numRuns: 1_000 },
		);
	});

	it.each(['', '00', '01', '1.', '+1', '1e', '[1,]', '{"a":-}', '"1', '1 2'])(
		'refuses what JSON.parse refuses: %s',
		(text) => {
			expect(() => parseExactJson(text)).toThrow(SyntaxError);
		},
	);

	it.each(['"__proto__"', String.raw`"\u005f_proto__"`])(
		'leaves out the key %s at any depth, and keeps every other',
		(key) => {
			const hostile = `{${key}:{"admin":true}}`;
			const text = `{"a":[${hostile}],"constructor":{"prototype":${hostile}},${key}:1,"b":1e21}`;
			const kept = '{"a":[{}],"constructor":{"prototype":{}},"b":"1e21"}';
			expect(JSON.stringify(parseExactJson(text))).toBe(kept);
			expect(JSON.stringify(parseExactJson(text.replace('1e21', '"1e21"')))).toBe(kept);
		},
	);

	it('reads a megabyte of escapes, and of numbers', () => {
		const escapes = JSON.stringify('"\\'.repeat(500_000));
		expect(parseExactJson(escapes)).toBe('"\\'.repeat(500_000));
		const numbers = `[${Array(50_000).fill('1961005746230337538').join()}]`;
		expect(parseExactJson(numbers)).toEqual(Array(50_000).fill('1961005746230337538'));
	});
});
