import {
	CREDIT_CODE_ALPHABET,
	fitsModulus11And10,
	fitsModulus11And2,
	fitsModulus31,
} from './checkCharacters';

/**
 * The first two digits of a region: the provinces, Taiwan, Hong Kong and Macao, and 81–83 for their residents' cards.
 */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
/** A foreigner's permanent residence card of 2023 begins with 9, then the province. */
const PERMANENT_RESIDENT = /^9/;

const PERSON_NUMBER = /^\d{17}[\dX]$/;
const OLD_PERSON_NUMBER = /^\d{15}$/;
const CREDIT_CODE = new RegExp(`^[${CREDIT_CODE_ALPHABET}]{2}\\d{6}[${CREDIT_CODE_ALPHABET}]{10}$`);
const OLD_LICENSE_NUMBER = /^\d{15}$/;

const CHINA_STANDARD_TIME_MS = 8 * 60 * 60 * 1000;
const EARLIEST_BIRTH = '1800-01-01';

/**
 * What is wrong with an identity card number (居民身份证号, GB 11643-1999: 18 characters, region, birth date, check character
 * by MOD 11-2; for the earlier 15-digit card only the date), or undefined. A sentence that never repeats the number.
 * Judges only the number itself, not whether it was ever issued.
 */
export function personNumberProblem(userNo: string, now = new Date()): string | undefined {
	const number = userNo.trim().toUpperCase();
	if (number.length === 15) return oldPersonNumberProblem(number, now);
	if (number.length !== 18) {
		return `it has ${number.length} characters: an identity card number has 18, one of the old cards 15`;
	}
	if (!PERSON_NUMBER.test(number)) {
		return 'it has a character that cannot be there: an identity card number is 17 digits and then a digit or X';
	}
	if (!PROVINCES.test(PERMANENT_RESIDENT.test(number) ? number.slice(1) : number)) {
		return 'its first digits are not those of any region: a digit may be mistyped';
	}
	return (
		birthDateProblem(number.slice(6, 14), now) ??
		(fitsModulus11And2(number)
			? undefined
			: 'its check character does not fit the other 17: a digit may be mistyped')
	);
}

/**
 * What is wrong with an organization's number, or undefined: its unified social credit code (统一社会信用代码, GB 32100-2015:
 * 18 characters, check character modulo 31) or the old business license number (营业执照注册号, GS 15-2006: 15 digits, MOD
 * 11,10). A sentence that never repeats the number.
 */
export function organizationNumberProblem(orgNo: string): string | undefined {
	const number = orgNo.trim().toUpperCase();
	if (number.length === 15) return oldLicenseNumberProblem(number);
	if (number.length !== 18) {
		return `it has ${number.length} characters: a unified social credit code has 18, an old business license number 15`;
	}
	if (!CREDIT_CODE.test(number)) {
		return 'it has a character that cannot be there: a unified social credit code has digits and letters other than I, O, S, V and Z, and only digits from the third to the eighth';
	}
	return fitsModulus31(number)
		? undefined
		: 'its check character does not fit the other 17: a character may be mistyped';
}

function oldPersonNumberProblem(number: string, now: Date): string | undefined {
	if (!OLD_PERSON_NUMBER.test(number)) {
		return 'it has a character that isn’t a digit: an old identity card number has 15 digits';
	}
	return birthDateProblem(`19${number.slice(6, 12)}`, now);
}

function oldLicenseNumberProblem(number: string): string | undefined {
	if (!OLD_LICENSE_NUMBER.test(number)) {
		return 'it has a character that isn’t a digit: an old business license number has 15 digits';
	}
	return fitsModulus11And10(number)
		? undefined
		: 'its check digit does not fit the other 14: a digit may be mistyped';
}

/** `YYYYMMDD` must be a valid date, not in the future in China. */
function birthDateProblem(digits: string, now: Date): string | undefined {
	const date = digits.replace(/^(\d{4})(\d{2})/, '$1-$2-');
	const parsed = new Date(`${date}T00:00:00Z`);
	const real = !Number.isNaN(parsed.getTime()) && isoDate(parsed.getTime()) === date;
	if (!real || date < EARLIEST_BIRTH) {
		return 'its birth date is not a date of the calendar: a digit may be mistyped';
	}
	return date > isoDate(now.getTime() + CHINA_STANDARD_TIME_MS)
		? 'its birth date is in the future: a digit may be mistyped'
		: undefined;
}

function isoDate(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}
