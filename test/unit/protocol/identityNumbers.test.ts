import fc from 'fast-check';
import {
	organizationNumberProblem,
	personNumberProblem,
} from '../../../nodes/WoSignDoc/protocol/identityNumbers';

const NOW = new Date('2026-06-15T00:00:00Z');
const DIGITS = '0123456789';
const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const personProblem = (number: string) => personNumberProblem(number, NOW);
const digits = (length: number) =>
	fc.string({ unit: fc.constantFrom(...DIGITS), minLength: length, maxLength: length });
const characters = (length: number) =>
	fc.string({ unit: fc.constantFrom(...CODE_CHARACTERS), minLength: length, maxLength: length });

/** The number completed by every last character that is taken for right: there must be exactly one. */
function completed(front: string, last: string, problemOf: (number: string) => string | undefined) {
	const fitting = [...last]
		.map((character) => front + character)
		.filter((number) => problemOf(number) === undefined);
	expect(fitting).toHaveLength(1);
	return fitting[0] ?? '';
}

const birthDate = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2026-06-14'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const personNumber = fc
	.tuple(fc.constantFrom('110105', '440524', '810000', '911156'), birthDate, digits(3))
	.map((parts) => completed(parts.join(''), `${DIGITS}X`, personProblem));
const creditCode = fc
	.tuple(characters(2), digits(6), characters(9))
	.map((parts) => completed(parts.join(''), CODE_CHARACTERS, organizationNumberProblem));
const licenseNumber = digits(14).map((front) =>
	completed(front, DIGITS, organizationNumberProblem),
);

const replaced = (text: string, place: number, character: string) =>
	text.slice(0, place) + character + text.slice(place + 1);

function everyOneWrong(number: string, alphabet: string): string[] {
	return [...number].flatMap((right, place) =>
		[...alphabet]
			.filter((character) => character !== right)
			.map((character) => replaced(number, place, character)),
	);
}

function everyNeighborSwapped(number: string): string[] {
	return [...number.slice(1)].flatMap((right, place) => {
		const left = number.charAt(place);
		return left === right ? [] : [number.slice(0, place) + right + left + number.slice(place + 2)];
	});
}

describe('an identity card number', () => {
	it.each([
		['of the standard’s own example (GB 11643-1999)', '11010519491231002X'],
		['of the standard’s example of a man born in 1880', '440524188001010014'],
		['with its X in lower case and spaces around', ' 11010519491231002x '],
		['of an old card of 15 digits', '110105491231002'],
	])('passes: %s', (_, number) => {
		expect(personProblem(number)).toBeUndefined();
	});

	it.each([
		['too short', '1101051949123100', 'it has 16 characters'],
		['empty', '', 'it has 0 characters'],
		['with a letter', '1101051949123100AX', 'it has a character that cannot be there'],
		['with an X before the end', '1101051949123100X2', 'it has a character that cannot be there'],
		['in full-width digits', '１１010519491231002X', 'it has a character that cannot be there'],
		['of no region', '190105194912310029', 'its first digits are not those of any region'],
		['born on 30 February', '110105194902300028', 'its birth date is not a date of the calendar'],
		[
			'born on 29 February 1900',
			'110105190002290028',
			'its birth date is not a date of the calendar',
		],
		['born in the year 1066', '110105106612310028', 'its birth date is not a date of the calendar'],
		[
			'born in the vendor’s example',
			'212125666868686888',
			'its birth date is not a date of the calendar',
		],
		['born tomorrow', '110105202606160028', 'its birth date is in the future'],
		[
			'with a digit mistyped',
			'11010519491231003X',
			'its check character does not fit the other 17',
		],
		['of 15, born on 31 April', '110105490431002', 'its birth date is not a date of the calendar'],
		['of 15 with a letter', '11010549123100X', 'it has a character that isn’t a digit'],
	])('gets an explanation of what is wrong: %s', (_, number, problem) => {
		expect(personProblem(number)).toContain(problem);
	});

	it('may be of someone born today, as it is today in China', () => {
		const born = (now: string) =>
			personNumberProblem('110105202606160028', new Date(now)) ?? 'nothing';
		expect(born('2026-06-15T15:59:59Z')).toContain('in the future');
		expect(born('2026-06-15T16:00:00Z')).not.toContain('in the future');
	});

	it('with any one wrong character, or any two neighbors swapped, is found out', () => {
		fc.assert(
			fc.property(personNumber, (number) => {
				const wrong = [...everyOneWrong(number, `${DIGITS}X`), ...everyNeighborSwapped(number)];
				expect(wrong.filter((other) => personProblem(other) === undefined)).toEqual([]);
			}),
			{ numRuns: 50 },
		);
	});
});

