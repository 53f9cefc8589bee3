/** The charset of a body. */
export interface Charset {
	/** As declared. */
	readonly label: string;
	/** The label of `TextDecoder` that decodes its text. */
	readonly encoding: string;
}

export const UTF_8 = 'utf-8';

/** Byte order marks (WHATWG Encoding, BOM sniff). The first bytes of a body are more reliable than its header. */
const MARKED: ReadonlyArray<Charset & { readonly mark: Buffer }> = [
	{ label: UTF_8, encoding: UTF_8, mark: Buffer.of(0xef, 0xbb, 0xbf) },
	{ label: 'utf-16', encoding: 'utf-16be', mark: Buffer.of(0xfe, 0xff) },
	{ label: 'utf-16', encoding: 'utf-16le', mark: Buffer.of(0xff, 0xfe) },
];
export const LONGEST_MARK = 3;

/**
 * Labels that `TextDecoder` wouldn't decode as intended. Servers that are configured without a charset declare
 * ISO-8859-1 (windows-1252 here) and send UTF-8: that is accepted, and anything that isn't UTF-8 is rejected. Node.js
 * 20 maps 63 characters of GBK to private-use ones; GB18030, a superset of GBK, decodes them correctly.
 */
const READ_AS: ReadonlyMap<string, string> = new Map([
	['windows-1252', UTF_8],
	['gbk', new TextDecoder('gbk').decode(Buffer.of(0xa8, 0xbc)) === '\u1e3f' ? 'gbk' : 'gb18030'],
]);

/**
 * Node.js maps many characters of these, including kana and Hong Kong's, to private-use ones, which mean something else
 * on every system.
 */
const MADE_PRIVATE: ReadonlySet<string> = new Set(['big5', 'euc-kr']);
const PRIVATE = /[\uE000-\uF8FF]/;

const DECLARED = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,]*))/gi;

/** The charset labels in a `Content-Type`, which should have one. */
export function declaredCharsets(contentType: string): string[] {
	return [...contentType.matchAll(DECLARED)]
		.map(([, quoted, single, bare]) => quoted ?? single ?? bare ?? '')
		.filter(Boolean);
}

/** The charset with this label, in any case; undefined if this Node.js doesn't know it. */
export function charsetOf(label: string): Charset | undefined {
	try {
		const { encoding } = new TextDecoder(label);
		return { label, encoding: READ_AS.get(encoding) ?? encoding };
	} catch {
		return undefined;
	}
}

/** The byte order mark at the start of a body; undefined if there is none. */
export function markOf(start: Buffer): (typeof MARKED)[number] | undefined {
	return MARKED.find(({ mark }) => start.subarray(0, mark.length).equals(mark));
}

/** Whether the decoded text may contain characters other than those that were sent. */
export function isMisread(text: string, { encoding }: Charset): boolean {
	return MADE_PRIVATE.has(encoding) && PRIVATE.test(text);
}
