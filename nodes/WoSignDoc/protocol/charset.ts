/** The charset of a text that came. */
export interface Charset {
	/** As it is declared. */
	readonly label: string;
	/** What its text is decoded by, a name of `TextDecoder`. */
	readonly encoding: string;
}

export const UTF_8 = 'utf-8';

/** Byte order marks (WHATWG Encoding, BOM sniff). What a text begins with is surer than what its header says. */
const MARKED: ReadonlyArray<Charset & { readonly mark: Buffer }> = [
	{ label: UTF_8, encoding: UTF_8, mark: Buffer.of(0xef, 0xbb, 0xbf) },
	{ label: 'utf-16', encoding: 'utf-16be', mark: Buffer.of(0xfe, 0xff) },
	{ label: 'utf-16', encoding: 'utf-16le', mark: Buffer.of(0xff, 0xfe) },
];
export const LONGEST_MARK = 3;

/**
 * What `TextDecoder` would not read as it is meant. Servers declare ISO-8859-1 (windows-1252 here) when nobody set
 * a charset, and send UTF-8: that is accepted, and what is not UTF-8 refused. Of 63 characters the GBK of Node.js 20
 * makes private ones; there GB18030, of which GBK is a part, is right.
 */
const READ_AS: ReadonlyMap<string, string> = new Map([
	['windows-1252', UTF_8],
	['gbk', new TextDecoder('gbk').decode(Buffer.of(0xa8, 0xbc)) === '\u1e3f' ? 'gbk' : 'gb18030'],
]);

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,]*))/gi;

/** The labels of charsets that a `Content-Type` declares, as they are written; empty ones are none. */
export function labelsIn(contentType: string): string[] {
	return [...contentType.matchAll(CHARSET)]
		.map(([, quoted, single, bare]) => quoted ?? single ?? bare ?? '')
		.filter(Boolean);
}

/** The charset that a label names, whatever its case; undefined when this Node.js does not know it. */
export function charsetOf(label: string): Charset | undefined {
	try {
		const { encoding } = new TextDecoder(label);
		return { label, encoding: READ_AS.get(encoding) ?? encoding };
	} catch {
		return undefined;
	}
}

/** The byte order mark that bytes begin with; undefined when there is none. */
export function markOf(start: Buffer): (typeof MARKED)[number] | undefined {
	return MARKED.find(({ mark }) => start.subarray(0, mark.length).equals(mark));
}
