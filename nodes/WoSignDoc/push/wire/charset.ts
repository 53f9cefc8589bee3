import type { Decoder } from './bodyStart';
import { byStart } from './bodyStart';
import { PushRefusal } from './refusal';

/** The charset of a body. */
export interface Charset {
	/** As it is declared. */
	readonly label: string;
	/** What its text is decoded by, a name of `TextDecoder`. */
	readonly encoding: string;
}

const UTF_8 = 'utf-8';

/** Byte order marks (WHATWG Encoding, BOM sniff). What a body begins with is surer than what its header says. */
const MARKED: ReadonlyArray<Charset & { readonly mark: Buffer }> = [
	{ label: UTF_8, encoding: UTF_8, mark: Buffer.of(0xef, 0xbb, 0xbf) },
	{ label: 'utf-16', encoding: 'utf-16be', mark: Buffer.of(0xfe, 0xff) },
	{ label: 'utf-16', encoding: 'utf-16le', mark: Buffer.of(0xff, 0xfe) },
];
const LONGEST_MARK = 3;

/**
 * What `TextDecoder` would not read as it is meant. Servers declare ISO-8859-1 (windows-1252 here) when nobody set
 * a charset, and send UTF-8: that is accepted, and what is not UTF-8 refused. Of 63 characters the GBK of Node.js 20
 * makes private ones; there GB18030, of which GBK is a part, is right.
 */
const READ_AS: ReadonlyMap<string, string> = new Map([
	['windows-1252', UTF_8],
	['gbk', new TextDecoder('gbk').decode(Buffer.of(0xa8, 0xbc)) === '\u1e3f' ? 'gbk' : 'gb18030'],
]);

/** Of many characters of these, kana and Hong Kong's among them, Node.js makes private ones, which are others' to everybody. */
const MADE_PRIVATE: ReadonlySet<string> = new Set(['big5', 'euc-kr']);
const PRIVATE = /[\uE000-\uF8FF]/;

/** The charset that a label names, whatever its case; undefined when this Node.js does not know it. */
export function charsetOf(label: string): Charset | undefined {
	try {
		const { encoding } = new TextDecoder(label);
		return { label, encoding: READ_AS.get(encoding) ?? encoding };
	} catch {
		return undefined;
	}
}

/** The byte order mark that a body begins with; undefined when there is none. */
export function markOf(start: Buffer): (typeof MARKED)[number] | undefined {
	return MARKED.find(({ mark }) => start.subarray(0, mark.length).equals(mark));
}

/**
 * The same text in UTF-8, without a byte order mark, before anything looks for ASCII in it: in GBK 0x5C, a backslash,
 * may be half of a character. Bytes that the charset does not have are refused, so that none becomes U+FFFD. What is
 * in UTF-8 by its mark, or because nothing is declared, is handed on as it is: what is kept of it is decoded later.
 */
export function toUtf8(declared: Charset | undefined): Decoder {
	return (chunks) =>
		byStart(chunks, LONGEST_MARK, (start) => {
			const marked = markOf(start);
			const charset = marked ?? declared;
			const decode: Decoder = (text) =>
				charset && !isUtf8(charset) ? decoded(text, charset) : text;
			return { skip: marked?.mark.length ?? 0, decode };
		});
}

function isUtf8({ label }: Charset): boolean {
	return new TextDecoder(label).encoding === UTF_8;
}

async function* decoded(
	chunks: AsyncIterable<Buffer>,
	{ label, encoding }: Charset,
): AsyncGenerator<Buffer> {
	const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
	const textOf = (chunk?: Buffer): string => {
		try {
			return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
		} catch {
			return refuse('is not in the charset that it declares', label);
		}
	};
	const decode = (chunk?: Buffer): Buffer => {
		const text = textOf(chunk);
		if (MADE_PRIVATE.has(encoding) && PRIVATE.test(text)) {
			refuse('has characters that this n8n cannot read in the charset that it declares', label);
		}
		return Buffer.from(text);
	};
	for await (const chunk of chunks) {
		const text = decode(chunk);
		if (text.length > 0) yield text;
	}
	const rest = decode();
	if (rest.length > 0) yield rest;
}

function refuse(problem: string, label: string): never {
	const shown = JSON.stringify(label.slice(0, 64));
	throw new PushRefusal('malformedText', `the body ${problem}, ${shown}`);
}
