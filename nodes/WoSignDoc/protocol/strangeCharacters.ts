/** The kind of a character in a number that a person would overlook or mistake for another. */
type Kind = 'hidden' | 'fullWidth' | 'space' | 'lookAlike' | 'separator';

/** A character that a number shouldn't contain. */
export interface StrangeCharacter {
	/** Its position in the text, from 1. */
	readonly place: number;
	readonly character: string;
	readonly kind: Kind;
	/** What it should be; empty for nothing. */
	readonly instead: string;
}

/** Invisible characters, line breaks, direction marks; and lone surrogates, which no encoding can represent. */
const HIDDEN = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]$/u;
/** Full-width digits and letters. */
const FULL_WIDTH = /^[０-９Ａ-Ｚａ-ｚ]$/u;
const SPACE = /^\p{Zs}$/u;
const SEPARATOR = /^[\p{P}`´]$/u;

/** Letters and signs of other alphabets that look like characters of Chinese numbers, which never contain `O` and `I`. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		X: '×ΧχХх✕✖╳⨉⨯Ⅹⅹ',
		'0': 'ΟοОо〇○◯',
		'1': 'ΙІіӏ∣',
		'2': 'Ζ',
		'5': 'Ѕѕ',
		A: 'ΑА',
		B: 'ΒВ',
		C: 'Сс',
		E: 'ΕЕ',
		H: 'ΗН',
		J: 'Јј',
		K: 'ΚКк',
		M: 'ΜМ',
		N: 'Ν',
		P: 'ΡР',
		T: 'ΤТ',
		Y: 'ΥУ',
	}).flatMap(([instead, others]) => [...others].map((other) => [other, instead] as const)),
);

/** Characters of a text that are invisible, or full-width. */
export function unnoticedCharacters(text: string): StrangeCharacter[] {
	return charactersBy(text, unnoticed);
}

/** The same, and everything that looks like a digit or letter of Chinese numbers, or separates them. */
export function strangeCharacters(text: string): StrangeCharacter[] {
	return charactersBy(text, (character) => {
		const reading = unnoticed(character) ?? unlike(character);
		return reading?.kind === 'space' ? { ...reading, instead: '' } : reading;
	});
}

/** The text with its strange characters replaced by the correct ones. */
export function corrected(text: string, strange: readonly StrangeCharacter[]): string {
	const instead = new Map(strange.map((one) => [one.place, one.instead]));
	return [...text].map((character, index) => instead.get(index + 1) ?? character).join('');
}

type Reading = Pick<StrangeCharacter, 'kind' | 'instead'>;

function charactersBy(
	text: string,
	read: (character: string) => Reading | undefined,
): StrangeCharacter[] {
	return [...text].flatMap((character, index) => {
		const reading = read(character);
		return reading ? [{ place: index + 1, character, ...reading }] : [];
	});
}

function unnoticed(character: string): Reading | undefined {
	if (character === ' ') return undefined;
	if (HIDDEN.test(character)) return { kind: 'hidden', instead: '' };
	if (SPACE.test(character)) return { kind: 'space', instead: ' ' };
	if (!FULL_WIDTH.test(character)) return undefined;
	return { kind: 'fullWidth', instead: character.normalize('NFKC') };
}

function unlike(character: string): Reading | undefined {
	const instead = LOOK_ALIKES.get(character);
	if (instead !== undefined) return { kind: 'lookAlike', instead };
	const isSeparator = character === ' ' || SEPARATOR.test(character);
	return isSeparator ? { kind: 'separator', instead: '' } : undefined;
}

/** Maximum number of groups that a message lists. */
const MOST_LISTED = 5;

/**
 * Describes the strange characters, e.g. `character 18 (U+00D7) looks like X, but is another character (形似字符)`.
 * Adjacent ones of the same kind form a group. No digit or letter of the text is repeated, since it may be secret.
 */
export function charactersInWords(strange: readonly StrangeCharacter[]): string {
	const groups: StrangeCharacter[][] = [];
	for (const one of strange) {
		const group = groups.at(-1);
		const last = group?.at(-1);
		const isNext = last?.place === one.place - 1 && last.kind === one.kind;
		if (group && isNext && one.kind !== 'lookAlike') group.push(one);
		else groups.push([one]);
	}
	const rest = groups.length - MOST_LISTED;
	const listed = groups.slice(0, MOST_LISTED).map(groupInWords);
	return [...listed, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

function groupInWords(group: readonly StrangeCharacter[]): string {
	const [first, last] = [group[0], group.at(-1)];
	if (!first || !last) return '';
	const isOne = first.place === last.place;
	const where = isOne ? `character ${first.place}` : `characters ${first.place} to ${last.place}`;
	const code = `U+${(first.character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
	const named = isOne ? `${where} (${code})` : where;
	switch (first.kind) {
		case 'hidden':
			return `${named} cannot be seen`;
		case 'fullWidth':
			return `${where} ${isOne ? 'is' : 'are'} full-width`;
		case 'space':
			return `${named} ${isOne ? 'is' : 'are'} not the usual space`;
		case 'lookAlike':
			return `${named} looks like ${first.instead}, but is another character`;
		case 'separator':
			return `${named} does not belong there`;
	}
}
