import { PDFRef, waitForTick } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Entry, Section } from './file/crossReference';
import { FileStructure } from './file/fileStructure';
import { ObjectScanner } from './file/objectScanner';
import { Pace } from './file/pace';
import { newestEntries, readSections } from './file/sectionChain';
import type { ObjectTable } from './objectTable';

const pass = () => undefined;

/**
 * Where a file's cross-references lead (ISO 32000-1, 7.5.4 to 7.5.8). Readers follow them, while `Skeleton` goes by the
 * objects themselves, so the two may see different documents in one file.
 */
export class CrossReferences {
	private readonly structure = new FileStructure(new Pace(waitForTick));
	private readonly scanner = new ObjectScanner({
		onObject: (object) => this.structure.addObject(object),
		onTable: (table) => this.structure.addTable(table),
		onStartXref: (startXref) => this.structure.addStartXref(startXref),
		onTooLarge: () => this.structure.leaveOut(),
		onBytes: pass,
		onStream: pass,
		onDisorder: pass,
	});

	/** Takes the next chunk, split anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.scanner.feed(chunk);
	}

	/**
	 * Whether they lead to the catalog and to all objects that were requested from the table; to be called after the last
	 * chunk. `unknown` if they are invalid, so that readers search for the objects themselves.
	 */
	async agreeWith(table: ObjectTable, root: PDFObject | undefined): Promise<boolean | 'unknown'> {
		this.scanner.end();
		const newest = await this.newest();
		if (!newest) return 'unknown';
		const { entries, section } = newest;
		if (!isRoot(section, root)) return false;
		for (const number of table.asked) {
			if (!table.isAt(number, placeOf(entries.get(number), entries))) return false;
			await this.structure.pace.step();
		}
		return true;
	}

	/** The effective cross-references; undefined if they can't be read. */
	private async newest() {
		const { structure } = this;
		const last = structure.startXrefs.at(-1);
		if (!structure.isWhole || !last) return undefined;
		const written = new Map(structure.objects.map((one) => [one.start, one]));
		try {
			const sections = await readSections(structure, written, last.value);
			const { entries } = await newestEntries(sections, structure);
			return { entries, section: sections[0].section };
		} catch {
			return undefined;
		}
	}
}

/** The offset of the object that an entry leads to, or of the stream that it is in; undefined if there is none. */
function placeOf(entry: Entry | undefined, entries: ReadonlyMap<number, Entry>) {
	const whole = entry?.kind === 'within' ? entries.get(entry.stream) : entry;
	return whole?.kind === 'at' ? whole.offset : undefined;
}

function isRoot({ trailer }: Section, root: PDFObject | undefined): boolean {
	const named = trailer.entries.get('Root');
	return (
		named?.kind === 'reference' && root instanceof PDFRef && named.number === root.objectNumber
	);
}
