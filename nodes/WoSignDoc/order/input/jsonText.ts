/** A parsed JSON value, or where the text is no longer valid JSON. */
export type ReadJson =
	| { readonly kind: 'value'; readonly value: unknown }
	| { readonly kind: 'unreadable'; readonly problem: string };

const FENCE = '```';
/** The beginning of a code block, which language models and chats put around JSON. */
const OPENING_FENCE = /^\s*```[a-z0-9]*/i;
/** JSON's punctuation as typed on a Chinese keyboard. */
const FULL_WIDTH_SIGN = /^[“”‘’＂，：；、｛｝［］【】]$/;

/**
 * Parses JSON text, ignoring a byte order mark and a surrounding code block. An error is reported by line and column,
 * both from 1, and never in the engine's words, which may quote the text, and with it an identity number.
 */
export function readJsonText(given: string): ReadJson {
	const text = withoutFence(given.replace(/^\uFEFF/, ' '));
	try {
		return { kind: 'value', value: JSON.parse(text) };
	} catch (error) {
		const message = error instanceof Error ? error.message : '';
		return { kind: 'unreadable', problem: `not valid JSON${placeInWords(text, message)}` };
	}
}

/** The text with blanks in place of the code block's fences, so that lines and columns stay the same. */
function withoutFence(text: string): string {
	const [opening = ''] = OPENING_FENCE.exec(text) ?? [];
	if (opening === '') return text;
	const rest = text.slice(opening.length).trimEnd();
	const json = rest.endsWith(FENCE) ? rest.slice(0, -FENCE.length) : rest;
	return opening.replace(/\S/g, ' ') + json;
}

function placeInWords(text: string, message: string): string {
	const at = errorOffset(text, message);
	if (at >= text.trimEnd().length) return ', at its end';
	const before = text.slice(0, at).split('\n');
	const place = `, at line ${before.length} column ${[...(before.at(-1) ?? '')].length + 1}`;
	const sign = text.charAt(at);
	return FULL_WIDTH_SIGN.test(sign)
		? `${place}: ${sign} is full-width, JSON has only half-width signs`
		: place;
}

/** Where the text is no longer valid JSON, counted from 0. */
function errorOffset(text: string, message: string): number {
	// Checked first, because this message quotes part of the text, which may itself contain "at position".
	if (isUnexpectedToken(message)) return unexpectedTokenOffset(text);
	const [, position] = /at position (\d+)/.exec(message) ?? [];
	return position === undefined ? text.length : Number(position);
}

/** V8 has a different message for `[object Object]` and `undefined`, the result of putting an object into a text. */
function isUnexpectedToken(message: string): boolean {
	return message.startsWith('Unexpected token') || message.endsWith(' is not valid JSON');
}

/**
 * V8 reports no position for an unexpected token; it is the last character of the shortest prefix that has the error.
 */
function unexpectedTokenOffset(text: string): number {
	let [without, having] = [0, text.length];
	while (having - without > 1) {
		const middle = Math.floor((without + having) / 2);
		if (hasUnexpectedToken(text.slice(0, middle))) having = middle;
		else without = middle;
	}
	return without;
}

function hasUnexpectedToken(text: string): boolean {
	try {
		JSON.parse(text);
		return false;
	} catch (error) {
		return error instanceof Error && isUnexpectedToken(error.message);
	}
}
