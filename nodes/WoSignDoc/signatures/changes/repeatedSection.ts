import { comparableText } from '../../pdf/file/comparableText';
import { isSameEntry } from '../../pdf/file/crossReference';
import type { Section } from '../../pdf/file/crossReference';
import type { FileStructure } from '../../pdf/file/fileStructure';
import { readSection } from '../../pdf/file/sectionChain';
import type { WrittenObject } from '../../pdf/file/writtenObject';
import type { Revision } from './revision';

/** Trailer keys that readers act on, wherever they find them. */
const EFFECTIVE_KEYS = ['Root', 'Encrypt', 'ID'];

/**
 * Whether a cross-reference stream only repeats what its update's table says, so it makes no difference which of them a
 * reader uses. When PDFBox updates a hybrid-reference file as Word writes them (ISO 32000-1, 7.5.8.4), it adds a
 * stream with the same contents as its table, and may or may not name it in the trailer.
 */
export function repeatsTable(stream: Section, table: Section): boolean {
	const hasEntry = [...stream.entries].every(([number, entry]) =>
		isSameEntry(entry, table.entries.get(number)),
	);
	const isSame = (key: string) =>
		comparableText(stream.trailer.entries.get(key)) ===
		comparableText(table.trailer.entries.get(key));
	return hasEntry && stream.previous === table.previous && EFFECTIVE_KEYS.every(isSame);
}

/**
 * Whether a cross-reference stream in the signed bytes repeats the first table after it that belongs to the chain of
 * sections. Throws a PdfSyntaxError if it can't be read.
 */
export async function repeatsNextTable(
	{ start }: WrittenObject,
	signed: Revision,
	structure: FileStructure,
): Promise<boolean> {
	const next = signed.sections
		.filter((one) => one.start > start)
		.sort((one, other) => one.start - other.start)[0];
	if (!next || signed.written.has(next.start)) return false;
	return repeatsTable(await readSection(structure, signed.written, start), next.section);
}
