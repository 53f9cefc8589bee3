import { SIGNATURE_BOUNDS } from './bounds';
import { StreamDecoder } from './streamData';
import type { StartXref, WrittenObject, WrittenTable } from './objectScanner';

/** What each object costs beside its text. */
const OVERHEAD = 200;

/** What is kept of a file to tell what a later revision changes: all but what its streams hold. */
export class FileStructure {
	readonly objects: WrittenObject[] = [];
	readonly tables: WrittenTable[] = [];
	readonly startXrefs: StartXref[] = [];
	readonly decoder = new StreamDecoder();
	/** Bytes of memory that it holds, nearly. */
	held = 0;
	private whole = true;

	/** Whether nothing was left out for its size. */
	get isWhole(): boolean {
		return this.whole;
	}

	/** Whether strings and streams cannot be read: some revision's trailer says so. */
	get isEncrypted(): boolean {
		return [...this.tables, ...this.objects].some(({ text }) => text.includes('/Encrypt'));
	}

	addObject(object: WrittenObject): void {
		if (this.hasRoom(object.text.length + (object.stream?.length ?? 0))) this.objects.push(object);
	}

	addTable(table: WrittenTable): void {
		if (this.hasRoom(table.text.length)) this.tables.push(table);
	}

	addStartXref(startXref: StartXref): void {
		if (this.hasRoom(0)) this.startXrefs.push(startXref);
	}

	/** Something was too large to be kept. */
	leaveOut(): void {
		this.whole = false;
	}

	private hasRoom(length: number): boolean {
		if (this.held + length + OVERHEAD > SIGNATURE_BOUNDS.structureLength) this.whole = false;
		if (this.whole) this.held += length + OVERHEAD;
		return this.whole;
	}
}
