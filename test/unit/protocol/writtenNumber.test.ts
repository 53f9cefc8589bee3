import fc from 'fast-check';
import type { NumberField } from '../../../nodes/WoSignDoc/protocol/writtenNumber';
import {
	orderNumberProblem,
	orderNumberRemark,
	trimmed,
	writtenNumberProblem,
} from '../../../nodes/WoSignDoc/protocol/writtenNumber';

const CARD = '11010519491231002X';
const CODE = '91440300708461136T';
const LICENSE = '440301103308619';
const LOST = 'has lost digits: a number this long must be stored as text';

const NUMBERS: ReadonlyArray<readonly [string, NumberField]> = [
	[CARD, 'userNo'],
	[CODE, 'orgNo'],
	[LICENSE, 'orgNo'],
];
const wide = (text: string) =>
	text.replace(/[0-9A-Za-z]/g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0));
const inserted = (text: string, place: number, character: string) =>
	text.slice(0, place) + character + text.slice(place);

const powersOfTen = [
	'1.1010519491231E+17',
	'1.10105e17',
	'1,1010519491231E+17',
	'9.14403E+17',
	'1E+17',
	'1.961005746230337e+18',
	'-1.5E+20',
];

describe('digits that were lost', () => {
	it.each(powersOfTen)('are reported in every number, even in text: %s', (text) => {
		expect(orderNumberProblem(text)).toBe(LOST);
		for (const field of ['orgNo', 'userNo'] as const) {
			expect(writtenNumberProblem(text, field, true)).toBe(LOST);
			expect(writtenNumberProblem(text, field, false)).toBe(LOST);
		}
	});

	it('are reported however a table loses them', () => {
		const lost = fc
			.bigInt({ min: 10n ** 15n, max: 10n ** 30n })
			.map((number) => Number(number).toExponential().replace('e+', 'E+'));
		fc.assert(fc.property(lost, (text) => orderNumberProblem(text) === LOST));
	});

	it.each([
		['a card', '110105194912310000', 'userNo' as const],
		['a credit code', '914403001922038000', 'orgNo' as const],
	])('are reported if a spreadsheet kept 15 of 18 digits: %s', (_, text, field) => {
		expect(writtenNumberProblem(text, field, true)).toContain(LOST);
	});

	it.each(['2E5', '12E10', 'E+1', 'A1.5E+3', '2026.11', 'HT-1E+5'])(
		'are not suspected in an order number such as %s',
		(text) => expect(orderNumberProblem(text)).toBeUndefined(),
	);
});

