/** Letters and digits of a unified social credit code, which excludes I, O, Z, S and V (GB 32100-2015). */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * ISO 7064 MOD 11-2 (GB/T 17710-1999), as GB 11643-1999 uses it: digits, the last of them possibly `X` for 10. Detects
 * every single wrong character and every transposition of adjacent characters.
 */
export function fitsModulus11And2(number: string): boolean {
	const sum = [...number].reduce(
		(total, character) => (total * 2 + (character === 'X' ? 10 : Number(character))) % 11,
		0,
	);
	return sum === 1;
}

/**
 * ISO 7064 MOD 11,10 (GB/T 17710-1999), as GS 15-2006 uses it: digits. Detects every single wrong digit and nearly
 * every transposition of adjacent digits.
 */
export function fitsModulus11And10(number: string): boolean {
	const product = [...number.slice(0, -1)].reduce(
		(total, digit) => (((total + Number(digit)) % 10 || 10) * 2) % 11,
		10,
	);
	return (product + Number(number.at(-1))) % 10 === 1;
}

/**
 * The weighted sum of GB 32100-2015: the character at position i weighs 3^(i-1) modulo 31, the last one 1. Detects
 * every single wrong character and every transposition of adjacent characters.
 */
export function fitsModulus31(code: string): boolean {
	const valueOf = (character: string) => CREDIT_CODE_ALPHABET.indexOf(character);
	let weight = 1;
	let sum = valueOf(code.slice(-1));
	for (const character of code.slice(0, -1)) {
		sum += valueOf(character) * weight;
		weight = (weight * 3) % 31;
	}
	return sum % 31 === 0;
}
