import { readTable } from '../../pdf/file/crossReference';
import type { Section } from '../../pdf/file/crossReference';
import { PdfParser } from '../../pdf/file/pdfParser';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { withStarts } from '../../pdf/file/sectionChain';
import { leadsTo } from '../../pdf/file/writtenObject';
import type { LaterReading } from './laterObjects';
import { isSectionStream, LaterObjects, streamSection } from './laterObjects';
import { checkInformation, checkTrailer } from './laterTrailer';
import type { CurrentObject, Revision } from './revision';
import { UpdateReader } from './updateSyntax';
import type { KnownUpdates, Update } from './updateSyntax';

/** The contents of the revisions after the signed range: the last object of each number, and the last trailer. */
export interface LaterRevisions {
	readonly objects: ReadonlyMap<number, CurrentObject>;
	readonly trailer: PdfDictionary;
}

/**
 * Resolves a value of a later revision; undefined for a reference to an object that the later revisions don't write.
 */
export function laterValue(
	{ objects }: LaterRevisions,
	value: PdfValue | undefined,
): PdfValue | undefined {
	if (value?.kind !== 'reference') return value;
	return value.generation === 0 ? objects.get(value.number)?.value : undefined;
}

/**
 * Reads the bytes after a signed range as incremental updates in the canonical form (docs/TRUST.md, ISO 32000-1,
 * 7.5.6): each update's cross-references lead to exactly its own objects, and continue the chain of sections of the
 * signed bytes. Throws a PdfSyntaxError for anything else, which could make a viewer read other bytes than these.
 *
 * @param start the offset of the bytes in the file
 * @param known updates of the same file that were already read
 */
export async function readLaterRevisions(
	bytes: Buffer,
	start: number,
	signed: Revision,
	structure: LaterReading,
	known: KnownUpdates,
): Promise<LaterRevisions> {
	const reader = new UpdateReader(bytes, start, structure.pace, structure.budget, known);
	const later = new LaterObjects(structure, signed);
	// Otherwise its first line belongs to the comment `%%EOF` that ends the signed bytes.
	if (
		start === signed.startXref.revisionEnd &&
		!/^[ \t\r\n]/.test(bytes.toString('latin1', 0, 1))
	) {
		throw new PdfSyntaxError('it does not begin on a line of its own');
	}
	let trailer = signed.trailer;
	let previous = signed.startXref.value;
	for (let update = await reader.next(); update; update = await reader.next()) {
		const section = await sectionOf(update, structure);
		// Some readers can rebuild only files whose cross-references are in tables.
		if (Boolean(update.table) === signed.endsInStream) {
			throw new PdfSyntaxError('its cross-references are of another kind than the signed ones');
		}
		await later.add(update, section);
		checkTrailer(section, {
			previous,
			before: trailer,
			highest: later.highest,
			isCatalog: (root) => root?.kind === 'reference' && later.hasNewCatalog(root),
		});
		checkInformation(
			section.trailer,
			trailer,
			(number) => later.objects.has(number) || signed.has(number),
		);
		({ trailer } = section);
		previous = update.startXref;
	}
	return { objects: later.objects, trailer };
}

async function sectionOf(
	{ objects, table, startXref }: Update,
	structure: LaterReading,
): Promise<Section> {
	const starts = new Map(objects.map((one) => [one.start, one]));
	if (table) {
		if (!leadsTo(startXref, table)) throw new PdfSyntaxError('its startxref leads elsewhere');
		const parser = new PdfParser(table.text, 0, true);
		const section = withStarts(await readTable(parser, structure.pace), starts);
		// `add` checks what it is.
		const isOwn = section.also !== undefined && isSectionStream(starts.get(section.also)?.value);
		return isOwn ? { ...section, also: undefined } : section;
	}
	const object = starts.get(startXref);
	if (!object?.stream) throw new PdfSyntaxError('its startxref leads elsewhere');
	if (!isSectionStream(object.value)) {
		throw new PdfSyntaxError('its startxref leads to another kind of stream');
	}
	return withStarts(await streamSection(object, structure), starts);
}
