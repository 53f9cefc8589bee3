import { charsetOf, declaredCharsets, isMisread, markOf, UTF_8 } from '../protocol/charset';
import { quoted } from './validationMessage';

/** The text of a response's body, or as much of it as there is, and why that isn't all. */
export interface ResponseText {
	/** If the bytes aren't valid in the charset: ASCII, with all other bytes written as `\xb2`. Only for display. */
	readonly text: string;
	/**
	 * What is wrong with the text, e.g. `is not in its charset, "utf-8"`. Then the response must not be taken for the
	 * platform's.
	 */
	readonly charsetProblem?: string;
}

/**
 * Decodes a response by its byte order mark, by the charset of its `Content-Type`, or as UTF-8. Nothing is replaced:
 * bytes that are invalid in the charset are a problem, and so is a charset that this Node.js doesn't know.
 *
 * @param isCut whether the bytes may end within a character
 */
export function responseText(bytes: Buffer, contentType: string, isCut: boolean): ResponseText {
	const [declared = UTF_8] = declaredCharsets(contentType);
	const charset = markOf(bytes) ?? charsetOf(declared);
	if (!charset) return unreadable(bytes, `has a charset unknown here, ${quoted(declared)}`);
	const { label, encoding } = charset;
	try {
		const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isCut });
		return isMisread(text, charset)
			? unreadable(
					bytes,
					`has characters that this n8n cannot read in its charset, ${quoted(label)}`,
				)
			: { text };
	} catch {
		return unreadable(bytes, `is not in its charset, ${quoted(label)}`);
	}
}

function unreadable(bytes: Buffer, charsetProblem: string): ResponseText {
	const text = bytes
		.toString('latin1')
		.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
	return { text, charsetProblem };
}
