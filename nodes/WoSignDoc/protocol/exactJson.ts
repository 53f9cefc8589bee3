/** In valid JSON a string, which is skipped, or a number; a string is matched in one piece, however long. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * `JSON.parse`, except that a number that JavaScript would write differently is returned as its text: one with 19
 * digits, which no double represents, `1e21`, `0.10`, `-0`. Other numbers stay numbers. The key `__proto__` is left out
 * at any depth: if such an object is copied, it would become the copy's prototype. Throws a `SyntaxError` whenever
 * `JSON.parse` does.
 */
export function parseExactJson(text: string): unknown {
	const plain: unknown = JSON.parse(text, withoutPrototype);
	// Not with the reviver: in Node.js 20 it doesn't get a number's text.
	const exact = text.replace(STRING_OR_NUMBER, (token) => (isExact(token) ? token : `"${token}"`));
	return exact.length === text.length ? plain : JSON.parse(exact, withoutPrototype);
}

function withoutPrototype(key: string, value: unknown): unknown {
	return key === '__proto__' ? undefined : value;
}

/** Whether the token is a string, or a number whose digits JavaScript keeps. */
function isExact(token: string): boolean {
	return token.startsWith('"') || String(Number(token)) === token;
}
