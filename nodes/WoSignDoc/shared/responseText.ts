import { quoted } from './validationMessage';

/** The text of an answer's body, or as much of it as there is, and why that is not all. */
export interface ResponseText {
	/** Where the bytes are no text of the charset, ASCII with all other bytes written as `\xb2`: for people alone. */
	readonly text: string;
	/** What is wrong with the text, e.g. `is not in UTF-8`; such an answer must not be taken for the platform's. */
	readonly charsetProblem?: string;
}

const UTF_8 = 'utf-8';

/** Byte order marks (WHATWG Encoding, BOM sniff): what a text begins with is surer than what its header says. */
const MARKS: ReadonlyArray<readonly [encoding: string, mark: Buffer]> = [
	[UTF_8, Buffer.of(0xef, 0xbb, 0xbf)],
	['utf-16be', Buffer.of(0xfe, 0xff)],
	['utf-16le', Buffer.of(0xff, 0xfe)],
];

/**
 * What `TextDecoder` would not read as it is meant. Servers declare ISO-8859-1 (windows-1252 here) when nobody set
 * a charset, and send UTF-8. The GBK of Node.js 20 lacks characters that GB18030, of which GBK is a part, has.
 */
const READ_AS: ReadonlyMap<string, string> = new Map([
	['windows-1252', UTF_8],
	['gbk', 'gb18030'],
]);

/**
 * Decodes an answer by its byte order mark, by the charset of its `Content-Type`, or as UTF-8. Nothing is replaced:
 * bytes that the charset does not have are a problem, as is a charset that this Node.js does not know.
 *
 * @param isCut whether the bytes may end within a character
 */
export function responseText(bytes: Buffer, contentType: string, isCut: boolean): ResponseText {
	const declared = /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1];
	const marked = MARKS.find(([, mark]) => bytes.subarray(0, mark.length).equals(mark))?.[0];
	const decoder = decoderOf(marked ?? declared ?? UTF_8);
	if (!decoder) return unreadable(bytes, `has a charset unknown here, ${quoted(declared ?? '')}`);
	try {
		return { text: decoder.decode(bytes, { stream: isCut }) };
	} catch {
		const name = marked ?? declared ?? decoder.encoding;
		return unreadable(bytes, `is not in its charset, ${quoted(name)}`);
	}
}

function decoderOf(label: string) {
	try {
		const { encoding } = new TextDecoder(label);
		return new TextDecoder(READ_AS.get(encoding) ?? encoding, { fatal: true });
	} catch {
		return undefined;
	}
}

function unreadable(bytes: Buffer, charsetProblem: string): ResponseText {
	const text = bytes
		.toString('latin1')
		.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
	return { text, charsetProblem };
}