describe('an organization’s number', () => {
	it.each([
		['of the standard’s own example (GB 32100-2015)', '91350100M000100Y43'],
		['腾讯科技（深圳）有限公司', '91440300708461136T'],
		['华为技术有限公司', '914403001922038216'],
		['小米科技有限责任公司', '91110108551385082Q'],
		['in lower case, with spaces around', ' 91440300708461136t '],
		['of the old standard’s own example (GS 15-2006)', '110108000000016'],
		['the old license number in WoSignDoc’s example', '440301103308619'],
	])('passes: %s', (_, number) => {
		expect(organizationNumberProblem(number)).toBeUndefined();
	});

	it.each([
		['too short', '91440300708461136', 'it has 17 characters'],
		['with an O for a 0', '9144O300708461136T', 'it has a character that cannot be there'],
		['with an I for a 1', '9I440300708461136T', 'it has a character that cannot be there'],
		[
			'with a letter in its region',
			'91A40300708461136T',
			'it has a character that cannot be there',
		],
		[
			'with a digit mistyped',
			'91440300708461137T',
			'its check character does not fit the other 17',
		],
		['old, with a digit mistyped', '440301103308618', 'its check digit does not fit the other 14'],
		['old, with a letter', '44030110330861O', 'it has a character that isn’t a digit'],
	])('gets an explanation of what is wrong: %s', (_, number, problem) => {
		expect(organizationNumberProblem(number)).toContain(problem);
	});

	it('with any one wrong character, or any two neighbors swapped, is found out', () => {
		fc.assert(
			fc.property(creditCode, (code) => {
				const wrong = [...everyOneWrong(code, CODE_CHARACTERS), ...everyNeighborSwapped(code)];
				expect(wrong.filter((other) => organizationNumberProblem(other) === undefined)).toEqual([]);
			}),
			{ numRuns: 50 },
		);
	});

	it('of 15 digits is found out with any one wrong digit, and nearly always with neighbors swapped', () => {
		const swapped: string[] = [];
		fc.assert(
			fc.property(licenseNumber, (number) => {
				const wrong = everyOneWrong(number, DIGITS);
				expect(wrong.filter((other) => organizationNumberProblem(other) === undefined)).toEqual([]);
				swapped.push(...everyNeighborSwapped(number));
			}),
			{ numRuns: 200 },
		);
		const missed = swapped.filter((number) => organizationNumberProblem(number) === undefined);
		expect(missed.length / swapped.length).toBeLessThan(0.05);
	});
});

describe('the report about a number', () => {
	it('never holds as much as four of its characters', () => {
		const number = fc.oneof(personNumber, creditCode, licenseNumber);
		const text = fc.oneof(number, fc.string({ minLength: 4 }), characters(18), digits(15));
		const broken = fc
			.tuple(number, fc.nat(14))
			.map(([right, place]) => replaced(right, place, '7'));
		fc.assert(
			fc.property(fc.oneof(text, broken), (secret) => {
				const told = `${personProblem(secret)} ${organizationNumberProblem(secret)}`;
				const parts = [...secret.slice(3)].map((_, place) => secret.slice(place, place + 4));
				expect(parts.filter((part) => /\d{4}/.test(part) && told.includes(part))).toEqual([]);
			}),
		);
	});
});
