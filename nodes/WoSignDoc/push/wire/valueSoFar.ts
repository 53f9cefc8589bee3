import { z } from 'zod';

/** Replacement characters and lone surrogates, which the next bytes would complete. */
const NO_TEXT = /[\uFFFD\p{Surrogate}]/u;

/**
 * Text or a number under a key, in any case, in JSON that may be incomplete or invalid; undefined if it isn't complete.
 */
export function valueSoFar(json: string, key: string): string | undefined {
	const match = new RegExp(
		`"${key}"\\s*:\\s*(?:("(?:[^"\\\\]|\\\\.){1,256}")|(-?\\d[\\d.eE+-]{0,255})[,}\\]\\s])`,
		'i',
	).exec(json);
	const [, text, number] = match ?? [];
	const value = text === undefined ? number : stringOf(text);
	if (!value || NO_TEXT.test(value)) return undefined;
	// A copy: the match would keep the whole text in memory.
	return Buffer.from(value).toString();
}

function stringOf(json: string): string | undefined {
	try {
		return z.string().parse(JSON.parse(json));
	} catch {
		return undefined;
	}
}
