import { z } from 'zod';

/** What bytes that are no text were read as so far, and halves of characters, which the next bytes would become. */
const NO_TEXT = /[\uFFFD\p{Surrogate}]/u;

/** Text or a number under a key, of any case, in JSON that may be incomplete or wrong; undefined when it is not whole. */
export function valueSoFar(json: string, key: string): string | undefined {
	const match = new RegExp(
		`"${key}"\\s*:\\s*(?:("(?:[^"\\\\]|\\\\.){1,256}")|(-?\\d[\\d.eE+-]{0,255})[,}\\]\\s])`,
		'i',
	).exec(json);
	const [, text, number] = match ?? [];
	const value = text === undefined ? number : stringOf(text);
	if (!value || NO_TEXT.test(value)) return undefined;
	// A copy: what a match found would keep the whole text in memory with it.
	return Buffer.from(value).toString();
}

function stringOf(json: string): string | undefined {
	try {
		return z.string().parse(JSON.parse(json));
	} catch {
		return undefined;
	}
}
