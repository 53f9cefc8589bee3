/** A parsed JSON value, or where the text is no longer valid JSON. */
export type ReadJson =
	| { readonly kind: 'value'; readonly value: unknown }
	| { readonly kind: 'unreadable'; readonly problem: string };

const FENCE = '```';
/** The beginning of a code block, which language models and chats put around JSON. */
const OPENING_FENCE = /^\s*```[a-z0-9]*/i;
/** The signs of JSON as a Chinese keyboard writes them. */
const FULL_WIDTH_SIGN = /^[“”‘’＂，：；、｛｝［］【】]$/;

/**
 * Reads JSON text, without a byte order mark in front and a fence around it. What is wrong is told by its line and
 * column, both from 1, and in the engine's words never: they may show the text, and with it an identity number.
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

/** The text with blanks in place of the fence, so that lines and columns stay. */
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

/** Where the text stops to be JSON, counted from 0. */
function errorOffset(text: string, message: string): number {
	// First, because such a message shows a part of the text, which may speak of a position itself.
	if (isUnexpectedToken(message)) return unexpectedTokenOffset(text);
	const [, position] = /at position (\d+)/.exec(message) ?? [];
	return position === undefined ? text.length : Number(position);
}

/** Of `[object Object]` and `undefined`, which come of an object put into a text, V8 says it in other words. */
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
