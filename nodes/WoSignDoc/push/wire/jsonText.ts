import { PushRefusal } from './refusal';
import { withPlusesAs } from './unencodedPlus';

/** White space, and the NUL that some senders append to a text, as in C; it is never part of the JSON. */
const AFTER_JSON: ReadonlySet<number | undefined> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20]);

/**
 * The text of complete JSON, without a byte order mark; it may still contain placeholders for pluses. Throws a
 * `PushRefusal`.
 */
export function wholeJson(bytes: Buffer): string {
	let end = bytes.length;
	while (AFTER_JSON.has(bytes[end - 1])) end--;
	const text = decodeUtf8(bytes.subarray(0, end));
	if (isJson(withPlusesAs(text, ' '))) return text;
	throw new PushRefusal('malformedJson', 'the body is not valid JSON');
}

/** The decoded text; invalid bytes are rejected, because U+FFFD in their place would be a different text. */
function decodeUtf8(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return refuseText();
	}
}

function refuseText(): never {
	throw new PushRefusal(
		'malformedText',
		'the body is not in UTF-8, and declares no other charset that it is in',
	);
}

/** Whether `JSON.parse` accepts the text. */
export function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