describe('a character that is not what it seems', () => {
	it.each([
		[CARD.replace('X', '×'), 'userNo' as const, 'character 18 (U+00D7) looks like X'],
		[CARD.replace('X', 'Χ'), 'userNo' as const, 'character 18 (U+03A7) looks like X'],
		[CARD.replace('X', 'Х'), 'userNo' as const, 'character 18 (U+0425) looks like X'],
		[
			CARD.replace('01', 'ΟІ'),
			'userNo' as const,
			'character 3 (U+039F) looks like 0, but is another character; character 4 (U+0406) looks like 1',
		],
		[
			[...CARD].join('-'),
			'userNo' as const,
			'character 10 (U+002D) does not belong there; and 12 more',
		],
		[wide(CARD), 'userNo' as const, 'characters 1 to 18 are full-width'],
		[inserted(CARD, 6, '\u200b'), 'userNo' as const, 'character 7 (U+200B) cannot be seen'],
		[`\u202d${CARD}\u202c`, 'userNo' as const, 'character 20 (U+202C) cannot'],
		[`\ufeff${CARD}`, 'userNo' as const, 'character 1 (U+FEFF) cannot be seen'],
		[inserted(CARD, 6, '\u00a0'), 'userNo' as const, 'character 7 (U+00A0) is not the usual space'],
		[CODE.replace('T', 'Т'), 'orgNo' as const, 'character 18 (U+0422) looks like T'],
		['9144O300708461136T', 'orgNo' as const, 'character 5 is the letter O, not the digit 0'],
		['11O1O519491231OO2X', 'userNo' as const, 'character 3 is the letter O, not the digit 0'],
		[inserted(CARD, 6, ' '), 'userNo' as const, 'character 7 (U+0020) does not belong there'],
		[inserted(CARD, 6, '-'), 'userNo' as const, 'character 7 (U+002D) does not belong there'],
		[`'${CARD}`, 'userNo' as const, 'character 1 (U+0027) does not belong there'],
		[`${LICENSE}.0`, 'orgNo' as const, 'ends in .0'],
	])('is reported with its position and a corrected number: %s', (text, field, problem) => {
		const told = writtenNumberProblem(text, field, true) ?? '';
		const right = [CARD, CODE, LICENSE].find((one) => told.includes(`${one.slice(0, 2)}•`)) ?? '';
		expect(told).toContain(problem);
		expect(told).toContain(
			`Write ${right.slice(0, 2)}${'•'.repeat(right.length - 4)}${right.slice(-2)}`,
		);
	});

	it('is reported at any position of any number, without repeating the number', () => {
		const number = fc.constantFrom(...NUMBERS);
		const disguise = fc.oneof(
			fc
				.constantFrom('\u200b', '\u200e', '\u202e', '\u2060', '\ufeff', '\u00ad', '\u0000', '\n')
				.map((hidden) => (text: string, place: number) => inserted(text, place, hidden)),
			fc.constant((text: string, place: number) => {
				const at = Math.min(place, text.length - 1);
				return text.slice(0, at) + wide(text.charAt(at)) + text.slice(at + 1);
			}),
		);
		fc.assert(
			fc.property(
				number,
				disguise,
				fc.nat(18),
				fc.boolean(),
				([right, field], by, place, isChinese) => {
					const at = Math.min(place, right.length);
					const told = writtenNumberProblem(by(right, at), field, isChinese) ?? '';
					expect(told).toMatch(
						new RegExp(`character ${Math.min(at, right.length) + 1}|character ${right.length}`),
					);
					expect(told).toContain(`Write ${right.slice(0, 2)}•`);
					const parts = [...right.slice(3)].map((_, index) => right.slice(index, index + 4));
					expect(parts.filter((part) => told.includes(part))).toEqual([]);
				},
			),
		);
	});

	it.each([
		...NUMBERS.map(([number, field]) => [number, field] as const),
		['11010519491231002x', 'userNo'] as const,
		['110105********002X', 'userNo'] as const,
		['A123456(7)', 'userNo'] as const,
		['H12345678', 'userNo'] as const,
		['OIZS', 'userNo'] as const,
		['', 'userNo'] as const,
	])('is not reported for a number that has none, even if it is invalid: %s', (text, field) => {
		expect(writtenNumberProblem(text, field, true)).toBeUndefined();
	});

	it.each(['АБ 1234567', 'IV-АБ 123456', 'O1234567', '12.345.678-9'])(
		'is no letter of a foreign document: %s',
		(text) => expect(writtenNumberProblem(text, 'userNo', false)).toBeUndefined(),
	);
});

describe('an order number', () => {
	it.each([
		['A\u200b1', 'character 2 (U+200B) cannot be seen. Without that it is "A1"'],
		['\ufeffHT-1', 'character 1 (U+FEFF) cannot be seen. Without that it is "HT-1"'],
		['A\n1', 'character 2 (U+000A) cannot be seen. Without that it is "A1"'],
		['A\ud8001', 'character 2 (U+D800) cannot be seen. Without that it is "A1"'],
	])('with an invisible character is reported, and a corrected one offered: %j', (text, told) => {
		expect(orderNumberProblem(trimmed(` ${text} `))).toBe(told);
	});

	it.each([
		['ＨＴ－１', 'characters 1 to 2 are full-width', '"HT－1"'],
		['HT\u30001', 'character 3 (U+3000) is not the usual space', '"HT 1"'],
	])('in unusual characters gets a warning that offers the usual ones: %s', (text, ...told) => {
		expect(orderNumberProblem(text)).toBeUndefined();
		for (const words of told) expect(orderNumberRemark(text)).toContain(words);
	});

	it.each(['采购-001', '合同（2026）第1号', 'HT/2026/01', 'Ärger 7', '誠𠮷'])(
		'of usual characters is as it is: %s',
		(text) => {
			expect(orderNumberProblem(text)).toBeUndefined();
			expect(orderNumberRemark(text)).toBeUndefined();
		},
	);
});
