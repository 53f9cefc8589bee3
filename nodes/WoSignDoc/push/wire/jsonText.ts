import { PushRefusal } from './refusal';
import { withPlusesAs } from './unencodedPlus';

/** White space, and the NUL that some senders end a text with, as C does; no reader takes it for a part of the JSON. */
const AFTER_JSON: ReadonlySet<number | undefined> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20]);

/** The text of JSON that has come whole, without a byte order mark before it; its pluses may still be what stands for them. Throws the refusal. */
export function wholeJson(bytes: Buffer): string {
	let end = bytes.length;
	while (AFTER_JSON.has(bytes[end - 1])) end--;
	const text = decodeUtf8(bytes.subarray(0, end));
	if (isJson(withPlusesAs(text, ' '))) return text;
	throw new PushRefusal('malformedJson', 'the body is not valid JSON');
}

/** The text that the bytes are; nothing in them becomes U+FFFD, which would be another text. */
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
