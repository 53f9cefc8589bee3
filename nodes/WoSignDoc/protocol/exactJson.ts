/** In valid JSON a string, which is passed over, or a number; no string is matched piece by piece, however long. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * `JSON.parse`, but a number that JavaScript would write otherwise comes out as its own text: one of 19 digits, which
 * no double holds, `1e21`, `0.10`, `-0`. Other numbers stay numbers. The key `__proto__` is left out, at any depth:
 * wherever such an object is copied, it would become the copy's prototype. Throws a `SyntaxError` where `JSON.parse` does.
 */
export function parseExactJson(text: string): unknown {
	const plain: unknown = JSON.parse(text, withoutPrototype);
	// Not by the reviver: on Node.js 20 it is not given the text of a number.
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
