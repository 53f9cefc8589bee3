import { inflate } from '../file/inflate';

/** The glyphs of a character collection (ISO 32000-1, 9.7.3), by glyph number (CID). */
export interface CharacterCollection {
	/** The characters that a glyph shows; empty if unknown. */
	readonly textOf: (cid: number) => string;
	/** The first glyph that shows the characters. */
	readonly cidOf: (text: string) => number | undefined;
}

const known = new Map<string, Promise<CharacterCollection | undefined>>();

/**
 * One of Adobe's collections by ordering, e.g. `GB1`; undefined for others, such as `Identity`, whose numbers say
 * nothing about characters.
 */
export async function characterCollection(
	ordering: string,
): Promise<CharacterCollection | undefined> {
	const { COLLECTIONS } = await import('./collectionLibrary');
	const entry = COLLECTIONS.get(ordering);
	if (!entry) return undefined;
	const collection = known.get(ordering) ?? unpack(...entry);
	known.set(ordering, collection);
	return await collection;
}

/**
 * Reads a packed collection: the difference between each glyph's character and the previous one, first the upper bytes
 * of all, then the lower ones; and the texts of the glyphs whose character is 0, one per line, in UTF-16.
 */
async function unpack(count: number, packed: string): Promise<CharacterCollection> {
	const bytes = await inflate(Buffer.from(packed, 'base64'), Infinity, 'refuse');
	const others = bytes
		.subarray(2 * count)
		.toString('utf16le')
		.split('\n');
	const texts: string[] = [];
	const cids = new Map<string, number>();
	for (let cid = 0, unit = 0, other = 0; cid < count; cid++) {
		unit = (unit + (bytes[cid] ?? 0) * 256 + (bytes[count + cid] ?? 0)) & 0xffff;
		const text = unit === 0 ? (others[other++] ?? '') : String.fromCharCode(unit);
		texts.push(text);
		if (!cids.has(text)) cids.set(text, cid);
	}
	return { textOf: (cid) => texts[cid] ?? '', cidOf: (text) => cids.get(text) };
}
