import { charsetOf, labelsIn, markOf, UTF_8 } from '../protocol/charset';
import { quoted } from './validationMessage';

/** The text of an answer's body, or as much of it as there is, and why that is not all. */
export interface ResponseText {
	/** Where the bytes are no text of the charset, ASCII with all other bytes written as `\xb2`: for people alone. */
	readonly text: string;
	/** What is wrong with the text, e.g. `is not in UTF-8`; such an answer must not be taken for the platform's. */
	readonly charsetProblem?: string;
}

/**
 * Decodes an answer by its byte order mark, by the charset of its `Content-Type`, or as UTF-8. Nothing is replaced:
 * bytes that the charset does not have are a problem, as is a charset that this Node.js does not know.
 *
 * @param isCut whether the bytes may end within a character
 */
export function responseText(bytes: Buffer, contentType: string, isCut: boolean): ResponseText {
	const [declared = UTF_8] = labelsIn(contentType);
	const charset = markOf(bytes) ?? charsetOf(declared);
	if (!charset) return unreadable(bytes, `has a charset unknown here, ${quoted(declared)}`);
	const decoder = new TextDecoder(charset.encoding, { fatal: true });
	try {
		return { text: decoder.decode(bytes, { stream: isCut }) };
	} catch {
		return unreadable(bytes, `is not in its charset, ${quoted(charset.label)}`);
	}
}

function unreadable(bytes: Buffer, charsetProblem: string): ResponseText {
	const text = bytes
		.toString('latin1')
		.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
	return { text, charsetProblem };
}
