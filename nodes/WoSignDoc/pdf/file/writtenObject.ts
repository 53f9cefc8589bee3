/** Where an object or a table begins. */
export interface Start {
	readonly start: number;
	/** Whether a line feed stands right before it: some programs name the place of that one, and readers skip it. */
	readonly afterLineFeed: boolean;
}

/** Whether a place that a cross-reference, `startxref` or `/Prev` tells is the start, or the one line feed before it. */
export function leadsTo(place: number, { start, afterLineFeed }: Start): boolean {
	return place === start || (afterLineFeed && place === start - 1);
}

/** An object of the file as it stands there (ISO 32000-1, 7.3.10); places are counted from the file's start. */
export interface WrittenObject extends Start {
	readonly number: number;
	readonly generation: number;
	/** Where its text begins, after `obj`. */
	readonly textStart: number;
	/** What stands between `obj` and `endobj`, or `stream`. */
	readonly text: Buffer;
	/** What the stream holds up to `endstream`, of object and cross-reference streams; empty of all others. */
	readonly stream: Buffer | undefined;
}

/** Where a revision of the file ends: `startxref` and its number. */
export interface StartXref {
	readonly at: number;
	readonly value: number;
	/** The place after its `%%EOF`; undefined when that does not follow at once. */
	readonly revisionEnd: number | undefined;
}

/** A cross-reference table with its trailer, from `xref` to before `startxref` (ISO 32000-1, 7.5.4). */
export interface WrittenTable extends Start {
	readonly text: Buffer;
}

/** What the strict scanner tells of a file as its bytes pass. */
export interface ScannerEvents {
	/** An object has ended. Unless it has a stream its bytes are still held, and `release` may pass a part of them on. */
	readonly onObject: (object: WrittenObject) => void;
	readonly onTable: (table: WrittenTable) => void;
	readonly onStartXref: (startXref: StartXref) => void;
	/** The file's bytes, each once and in their order. */
	readonly onBytes: (bytes: Buffer, start: number) => void;
	/** What began there is larger than is kept. */
	readonly onTooLarge: (text: Buffer) => void;
	/** A stream that is not kept has ended: how many bytes stood before `endstream`, a line end among them. */
	readonly onStream: (objectStart: number, length: number) => void;
	/** From there on stands what is no part of a well-written file, or it has no end: a reader may find more in it. */
	readonly onDisorder: (at: number) => void;
}
