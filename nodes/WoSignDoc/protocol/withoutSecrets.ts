const HIDDEN = '•••';
/** Maximum characters of a secret for which a regular expression can be made. */
const LONGEST_SECRET = 500;

/** HTML's names of characters. */
const HTML_NAMES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'&': 'amp',
		'<': 'lt',
		'>': 'gt',
		'"': 'quot',
		"'": 'apos',
		'+': 'plus',
		'/': 'sol',
		'=': 'equals',
		_: 'lowbar',
	}),
);

/** Characters that JSON escapes as a letter after a backslash. */
const JSON_LETTERS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'\b': 'b',
		'\f': 'f',
		'\n': 'n',
		'\r': 'r',
		'\t': 't',
	}),
);

/**
 * A text without the secrets, whether verbatim or as JSON, a form, a URL or HTML writes them, with each character
 * escaped in any way.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	const given = secrets.filter(Boolean);
	// If a secret is too long to search for, the text isn't shown at all: it may contain a part of it.
	if (given.some(({ length }) => length > LONGEST_SECRET)) return HIDDEN;
	return given
		.map((secret) => new RegExp(secret.replace(/\\+|[^]/gu, anyForm), 'giu'))
		.reduce((rest, pattern) => rest.replaceAll(pattern, HIDDEN), text);
}

/** A backslash, perhaps itself escaped for a URL or HTML. */
const BACKSLASH = String.raw`(?:\\|%(?:25)*5c|&#(?:92|x5c);)`;
/** The backslashes before a character in JSON inside JSON inside JSON. */
const MOST_BACKSLASHES = 7;

/**
 * A regular expression for one character, or for a run of backslashes: one by one they could match in too many ways.
 */
function anyForm(character: string): string {
	if (character.startsWith('\\')) {
		return `${BACKSLASH}{${character.length},${character.length * (MOST_BACKSLASHES + 1)}}`;
	}
	const codePoint = character.codePointAt(0) ?? 0;
	const hex = codePoint.toString(16);
	const utf16 = hexOf(Buffer.from(character, 'utf16le').swap16(), 2);
	const utf8 = hexOf(Buffer.from(character), 1);
	const name = HTML_NAMES.get(character);
	const letter = JSON_LETTERS.get(character);
	const plain = [
		String.raw`\u{${hex}}`,
		utf8.map((byte) => `%(?:25)*${byte}`).join(''),
		`&#(?:0*${codePoint}|x0*${hex});`,
		...(name === undefined ? [] : [`&${name};`]),
		...(character === ' ' ? [String.raw`\+`] : []),
	];
	const json = utf16.map((unit) => `${BACKSLASH}{1,${MOST_BACKSLASHES}}u${unit}`).join('');
	return `(?:${[
		`${BACKSLASH}{0,${MOST_BACKSLASHES}}(?:${plain.join('|')})`,
		json,
		...(letter === undefined ? [] : [`${BACKSLASH}{1,${MOST_BACKSLASHES}}${letter}`]),
	].join('|')})`;
}

/** The bytes as hexadecimal numbers of this many bytes each. */
function hexOf(bytes: Buffer, size: number): string[] {
	const numbers = bytes.toString('hex').matchAll(new RegExp(`.{${size * 2}}`, 'g'));
	return Array.from(numbers, ([digits]) => digits);
}
