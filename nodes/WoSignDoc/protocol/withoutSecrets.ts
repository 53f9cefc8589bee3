const HIDDEN = '•••';
/** Characters of a secret for which a regular expression can be made. */
const LONGEST_SECRET = 500;

/** The names that HTML has for characters. */
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

/** Characters that JSON writes as a letter behind a backslash. */
const JSON_LETTERS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'\b': 'b',
		'\f': 'f',
		'\n': 'n',
		'\r': 'r',
		'\t': 't',
	}),
);

/** A text without the secrets, as they are or as JSON, a form, a URL or HTML writes them, each character in any way. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	const given = secrets.filter(Boolean);
	// A text with a part of a secret that is too long to be looked for is not shown at all.
	if (given.some(({ length }) => length > LONGEST_SECRET)) return HIDDEN;
	return given
		.map((secret) => new RegExp(secret.replace(/\\+|[^]/gu, anyForm), 'giu'))
		.reduce((rest, pattern) => rest.replaceAll(pattern, HIDDEN), text);
}

/** A backslash, itself perhaps written for a URL or HTML. */
const BACKSLASH = String.raw`(?:\\|%(?:25)*5c|&#(?:92|x5c);)`;
/** As many as stand before a character in JSON in JSON in JSON. */
const MOST_BACKSLASHES = 7;

/** A regular expression for one character, or for a run of backslashes: one by one they would fit in too many ways. */
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

/** The bytes as hexadecimal numbers of so many bytes each. */
function hexOf(bytes: Buffer, size: number): string[] {
	const numbers = bytes.toString('hex').matchAll(new RegExp(`.{${size * 2}}`, 'g'));
	return Array.from(numbers, ([digits]) => digits);
}
