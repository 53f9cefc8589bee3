import { organizationNumberProblem, personNumberProblem } from './identityNumbers';
import type { StrangeCharacter } from './strangeCharacters';
import {
	charactersInWords,
	corrected,
	strangeCharacters,
	unnoticedCharacters,
} from './strangeCharacters';

/** How spreadsheets write a number that is too long for them, even in text: `1.10105E+17`. */
const POWER_OF_TEN = /^[+-]?(?:\d+[.,]\d+e[+-]?|\d+e\+)\d+$/i;
/** Spreadsheets keep 15 digits. */
const ROUNDED = /^\d{15}000$/;
/** A number with a decimal point added, as some programs write it. */
const DECIMALS = /^(\d{15,18})\.0+$/;
/** Letters that Chinese numbers don't contain, because they look like these digits. */
const DIGITS_FOR: ReadonlyMap<string, string> = new Map([
	['O', '0'],
	['I', '1'],
	['Z', '2'],
	['S', '5'],
]);

export const LOST_DIGITS = 'has lost digits: a number this long must be stored as text';

/** Whose number it is: an organization's license number or credit code, or a person's identity card number. */
export type NumberField = 'orgNo' | 'userNo';

/** Whether a text is a number that a spreadsheet has rounded. */
function isPowerOfTen(text: string): boolean {
	return POWER_OF_TEN.test(text);
}

/** A text without the usual surrounding blanks; a byte order mark isn't one, so it is kept. */
export function trimmed(text: string): string {
	return text.replace(/^[^\S\uFEFF]+/, '').replace(/[^\S\uFEFF]+$/, '');
}

/** What is wrong with the way an order number is written, and the correct form; otherwise undefined. */
export function orderNumberProblem(text: string): string | undefined {
	if (isPowerOfTen(text)) return LOST_DIGITS;
	const hidden = unnoticedCharacters(text).filter(({ kind }) => kind === 'hidden');
	if (hidden.length === 0) return undefined;
	return `${charactersInWords(hidden)}. Without that it is "${corrected(text, hidden)}"`;
}

/** What may be wrong with an order number that is otherwise valid, or undefined. */
export function orderNumberRemark(text: string): string | undefined {
	const strange = unnoticedCharacters(text);
	if (strange.length === 0) return undefined;
	return `${charactersInWords(strange)}; it was not changed. In usual characters it is "${corrected(text, strange)}"`;
}

/**
 * What is wrong with the way an identity or license number is written, even if the number itself may be right, or
 * undefined: lost digits, and characters that aren't what they seem. If it is certain what the number should be, it is
 * suggested, with its middle hidden. A number that is simply invalid is left to `personNumberProblem` and
 * `organizationNumberProblem`.
 *
 * @param isChinese whether it is a Chinese number, whose format is known; otherwise only what can't be intended is
 * reported
 */
export function writtenNumberProblem(
	text: string,
	field: NumberField,
	isChinese: boolean,
): string | undefined {
	if (isPowerOfTen(text)) return LOST_DIGITS;
	const unnoticed = unnoticedCharacters(text);
	if (!isChinese) return disguised(text, unnoticed);
	if (unnoticed.length === 0 && isValid(text, field)) return undefined;
	if (ROUNDED.test(text)) return `${LOST_DIGITS} (its last three digits are 000)`;
	const whole = DECIMALS.exec(text)?.[1];
	if (whole !== undefined) return `ends in .0, as no such number does. ${offer(whole)}`;
	const strange = strangeCharacters(text);
	const right = corrected(text, strange);
	if (strange.length > 0 && isValid(right, field))
		return `${charactersInWords(strange)}. ${offer(right)}`;
	return disguised(text, strange) ?? letterProblem(text, field);
}

/** Characters that would be sent unnoticed; other unusual ones, such as a hyphen, are visible. */
function disguised(text: string, strange: readonly StrangeCharacter[]): string | undefined {
	const isUnnoticed = strange.some(({ kind }) => kind !== 'separator');
	return isUnnoticed
		? `${charactersInWords(strange)}. ${offer(corrected(text, strange))}`
		: undefined;
}

/** An `O` for a zero, and the like, if the number is valid with the digit. */
function letterProblem(text: string, field: NumberField): string | undefined {
	const letters = [...text].flatMap((character, index) => {
		const instead = DIGITS_FOR.get(character.toUpperCase());
		return instead === undefined ? [] : [{ place: index + 1, character, instead }];
	});
	const right = corrected(
		text,
		letters.map((letter) => ({ ...letter, kind: 'lookAlike' })),
	);
	if (letters.length === 0 || !isValid(right, field)) return undefined;
	const words = letters.map(
		({ place, character, instead }) =>
			`character ${place} is the letter ${character}, not the digit ${instead}`,
	);
	return `${words.join('; ')}. ${offer(right)}`;
}

function isValid(number: string, field: NumberField): boolean {
	const problem =
		field === 'orgNo' ? organizationNumberProblem(number) : personNumberProblem(number);
	return problem === undefined;
}

/** Suggests the corrected number with its middle hidden: its owner recognizes it, and it stays confidential. */
function offer(right: string): string {
	const characters = [...right];
	const shown = 2;
	if (characters.length <= 4 * shown) return 'Write it in usual digits and letters';
	const middle = '•'.repeat(characters.length - 2 * shown);
	return `Write ${characters.slice(0, shown).join('')}${middle}${characters.slice(-shown).join('')}`;
}
