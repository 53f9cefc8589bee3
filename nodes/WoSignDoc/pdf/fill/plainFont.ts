import { inflate } from '../file/inflate';

/** Lengths of a WOFF file's header and of an entry of its directory (W3C, WOFF File Format 1.0). */
const HEADER = 44;
const ENTRY = 20;
/** The same for the font file within. */
const PLAIN_HEADER = 12;
const PLAIN_ENTRY = 16;
const LARGEST_TABLE = 32 * 1_024 * 1_024;
/**
 * Tables that substitute and move glyphs. Each character is shown with its own glyph, and reading these takes seconds.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(['GSUB', 'GPOS']);

/**
 * The font within a WOFF file, with the required tables decompressed once: a parser would decompress a table again for
 * each glyph that it extracts.
 */
export async function plainFont(woff: Buffer): Promise<Buffer> {
	const entries = Array.from({ length: woff.readUInt16BE(12) }, (_, index) =>
		woff.subarray(HEADER + ENTRY * index, HEADER + ENTRY * (index + 1)),
	).filter((entry) => !LEFT_OUT.has(entry.toString('latin1', 0, 4)));
	const count = entries.length;
	const header = Buffer.alloc(PLAIN_HEADER + PLAIN_ENTRY * count);
	woff.copy(header, 0, 4, 8);
	header.writeUInt16BE(count, 4);
	const parts: Buffer[] = [header];
	let offset = header.length;
	for (const [index, entry] of entries.entries()) {
		const [at, stored, length] = [4, 8, 12].map((place) => entry.readUInt32BE(place));
		const data = woff.subarray(at ?? 0, (at ?? 0) + (stored ?? 0));
		const table = stored === length ? data : await inflate(data, LARGEST_TABLE, 'refuse');
		const to = PLAIN_HEADER + PLAIN_ENTRY * index;
		entry.copy(header, to, 0, 4);
		entry.copy(header, to + 4, 16, 20);
		header.writeUInt32BE(offset, to + 8);
		header.writeUInt32BE(table.length, to + 12);
		const padding = Buffer.alloc((4 - (table.length % 4)) % 4);
		parts.push(table, padding);
		offset += table.length + padding.length;
	}
	return Buffer.concat(parts);
}
