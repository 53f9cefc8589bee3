import { PushRefusal } from './refusal';
import { withPlusesAs } from './unencodedPlus';

/** What a sender that ends its texts with a NUL, as C does, sends too much; no reader takes it for a part of the JSON. */
const NUL_AT_END = /\0[\0 \t\r\n]*$/;

/** The text of JSON that has come whole; its pluses may still be what stands for them. Throws the refusal. */
export function wholeJson(bytes: Buffer): string {
	const text = decodeUtf8(bytes).replace(NUL_AT_END, '');
	if (isJson(withPlusesAs(text, ' '))) return text;
	throw new PushRefusal('malformedJson', 'the body is not valid JSON');
}

/** The text that the bytes are; nothing in them becomes U+FFFD, which would be another text. */
function decodeUtf8(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
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
